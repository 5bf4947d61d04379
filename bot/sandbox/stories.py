"""Stories: short scripts that the page plays step by step, kept as data in `stories/`.

A file has `title`, `about` and steps. Each step has a `note` for the reader and does one
thing: `who` writes `text` in `chat` (or to the bot, with `private = true`), or `who` presses
the `button` of the bot's newest message there, or the clock goes on to `time` or by `minutes`.
People are named by their screen names, chats by their titles; `{case}` in a text is the number
of the case that the bot named last where the writer could read it.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib import resources
from typing import Any

from bot.sandbox.clock import SandboxClock
from bot.sandbox.errors import NotPossibleError
from bot.sandbox.vk_state import Conversation, Message, Person
from bot.sandbox.world import World

_CASE = re.compile(r"№(\d+)")


@dataclass(frozen=True, slots=True)
class Step:
    note: str
    who: str = ""
    chat: str = ""
    text: str = ""
    private: bool = False
    button: str = ""
    reply_to_last: bool = False
    time: str = ""
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Story:
    name: str
    title: str
    about: str
    order: int
    steps: tuple[Step, ...]


@cache
def all_stories() -> tuple[Story, ...]:
    """The stories that come with the sandbox, in their order."""
    files = resources.files("bot.sandbox").joinpath("stories").iterdir()
    found = [_read(f.name, f.read_text("utf-8")) for f in files if f.name.endswith(".toml")]
    return tuple(sorted(found, key=lambda story: story.order))


def story_named(name: str) -> Story:
    for story in all_stories():
        if story.name == name:
            return story
    raise NotPossibleError(f"Нет истории «{name}».")


def _read(file_name: str, text: str) -> Story:
    given = tomllib.loads(text)
    steps = tuple(Step(**step) for step in given.pop("step"))
    return Story(file_name.removesuffix(".toml"), steps=steps, **given)


def play(step: Step, world: World, clock: SandboxClock) -> None:
    """Do one step; raises WriteRefusedError where the person may not write, as VK would.

    Raises NotPossibleError, the clock untouched, where the bot has not shown yet what the step
    needs: a button, or a case.
    """
    person = person_named(world, step.who) if step.who else None
    offer = _offer(step, world, person) if person and step.button else None
    text = _with_case(step.text, world, person) if person else ""
    if step.time:
        clock.set(next_time_of_day(clock.now(), step.time))
    if step.minutes:
        clock.advance(timedelta(minutes=step.minutes))
    if person is None:
        return
    if offer is not None:
        world.press(person, offer.peer_id, offer, step.button)
    elif step.private:
        world.write_private(person, text)
    else:
        chat = chat_titled(world, step.chat)
        last = _last_of_another(world.conversation(chat), person) if step.reply_to_last else None
        world.write(chat, person, text, reply_to=last)


def next_time_of_day(now: datetime, time_of_day: str) -> datetime:
    """The first moment after `now` when the clock shows `HH:MM` or `HH:MM:SS`."""
    wanted = datetime.strptime(time_of_day[:5], "%H:%M").time()  # noqa: DTZ007  a time, no date
    seconds = int(time_of_day[6:8] or 0)
    moment = now.replace(hour=wanted.hour, minute=wanted.minute, second=seconds, microsecond=0)
    return moment if moment > now else moment + timedelta(days=1)


def person_named(world: World, screen_name: str) -> Person:
    for person in world.people.values():
        if person.screen_name == screen_name:
            return person
    raise NotPossibleError(f"В песочнице нет человека «{screen_name}».")


def chat_titled(world: World, title: str) -> int:
    for chat in world.chats.values():
        if chat.title == title:
            return chat.peer_id
    raise NotPossibleError(f"В песочнице нет чата «{title}».")


def _offer(step: Step, world: World, person: Person) -> Message:
    """The newest message there that has the button."""
    place = person.id if step.private else chat_titled(world, step.chat)
    for message in reversed(world.conversation(place).messages):
        if message.keyboard and not message.deleted and _offers(message, step.button):
            return message
    raise NotPossibleError(f"Бот ещё не показал кнопку «{step.button}».")


def _with_case(text: str, world: World, person: Person) -> str:
    if "{case}" not in text:
        return text
    chats = [chat for chat in world.chats.values() if person.id in chat.members]
    told = [
        (message.date, int(number))
        for conversation in (*chats, world.conversation(person.id))
        for message in conversation.messages
        if message.from_id < 0
        for number in _CASE.findall(message.text)
    ]
    if not told:
        raise NotPossibleError("Бот ещё не назвал номер дела.")
    return text.replace("{case}", str(max(told)[1]))


def _offers(message: Message, label: str) -> bool:
    rows: list[list[dict[str, Any]]] = (message.keyboard or {}).get("buttons", [])
    return any(button["action"].get("label") == label for row in rows for button in row)


def _last_of_another(conversation: Conversation, person: Person) -> Message | None:
    others = (m for m in reversed(conversation.messages) if m.from_id not in (person.id, 0))
    return next((m for m in others if m.from_id > 0 and not m.deleted and not m.action), None)
