"""A case: one incident of one member, numbered, and what became of it.

A case is never deleted and never counted by a counter: how many strikes somebody has is
read anew from the cases each time (`ladder.py`), so an annulled case is as if it had never been.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from rules.regulation.durations import Duration
from rules.regulation.moments import passed


class State(StrEnum):
    COUNTED = "counted"  # a strike: certain, or confirmed by a moderator
    REMINDED = "reminded"  # the kind first time of a light clause: no strike
    DOUBTFUL = "doubtful"  # waits for a moderator's word: no strike
    DISMISSED = "dismissed"  # a moderator said «не нарушение»
    LAPSED = "lapsed"  # doubtful, and nobody answered in time
    ANNULLED = "annulled"  # withdrawn by a moderator or on appeal
    OBSERVED = "observed"  # found while the chat was only watched


OVER = frozenset({State.DISMISSED, State.LAPSED, State.ANNULLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    number: int
    chat: int
    member: int
    state: State
    opened_at: datetime  # when the first of its messages was sent
    open_until: datetime  # what breaks the rules up to here belongs to this case
    decided_at: datetime  # when its state was last decided
    decided_by: str = "bot"  # "bot" or a VK id
    clauses: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    messages: int = 1  # how many messages belong to it
    term: Duration | None = None  # a moderator's own choice of a block's length
    released_at: datetime | None = None  # the block of this case was ended early (2.7)
    sides: tuple[int, ...] = ()  # people of the dispute besides the member: no judges of it (2.8)

    @property
    def counts(self) -> bool:
        return self.state is State.COUNTED

    def takes_in(self, moment: datetime, window: timedelta) -> bool:
        """Does a breach at this moment belong to the incident of this case?

        Looks back by one window too: an edit or a late update may be older than the
        message that opened the case.
        """
        begun, over = passed(self.opened_at, moment), passed(self.open_until, moment)
        return begun >= -window and over <= timedelta() and self.state not in OVER


def open_case(
    cases: Iterable[Case], moment: datetime, window: timedelta, *, doubtful: bool
) -> Case | None:
    """The latest case that a breach at this moment joins; certain and doubtful stay apart."""
    found = [
        case
        for case in cases
        if case.takes_in(moment, window) and (case.state is State.DOUBTFUL) == doubtful
    ]
    return max(found, key=lambda case: case.number, default=None)
