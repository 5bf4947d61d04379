"""What a report is: numbers with those of the period before beside them, ready to be shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Self

from bot.reports.period import Period
from bot.reports.work import Work
from rules.regulation.clauses import Clause


@dataclass(frozen=True, slots=True)
class Place:
    """A chat, and whether the bot looks after it."""

    peer: int
    title: str
    trouble: str = ""  # why it is out of supervision; nothing: it is not
    watched_only: bool = False
    moderators: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """A number of this period and of the one before."""

    now: int = 0
    before: int = 0

    @property
    def change(self) -> int:
        return self.now - self.before


@dataclass(frozen=True, slots=True)
class Totals:
    breaches: Pair
    observed: Pair  # of the breaches: where the bot only watches
    deleted: Pair  # messages
    reminders: Pair
    warnings: Pair
    blocks: Pair
    apologies: Pair
    returns: Pair  # early, after an apology
    complaints: Pair
    judged: Pair  # cases that brought something, the annulled among them
    annulled: Pair


@dataclass(frozen=True, slots=True)
class OfClause:
    clause: Clause
    breaches: Pair
    annulled: int


@dataclass(frozen=True, slots=True)
class OfChat:
    place: Place
    breaches: Pair
    deleted: int
    warnings: int
    blocks: int
    annulled: int


@dataclass(frozen=True, slots=True)
class Waits:
    """How long decisions took; None where there was none."""

    usual: timedelta | None = None  # the median
    longest: timedelta | None = None

    @classmethod
    def of(cls, waits: Iterable[timedelta]) -> Self:
        known = sorted(wait.total_seconds() for wait in waits)
        if not known:
            return cls()
        return cls(timedelta(seconds=median(known)), timedelta(seconds=known[-1]))


@dataclass(frozen=True, slots=True)
class Appeals:
    filed: Pair
    decided: Pair
    granted: int  # of the decided: the case was annulled
    waits: Waits
    waits_before: Waits
    open: int  # at the period's end
    oldest: timedelta | None  # how long the first of the open ones has waited


@dataclass(frozen=True, slots=True)
class Doubts:
    """Doubtful messages that moderators were asked about."""

    asked: Pair
    breaches: int
    dismissed: int
    lapsed: int
    waiting: int
    waits: Waits

    @property
    def answered(self) -> int:
        return self.breaches + self.dismissed


@dataclass(frozen=True, slots=True)
class Report:
    school: str
    scope: str  # the one chat's title, or nothing where it is on several
    period: Period
    places: tuple[Place, ...]
    totals: Totals
    clauses: tuple[OfClause, ...]  # in the regulation's order
    chats: tuple[OfChat, ...]  # the most breaches first
    hours: tuple[Pair, ...]  # 24
    weekdays: tuple[Pair, ...]  # 7, Monday first
    appeals: Appeals
    doubts: Doubts
    work: Work
    quiet: tuple[Place, ...]  # looked after, and nothing happened

    @property
    def made_at(self) -> datetime:
        return self.period.made_at

    @property
    def is_empty(self) -> bool:
        """Nothing to tell of the period itself."""
        told = (self.totals.breaches, self.totals.annulled, self.totals.deleted)
        return not any(
            pair.now
            for pair in (*told, self.totals.complaints, self.doubts.asked, self.appeals.filed)
        )

    @property
    def troubled(self) -> tuple[Place, ...]:
        """Chats out of supervision."""
        return tuple(place for place in self.places if place.trouble)
