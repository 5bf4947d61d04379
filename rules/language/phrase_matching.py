"""Where the words of one phrase stand in a row of words, compared word by word.

No regular expression is made of a phrase: two thousand of them would take a second and many
megabytes, and the first message to hold such a phrase would wait for it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, permutations

STOP = "."  # stands in a row of words wherever a sentence begins or ends
BEGIN, END, NUMBER = "<", ">", "№"
_NEGATIONS = frozenset({"не", "ни"})
_NUMBER = re.compile(r"\d+(?:[ркт]|руб|тыс|тр)?")
_SHORT_ENDING = 3
_OTHER_WORDS = frozenset({"ия", "ии", "ию"})  # «мордия» is no «морда»


@dataclass(frozen=True, slots=True)
class Choice:
    """The words that may stand in one place."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]
    nearly: tuple[str, ...]  # what only a short ending may follow
    number: bool

    def holds(self, word: str) -> bool:
        if word in self.whole or word.startswith(self.beginnings) or word.endswith(self.endings):
            return True
        if word.startswith(self.nearly):
            rests = [word[len(stem) :] for stem in self.nearly if word.startswith(stem)]
            return any(len(rest) <= _SHORT_ENDING and rest not in _OTHER_WORDS for rest in rests)
        return self.number and _NUMBER.fullmatch(word) is not None


@dataclass(frozen=True, slots=True)
class Slot:
    kind: str  # "word", "option", "none", "begin", "end", "gap", "wide gap" or "any order"
    holds: Callable[[str], bool]
    most: int = 0  # words of a gap


Row = tuple[Slot, ...]
Rows = tuple[tuple[Slot, tuple[Row, ...]], ...]  # a slot, and the rows that begin with it


def rows_of(tokens: Sequence[tuple[str, tuple[str, ...]]]) -> Rows:
    """The rows of words that make a phrase: one, or every order of «%3 …»."""
    first, *others = (_slot(kind, words) for kind, words in tokens)
    if first.kind != "any order":
        return ((first, ((first, *others),)),)
    gap = replace(first, kind="gap")
    orders = (_parted(order, gap) for order in permutations(others))
    return tuple((slot, tuple(rows)) for slot, rows in groupby(orders, key=lambda row: row[0]))


def first_match(rows: Rows, words: Sequence[str], starts: Sequence[int]) -> tuple[int, int] | None:
    """The places of the first word, among `starts`, and behind the last; None if not there."""
    begun = [
        (start, rank)
        for rank, (opening, _) in enumerate(rows)
        for start in _begins(opening, words, starts)
    ]
    for start, rank in sorted(begun) if len(rows) > 1 else begun:
        for row in rows[rank][1]:
            end = _end(row, 0, words, start, set())
            if end is not None:
                return start, end
    return None


def _begins(opening: Slot, words: Sequence[str], starts: Sequence[int]) -> Sequence[int]:
    """A cheap look before the rows are walked: where may their first slot stand?"""
    if opening.kind == "word":
        holds = opening.holds
        return [start for start in starts if holds(words[start])]
    if opening.kind == "begin":
        return [start for start in starts if start and words[start - 1] == STOP]
    return starts


def _end(
    row: Row, number: int, words: Sequence[str], place: int, failed: set[tuple[int, int]]
) -> int | None:
    """Behind the last word, when the slots from `number` on fit the words from `place` on.

    `failed` keeps the gaps that led nowhere, so that no text takes exponential time.
    """
    for slot in row[number:]:
        number += 1
        if slot.most:
            return _behind_gap(row, number, words, place, failed)
        here = place < len(words) and slot.holds(words[place])
        if slot.kind == "option":
            end = _end(row, number, words, place + 1, failed) if here else None
            if end is not None:
                return end
        elif slot.kind in ("begin", "end"):
            beside = place - 1 if slot.kind == "begin" else place
            if not 0 <= beside < len(words) or words[beside] != STOP:
                return None
        elif here is (slot.kind == "none"):
            return None
        elif here:
            place += 1
    return place


def _behind_gap(
    row: Row, number: int, words: Sequence[str], place: int, failed: set[tuple[int, int]]
) -> int | None:
    """The narrowest gap wins; a sentence ends in none, and only a wide one denies."""
    if (number, place) in failed:
        return None
    gap = row[number - 1]
    for behind in range(place, place + gap.most + 1):
        end = _end(row, number, words, behind, failed)
        if end is not None:
            return end
        if behind >= len(words) or words[behind] == STOP:
            break
        if gap.kind == "gap" and words[behind] in _NEGATIONS:
            break
    failed.add((number, place))
    return None


def _parted(order: Sequence[Slot], gap: Slot) -> Row:
    first, *others = order
    return (first, *(slot for other in others for slot in (gap, other)))


def _slot(kind: str, words: tuple[str, ...]) -> Slot:
    if kind == "edge":
        kind = "begin" if BEGIN in words else "end"
    most = int(words[0]) if kind in ("gap", "wide gap", "any order") else 0
    return Slot(kind, _test_of(words), most)


@lru_cache(maxsize=4096)
def _test_of(words: tuple[str, ...]) -> Callable[[str], bool]:
    plain = [word for word in words if word[0] != "*"]
    choice = Choice(
        whole=frozenset(word for word in plain if word[-1] not in "*~"),
        beginnings=tuple(word[:-1] for word in plain if word[-1] == "*"),
        endings=tuple(word[1:] for word in words if word[0] == "*"),
        nearly=tuple(word[:-1] for word in plain if word[-1] == "~"),
        number=NUMBER in words,
    )
    only_whole = len(choice.whole) == len(set(words)) and not choice.number
    return choice.whole.__contains__ if only_whole else choice.holds
