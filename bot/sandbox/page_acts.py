"""What can be done on the page: name of the act → the act."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bot.sandbox.clock import SandboxClock
from bot.sandbox.errors import NotPossibleError, WriteRefusedError
from bot.sandbox.stories import next_time_of_day, person_named, play, story_named
from bot.sandbox.world import World

Act = Callable[[World, SandboxClock, dict[str, Any]], str | None]
"""Returns a sentence for who plays, where there is something to say."""
_FASTEST = 3600.0
_LONGEST_TEXT = 4096


def write(world: World, clock: SandboxClock, given: dict[str, Any]) -> None:
    text = str(given["text"])[:_LONGEST_TEXT].strip()
    if not text:
        raise NotPossibleError("Сообщение пустое.")
    person, place = int(given["as"]), int(given["peer"])
    reply_to = int(given["reply_to"]) if given.get("reply_to") else None
    if place in world.people:
        world.write_private(place, text, reply_to=reply_to)
    else:
        world.write(place, person, text, reply_to=reply_to)


def edit(world: World, clock: SandboxClock, given: dict[str, Any]) -> None:
    """The author changes his message, where he may still write."""
    person, place, cmid = int(given["as"]), int(given["peer"]), int(given["cmid"])
    text = str(given["text"])[:_LONGEST_TEXT].strip()
    message = world.conversation(place).message(cmid)
    if not text or message.from_id != person or message.deleted:
        raise NotPossibleError("Это сообщение изменить нельзя.")
    if place in world.people:
        world.edit_private(place, message, text)
        return
    chat = world.chat(place)
    restricted, until = world.restricted_until(chat, person)
    if restricted or person not in chat.members:
        raise WriteRefusedError(f"{person} may only read in this chat", until)
    world.edit(chat, message, text)


def press(world: World, clock: SandboxClock, given: dict[str, Any]) -> None:
    """A member presses in his chat, a person in his own dialog."""
    person, place, cmid = int(given["as"]), int(given["peer"]), int(given["cmid"])
    inside = {place} if place in world.people else world.chat(place).members
    if person not in inside:
        raise NotPossibleError("Эту кнопку видят только участники разговора.")
    world.press(person, place, cmid, (int(given["row"]), int(given["column"])))


def join(world: World, clock: SandboxClock, given: dict[str, Any]) -> None:
    world.join(int(given["peer"]), int(given["as"]))


def leave(world: World, clock: SandboxClock, given: dict[str, Any]) -> None:
    world.leave(int(given["peer"]), int(given["as"]))


def set_clock(world: World, clock: SandboxClock, given: dict[str, Any]) -> None:
    """`time` (the next moment the clock shows it), `minutes` to go on by, or a `rate`."""
    if "time" in given:
        clock.set(next_time_of_day(clock.now(), str(given["time"])))
    if "minutes" in given:
        clock.advance(timedelta(minutes=min(float(given["minutes"]), 60 * 24 * 31)))
    if "rate" in given:
        clock.rate = min(float(given["rate"]), _FASTEST)
    _draw_chats(world)


def tell_story(world: World, clock: SandboxClock, given: dict[str, Any]) -> str | None:
    """Play one step, counted from 0."""
    steps = story_named(str(given["name"])).steps
    number = int(given["step"])
    if not 0 <= number < len(steps):
        raise NotPossibleError("В этой истории нет такого шага.")
    problem = None
    try:
        play(steps[number], world, clock)
    except WriteRefusedError:
        name = person_named(world, steps[number].who).name
        problem = f"{name} сейчас не может писать в этот чат: сообщение не отправлено."
    _draw_chats(world)
    return problem


def _draw_chats(world: World) -> None:
    """Restrictions end with time: show who may write again."""
    for chat in world.chats.values():
        world.changed(chat)


ACTS: dict[str, Act] = {
    "write": write,
    "edit": edit,
    "press": press,
    "join": join,
    "leave": leave,
    "clock": set_clock,
    "story": tell_story,
}
