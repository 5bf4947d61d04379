"""Clause 2.7 as pure functions: apology, window of objection, early return.

A blocked member may apologise once for each block. His words are shown to all; while the
window is open any member may object. Without an objection a moderator may let him return.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

LONGEST = timedelta(days=31)  # a block lasts no longer, so its window need not either


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


def window_end(
    opened_at: datetime, length: timedelta, is_night: Callable[[datetime], bool]
) -> datetime:
    """When a window of that length closes if only daytime counts, to the minute.

    At most LONGEST after it opened, however little of the day is open.
    """
    zone, moment = opened_at.tzinfo, opened_at.astimezone(UTC)
    minute, left, last = timedelta(minutes=1), length, moment + LONGEST
    while left > timedelta() and moment < last:
        if not is_night(moment.astimezone(zone)):
            left -= minute
        moment += minute
    return moment.astimezone(zone)
