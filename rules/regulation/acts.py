"""What has to be done in the world, as plain data: each act is a row before it is a call."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import IntEnum, StrEnum
from typing import Any


class Kind(StrEnum):
    DELETE = "delete"  # message
    RESTRICT = "restrict"  # target, until
    RELEASE = "release"  # target
    REMOVE = "remove"  # target
    INVITE = "invite"  # target: the chat's link to one who was removed
    SEND = "send"  # text, to (a chat or a person), buttons; vanish, otherwise
    EDIT = "edit"  # text, buttons, of: the row that sent it
    ANSWER = "answer"  # event, text: a word to one who pressed a button


class Urgency(IntEnum):
    """Smaller goes first when calls are scarce."""

    DELETE = 0
    BLOCK = 1
    NOTICE = 2
    REPLY = 3
    HOUSEKEEPING = 4


URGENCY: Mapping[Kind, Urgency] = {
    Kind.DELETE: Urgency.DELETE,
    Kind.RESTRICT: Urgency.BLOCK,
    Kind.RELEASE: Urgency.BLOCK,
    Kind.REMOVE: Urgency.BLOCK,
    Kind.INVITE: Urgency.NOTICE,
    Kind.SEND: Urgency.NOTICE,
    Kind.EDIT: Urgency.NOTICE,
    Kind.ANSWER: Urgency.BLOCK,
}

# How long an act is worth trying. A warning that nobody read is worth much: it is a strike.
WORTH: Mapping[Kind, timedelta] = {
    Kind.DELETE: timedelta(days=1),  # VK deletes for everybody within 24 hours
    Kind.RESTRICT: timedelta(days=1),
    Kind.RELEASE: timedelta(days=31),
    Kind.REMOVE: timedelta(days=1),
    Kind.INVITE: timedelta(days=31),
    Kind.SEND: timedelta(hours=12),
    Kind.EDIT: timedelta(hours=1),
    Kind.ANSWER: timedelta(seconds=55),  # VK takes an answer within a minute
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    kind: Kind
    chat: int
    target: int | None = None  # the member it is about
    message: int | None = None  # the message it is about
    case: int | None = None
    clause: str | None = None
    after: int | None = None  # the number of an act that has to be over first
    delay: timedelta = timedelta()
    urgency: Urgency | None = None  # None: by its kind
    payload: Mapping[str, Any] = field(default_factory=dict)

    @property
    def rank(self) -> Urgency:
        return URGENCY[self.kind] if self.urgency is None else self.urgency
