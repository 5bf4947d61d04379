"""Clause 2.7 as pure functions: apology, window of objection, early return.

A blocked member may apologise once for each block. His words are shown to all; while the
window is open any member may object. Without an objection a moderator may let him return.
The window is never longer than half of what is left of the block.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

LEAST = timedelta(hours=1)  # of daytime, for those who may object


class Hearing(StrEnum):
    """Where an apology stands."""

    OPEN = "open"  # shown to all; anybody may object
    OBJECTED = "objected"
    HEARD = "heard"  # the window closed without an objection: a moderator decides
    ACCEPTED = "accepted"  # returned early
    DECLINED = "declined"  # a moderator let the term run
    VOID = "void"  # the block ended before


@dataclass(frozen=True, slots=True, kw_only=True)
class Apology:
    case: int  # of the block
    chat: int
    member: int
    opened_at: datetime
    until: datetime  # objections are taken up to here
    state: Hearing = Hearing.OPEN
    objector: int | None = None  # never named in the chat
    decided_at: datetime | None = None
    decided_by: int | None = None

    def takes_objections(self, moment: datetime) -> bool:
        return self.state is Hearing.OPEN and moment < self.until


class NotYet(StrEnum):
    """Why a member cannot return before his term is over."""

    NO_APOLOGY = "no_apology"
    OBJECTION = "objection"
    WINDOW_OPEN = "window_open"


def hindrance(apology: Apology | None) -> NotYet | None:
    """What stands against an early return; None: nothing, a moderator may grant it."""
    if apology is None or apology.state is Hearing.VOID:
        return NotYet.NO_APOLOGY
    if apology.state is Hearing.OBJECTED:
        return NotYet.OBJECTION
    return NotYet.WINDOW_OPEN if apology.state is Hearing.OPEN else None


@dataclass(frozen=True, slots=True)
class Window:
    """How long objections are taken."""

    until: datetime
    is_shortened: bool  # the block leaves less time than the school wants


def window(
    opened_at: datetime, length: timedelta, is_night: Callable[[datetime], bool], block: datetime
) -> Window:
    """The window of that length, to the minute: only daytime counts. `block` is the block's end.

    It takes no more than half of what is left of the block, so that there is something to
    return to; an hour of daytime is taken all the same, where the block leaves it.
    """
    zone, moment, last = opened_at.tzinfo, opened_at.astimezone(UTC), block.astimezone(UTC)
    minute, half = timedelta(minutes=1), moment + (last - moment) / 2
    heard = timedelta()  # of daytime
    while heard < length and moment < last and (moment + minute / 2 <= half or heard < LEAST):
        if not is_night(moment.astimezone(zone)):
            heard += minute
        moment += minute
    return Window(min(moment, max(last, opened_at)).astimezone(zone), heard < length)
