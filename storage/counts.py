"""What the figures of a span of time are given in: sums, and the few rows that need no sum."""

from dataclasses import dataclass
from datetime import datetime

from rules.regulation.cases import State


@dataclass(frozen=True, slots=True)
class CaseCount:
    """Cases of one chat, one state and one set of clauses."""

    chat: int
    state: State
    clauses: tuple[str, ...]
    cases: int
    messages: int


@dataclass(frozen=True, slots=True)
class DeedCount:
    """Rows of the journal that say the same of one chat."""

    chat: int | None
    actor: str  # BOT or a VK id
    action: str
    outcome: str | None
    rows: int


@dataclass(frozen=True, slots=True)
class Workload:
    """How many cases one person decided in one chat, however many rows each took."""

    chat: int
    person: int
    cases: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A doubtful case: what became of the question, and when."""

    state: State
    decided_by: str  # BOT while nobody has answered
    opened_at: datetime
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Appealed:
    chat: int
    state: str  # open, upheld, annulled
    filed_at: datetime
    decided_at: datetime | None
