"""What could not be read of a gap, as the journal tells it: numbers and times, never words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from rules.regulation.clauses import MODERATION
from rules.regulation.entry import Deed, Entry

MOST_RUNS = 20  # runs of numbers that are spelt out


@dataclass(frozen=True, slots=True)
class Lack:
    skipped: Sequence[int]  # more than is read of one chat after a loss
    missing: Collection[int]  # asked for, and not given: deleted before they were read
    refused: int  # VK's code; 0: it did not refuse
    read_to: int  # the newest message that was read
    since: datetime  # the last message before what is lacking
    until: datetime  # the first after it, or when the loss was noticed

    def __str__(self) -> str:
        parts = []
        if self.skipped:
            parts.append(f"не перечитаны, сверх предела: {runs(self.skipped)}")
        if self.missing:
            parts.append(f"ВК не отдал (удалены или недоступны): {runs(self.missing)}")
        if self.refused:
            parts.append(f"ВК отказал (код {self.refused}): после №{self.read_to} не прочитано")
        since, until = (t.isoformat(timespec="seconds") for t in (self.since, self.until))
        return f"{'; '.join(parts)}; написаны с {since} по {until}"


def of_all(failed: int) -> Entry:
    """Updates were lost before anything was heard of any chat: nobody knows what to read again."""
    return Entry(
        action=Deed.GAP,
        clause=MODERATION.number,
        reason=f"события потеряны (failed {failed})",
        outcome="ни один чат ещё не был слышен: что в них написано до этого, не прочитано",
    )


def runs(numbers: Collection[int]) -> str:
    """
    >>> runs([5, 6, 7, 9])
    '№5–7, №9'
    """
    ordered = enumerate(sorted(numbers))
    grouped = [
        [number for _, number in run] for _, run in groupby(ordered, lambda pair: pair[1] - pair[0])
    ]
    told = [f"№{run[0]}–{run[-1]}" if len(run) > 1 else f"№{run[0]}" for run in grouped]
    more = len(told) - MOST_RUNS
    return ", ".join(told[:MOST_RUNS]) + (f" и ещё {more}" if more > 0 else "")
