"""Clause 2.6 as a pure function: more than three breaches bring a block of at most one month.

Theory of operation. A member's standing is read from his cases alone. They are walked in the
order of their decisions; each counted case is a strike. A strike is spent when it is older
than `expire`, or when a block came after it. The first `allowed` strikes bring a warning; the
next one brings a block, whose length is the step of `steps` that matches the number of blocks
before it (the last step repeats). While a block is in force nothing is counted.

    strikes   1 … allowed   allowed + 1
    answer    warning       block, steps[blocks so far]

Because nothing is stored but the cases, annulling a case equals its never having happened.
Two walls stand in the code and no setting moves them: no block without more than three
counted breaches, and none over one calendar month.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from rules.regulation.cases import Case
from rules.regulation.durations import Duration

FEWEST_WARNINGS = 3  # 2.6: «более трёх раз»


@dataclass(frozen=True, slots=True)
class Block:
    """One block that the cases bring: from the strike's decision to the end, exclusive."""

    case: int
    since: datetime
    until: datetime
    term: Duration  # as the ladder or a moderator said it; `until` may be earlier

    def in_force(self, moment: datetime) -> bool:
        # By the instant: the wall, by which moments of one zone are compared, repeats an hour.
        return self.since.timestamp() <= moment.timestamp() < self.until.timestamp()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a member stands at a moment."""

    strikes: tuple[int, ...] = ()  # the numbers of the cases that count now
    blocks: tuple[Block, ...] = ()  # all that ever were justified, oldest first
    ranks: Mapping[int, int] = field(default_factory=dict)  # case -> which strike it was

    def block_at(self, moment: datetime) -> Block | None:
        return next((block for block in reversed(self.blocks) if block.in_force(moment)), None)

    def block_of(self, case: int) -> Block | None:
        return next((block for block in self.blocks if block.case == case), None)


@dataclass(frozen=True, slots=True)
class _Strike:
    case: int
    until: datetime  # from then on it is spent by its age


@dataclass(frozen=True, slots=True)
class Ladder:
    """The school's settings of clause 2.6.

    Raises ValueError for fewer than three warnings, no steps, or a step over one month.
    """

    allowed: int = FEWEST_WARNINGS
    expire: Duration = Duration(days=90)
    steps: tuple[Duration, ...] = (Duration(days=1), Duration(days=7), Duration(months=1))

    def __post_init__(self) -> None:
        if self.allowed < FEWEST_WARNINGS:
            raise ValueError("блокировать можно только за нарушения более трёх раз (п. 2.6)")
        if not self.steps:
            raise ValueError("в лестнице блокировок нужна хотя бы одна ступень")
        if any(step.exceeds_every_month for step in self.steps):
            raise ValueError("блокировка не может быть дольше календарного месяца (п. 2.6)")

    def standing(self, cases: Iterable[Case], moment: datetime) -> Standing:
        """What the cases amount to at a moment."""
        strikes: list[_Strike] = []
        blocks: list[Block] = []
        ranks: dict[int, int] = {}
        for case in sorted(cases, key=lambda case: (case.decided_at.timestamp(), case.number)):
            if not case.counts or (blocks and blocks[-1].in_force(case.decided_at)):
                continue
            strike = _Strike(case.number, self.expire.after(case.opened_at))
            strikes = [*_unspent(strikes, case.opened_at), strike]
            ranks[case.number] = len(strikes)
            if len(strikes) > self.allowed:
                blocks.append(self._block(case, len(blocks)))
                strikes = []
        now_counted = tuple(strike.case for strike in _unspent(strikes, moment))
        return Standing(now_counted, tuple(blocks), ranks)

    def _block(self, case: Case, before: int) -> Block:
        step = case.term or self.steps[min(before, len(self.steps) - 1)]
        until = step.within_a_month(case.decided_at)
        if case.released_at is not None:
            until = min(until, max(case.released_at, case.decided_at))
        return Block(case.number, case.decided_at, until, step)


def _unspent(strikes: Iterable[_Strike], moment: datetime) -> list[_Strike]:
    return [strike for strike in strikes if strike.until > moment]
