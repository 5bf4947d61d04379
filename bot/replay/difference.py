"""What other settings would change: two replays of one history, compared message by message."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.replay.run import Breach, Replay
from rules.regulation.clauses import CLAUSES, Clause


@dataclass(frozen=True, slots=True)
class ClauseChange:
    before: int  # messages that break this clause
    after: int
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Change:
    """One message that the other settings see otherwise; None where it breaks nothing."""

    before: Breach | None
    after: Breach | None

    @property
    def kind(self) -> str:
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def shown(self) -> Breach:
        breach = self.after or self.before
        assert breach is not None  # noqa: S101 - a change has one side at least
        return breach


@dataclass(frozen=True, slots=True)
class Difference:
    changes: tuple[Change, ...]  # by time
    clauses: Mapping[Clause, ClauseChange] = field(default_factory=dict)

    def of_kind(self, kind: str) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.kind == kind)


def difference(before: Replay, after: Replay) -> Difference:
    """How `after` differs from `before`: breaches added, removed, and answered otherwise."""
    old = {breach.key: breach for breach in before.breaches}
    new = {breach.key: breach for breach in after.breaches}
    changes = [
        Change(old.get(key), new.get(key))
        for key in old.keys() | new.keys()
        if key not in old or key not in new or _seen(old[key]) != _seen(new[key])
    ]
    changes.sort(key=lambda change: (change.shown.message.sent_at, change.shown.message.id))
    return Difference(tuple(changes), _by_clause(old, new))


def _seen(breach: Breach) -> tuple[object, ...]:
    """What a person would call the same answer to the same message."""
    return breach.clauses, breach.certain, breach.action


def _by_clause(
    old: Mapping[tuple[int, int, float], Breach], new: Mapping[tuple[int, int, float], Breach]
) -> Mapping[Clause, ClauseChange]:
    before = {(number, key) for key, breach in old.items() for number in breach.clauses}
    after = {(number, key) for key, breach in new.items() for number in breach.clauses}
    counts = [
        Counter(number for number, _ in pairs)
        for pairs in (before, after, after - before, before - after)
    ]
    return {
        clause: ClauseChange(*(count[number] for count in counts))
        for number, clause in CLAUSES.items()
        if any(count[number] for count in counts)
    }
