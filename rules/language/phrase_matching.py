"""Where the words of one phrase stand in a row of words, compared word by word.

No regular expression is made of a phrase: two thousand of them would take a second and many
megabytes, and the first message to hold such a phrase would wait for it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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


class Slot:
    """One place of a row. Its test is made when first asked for: few are, of thousands."""

    __slots__ = ("_words", "holds", "initials", "kind", "most")

    holds: Callable[[str], bool]
    initials: frozenset[str]  # of all words that it holds; none when of any

    def __init__(self, kind: str, words: tuple[str, ...], most: int) -> None:
        self.kind = kind  # "word", "option", "none", "begin", "end", "gap", "wide gap", "any order"
        self.most = most  # words of a gap
        self._words = words

    def __getattr__(self, name: str) -> object:
        if name not in ("holds", "initials"):
            raise AttributeError(name)
        self.holds, self.initials = _test_of(self._words)
        return getattr(self, name)

    def found_at(self, words: Sequence[str], places: Sequence[int]) -> list[int]:
        """Those of the places at which it holds the word."""
        holds, initials = self.holds, self.initials
        if not initials:
            return [i for i in places if holds(words[i])]
        return [i for i in places if words[i][0] in initials and holds(words[i])]


Row = tuple[Slot, ...]
Rows = tuple[tuple[Slot, tuple[Row, ...]], ...]  # a slot, and the rows that begin with it


def rows_of(tokens: Sequence[tuple[str, tuple[str, ...]]]) -> Rows:
    """The rows of words that make a phrase: one, or every order of «%3 …»."""
    first, *others = (_slot(kind, words) for kind, words in tokens)
    if first.kind != "any order":
        return ((first, ((first, *others),)),)
    gap = Slot("gap", (), first.most)
    orders = (_parted(order, gap) for order in permutations(others))
    return tuple((slot, tuple(rows)) for slot, rows in groupby(orders, key=lambda row: row[0]))


class Effort:
    """How many slots may still be tried: what needs more is a text made to take long."""

    __slots__ = ("left",)

    def __init__(self, left: int) -> None:
        self.left = left


def first_match(
    rows: Rows, words: Sequence[str], starts: Sequence[int], effort: Effort
) -> tuple[int, int] | None:
    """The places of the first word, among `starts`, and behind the last; None if not there."""
    begun = [
        (start, rank)
        for rank, (opening, behind) in enumerate(rows)
        for start in _begins(opening, behind, words, starts)
    ]
    if not begun:
        return None
    walks = [[_Walk(row, words, effort) for row in behind] for _, behind in rows]
    for start, rank in sorted(begun) if len(rows) > 1 else begun:
        for walk in walks[rank]:
            end = walk.end(0, start)
            if end is not None:
                return start, end
    return None


def _begins(
    opening: Slot, rows: Sequence[Row], words: Sequence[str], starts: Sequence[int]
) -> Sequence[int]:
    """A cheap look before the rows are walked: where may they stand?"""
    if opening.kind == "word":
        return opening.found_at(words, starts)
    if opening.kind == "begin":
        return [start for start in starts if start and words[start - 1] == STOP]
    near = set[int]()
    for row in rows:
        before, first = _first_word(row)
        reached = sorted({i for start in starts for i in range(start, start + before + 1)})
        for place in first.found_at(words, [i for i in reached if i < len(words)]):
            near.update(range(place - before, place + 1))
    return [start for start in starts if start in near]


def _first_word(row: Row) -> tuple[int, Slot]:
    """The first word that may not be missing, and how many words may stand before it."""
    before = 0
    for slot in row:
        if slot.kind == "word":
            return before, slot
        before += slot.most + (slot.kind == "option")
    raise ValueError("a phrase without a word of its own")


class _Walk:
    """One row laid along the words of a text, from any place of it."""

    __slots__ = ("_effort", "_failed", "_row", "_words")

    def __init__(self, row: Row, words: Sequence[str], effort: Effort) -> None:
        self._row = row
        self._words = words
        self._effort = effort
        self._failed = set[tuple[int, int]]()  # gaps that led nowhere, so that none is tried twice

    def end(self, number: int, place: int) -> int | None:
        """Behind the last word, when the slots from `number` on fit the words from `place` on."""
        self._effort.left -= 1
        if self._effort.left < 0:
            return None
        words = self._words
        for slot in self._row[number:]:
            number += 1
            if slot.most:
                return self._behind_gap(number, place)
            here = place < len(words) and slot.holds(words[place])
            if slot.kind == "option":
                end = self.end(number, place + 1) if here else None
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

    def _behind_gap(self, number: int, place: int) -> int | None:
        """The narrowest gap wins; a sentence ends in none, and only a wide one denies."""
        if (number, place) in self._failed:
            return None
        words, gap = self._words, self._row[number - 1]
        following = self._row[number] if number < len(self._row) else gap
        holds = following.holds if following.kind == "word" else None
        for behind in range(place, min(place + gap.most, len(words)) + 1):
            here = behind < len(words)
            if holds is None or (here and holds(words[behind])):
                end = self.end(number, behind)
                if end is not None:
                    return end
            if not here or words[behind] == STOP:
                break
            if gap.kind == "gap" and words[behind] in _NEGATIONS:
                break
        self._failed.add((number, place))
        return None


def _parted(order: Sequence[Slot], gap: Slot) -> Row:
    first, *others = order
    return (first, *(slot for other in others for slot in (gap, other)))


def _slot(kind: str, words: tuple[str, ...]) -> Slot:
    if kind == "edge":
        kind = "begin" if BEGIN in words else "end"
    most = int(words[0]) if kind in ("gap", "wide gap", "any order") else 0
    return Slot(kind, words, most)


@lru_cache(maxsize=4096)
def _test_of(words: tuple[str, ...]) -> tuple[Callable[[str], bool], frozenset[str]]:
    """Whether a word is one of these, and the initials of all that are."""
    whole, beginnings, endings, nearly = [], [], [], []
    for word in words:
        if word[0] == "*":
            endings.append(word[1:])
        elif word[-1] == "*":
            beginnings.append(word[:-1])
        elif word[-1] == "~":
            nearly.append(word[:-1])
        else:
            whole.append(word)
    number = NUMBER in words
    initials = frozenset() if endings or number else frozenset(word[0] for word in words)
    if len(whole) == len(words) and not number:
        return frozenset(whole).__contains__, initials
    choice = Choice(frozenset(whole), tuple(beginnings), tuple(endings), tuple(nearly), number)
    return choice.holds, initials
