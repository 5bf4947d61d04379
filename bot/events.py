"""What can happen in a chat, freed of the messenger's wire format."""

import json
from dataclasses import dataclass, field
from typing import Any

import orjson

from rules.regulation.message import Message


@dataclass(frozen=True, slots=True)
class Written:
    """Somebody wrote, or edited what he had written."""

    key: str  # names this update for ever: the same on a second delivery
    message: Message
    is_private: bool = False  # said to the bot alone, not in a chat
    payload: Any = None  # a text button's hidden data

    @property
    def chat(self) -> int:
        return self.message.chat


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody came into a chat; `member` is our own community when the bot was added."""

    key: str
    chat: int
    member: int
    by: int = 0
    by_link: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    key: str
    chat: int
    member: int
    by: int = 0  # the member himself when he left of his own will


@dataclass(frozen=True, slots=True)
class Retitled:
    key: str
    chat: int
    title: str
    by: int = 0


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button under a message was pressed."""

    key: str
    chat: int
    member: int
    event: str  # what the answer has to name
    message: int | None  # the message that carries the button
    payload: Any = None


@dataclass(frozen=True, slots=True)
class Passed:
    """An update that asks nothing of us: typing, reactions, other services of VK."""

    kind: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An update that could not be understood; kept as it came."""

    reason: str
    raw: bytes = field(repr=False)


Event = Written | Joined | Left | Retitled | Pressed | Passed | Unreadable


@dataclass(frozen=True, slots=True)
class Batch:
    """What one answer of the long poll brought, in its order, and where it ends."""

    events: tuple[Event, ...]
    position: str | None  # None: read again, and not from the long poll
    raws: tuple[Any, ...] = field(default=(), repr=False)  # the updates as they came, in order
    failed: int = 0  # VK's word for updates that were lost before this batch; 0: none were


@dataclass(frozen=True, slots=True)
class Found:
    """A message as it stands in its chat now."""

    number: int  # in the chat
    event: Event  # what its first delivery says, or would have said
    edit: Event | None = None  # the same as an edit, where the messenger says that it was edited
    raw: Any = field(default=None, repr=False)


def as_kept(raw: object) -> bytes:
    """An update as JSON to be looked at by a person. Whatever it is, this does not raise."""
    try:
        return orjson.dumps(raw, default=repr)
    except (TypeError, ValueError, RecursionError):  # half a sign, or deeper than orjson goes
        pass
    try:
        return json.dumps(raw, default=repr).encode()
    except (TypeError, ValueError, RecursionError):
        return repr(type(raw)).encode()
