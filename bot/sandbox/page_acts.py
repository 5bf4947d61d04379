"""What can be done on the page: name of the act → the act."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bot.sandbox.clock import SandboxClock
from bot.sandbox.errors import NotFoundError, WriteRefusedError
from bot.sandbox.stories import next_time_of_day, play, story_named
from bot.sandbox.world import World

Act = Callable[[World, SandboxClock, dict[str, Any]], None]
_FASTEST = 3600.0
_LONGEST_TEXT = 4096


def write(world: World, clock: SandboxClock, given: dict[str, Any]) -> None:
    text = str(given["text"])[:_LONGEST_TEXT].strip()
    if not text:
        raise NotFoundError("сообщение пустое")
    person, place = int(given["as"]), int(given["peer"])
    reply_to = int(given["reply_to"]) if given.get("reply_to") else None
    if place in world.people:
        world.write_private(place, text, reply_to=reply_to)
    else:
        world.write(place, person, text, reply_to=reply_to)


def edit(world: World, clock: SandboxClock, given: dict[str, Any]) -> None:
    """The author changes his message, where he may still write."""
    place, cmid = int(given["peer"]), int(given["cmid"])
    text = str(given["text"])[:_LONGEST_TEXT].strip()
    if place in world.people:
        world.edit_private(place, cmid, text)
        return
    chat = world.chat(place)
    author = chat.message(cmid).from_id
    restricted, until = world.restricted_until(chat, author)
    if restricted or author not in chat.members or chat.message(cmid).deleted:
        raise WriteRefusedError("may not edit", until)
    world.edit(chat, cmid, text)


def press(world: World, clock: SandboxClock, given: dict[str, Any]) -> None:
    person, place, cmid = int(given["as"]), int(given["peer"]), int(given["cmid"])
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


def tell_story(world: World, clock: SandboxClock, given: dict[str, Any]) -> None:
    """Play one step, counted from 0."""
    steps = story_named(str(given["name"])).steps
    number = int(given["step"])
    if not 0 <= number < len(steps):
        raise NotFoundError("в этой истории нет такого шага")
    play(steps[number], world, clock)
    _draw_chats(world)


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
