"""A text as the rule on personal data reads it: with every figure a plain ASCII one.

Digits of every script become ASCII; so do the letters that stand for one between digits
(«89О4l23…») and the spelled-out ones («восемь девятьсот двенадцать» → «8 912»). Dashes become
«-», odd spaces « », letters are folded as in `rules.language.folding`. Unlike
`rules.language.reading`, a 3 is never a «з» here.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from rules.language.folding import fold, moves, origins
from rules.language.limits import LONGEST_TEXT
from rules.language.numerals import NUMERALS, follows

_AS_DIGITS = str.maketrans("oоli|!зчбbвszqd", "001111346885290")
_DIGIT = re.compile(r"\d")
_BETWEEN_DIGITS = re.compile(r"\d[oоli|!зчбbвszqd]{1,3}(?=\d)")
# «4З 67»: a letter at the end of a group of a long number.
_ENDS_A_GROUP = re.compile(r"(?<=\d)[oоlзб](?=[ .()-]{1,2}\d)")
_MANY_DIGITS = re.compile(r"(?:\d\D{0,3}){9}")
_AMONG_GROUPS = re.compile(r"\d[ ()-][oоl|]{1,3}(?=[ ()-]?\d)|\d\d\d[oо](?![^\W\d_])")
_ANY_NUMERAL = "|".join(sorted(NUMERALS, key=len, reverse=True))
_NUMERAL = re.compile(_ANY_NUMERAL)
_HINT = re.compile("|".join(sorted({numeral[:3] for numeral in NUMERALS})))
_SPELLED = re.compile(rf"(?<![а-я])(?:{_ANY_NUMERAL})+(?![а-я])")


@dataclass(frozen=True, slots=True)
class NumberReading:
    """`text` is the fold; `origin(i)` says where its i-th character stands in the original."""

    original: str
    text: str
    _starts: tuple[int, ...] | None = None  # None: nothing moved, the places are the same
    _ends: tuple[int, ...] | None = None

    def origin(self, place: int) -> int:
        """The original index of `text[place]`; for `len(text)`, that of the original's end.

        All digits of a spelled-out number come from the first letter of its words.
        """
        return place if self._starts is None else self._starts[place]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The slice of the original that `text[start:end]` was read from; end > start."""
        if self._starts is None or self._ends is None:
            return start, end
        return self._starts[start], self._ends[end - 1]


@lru_cache(maxsize=4096)
def read_numbers(text: str) -> NumberReading:
    """Never raises; reads the first `LONGEST_TEXT` code points."""
    text = text[:LONGEST_TEXT]
    folded = fold(text)
    moved = moves(text, folded)
    spelled = _HINT.search(folded) is not None and _SPELLED.search(folded) is not None
    if not moved and not spelled:
        return NumberReading(text, _letters_to_digits(folded))
    starts = origins(text)
    ends = [*starts[1:], len(text)]
    if spelled:
        folded, starts, ends = _spelled_to_digits(folded, starts, ends)
    return NumberReading(text, _letters_to_digits(folded), tuple(starts), tuple(ends))


def _letters_to_digits(folded: str) -> str:
    if _DIGIT.search(folded) is None:
        return folded
    folded = _BETWEEN_DIGITS.sub(_translated, folded)
    if _ENDS_A_GROUP.search(folded) is not None and _MANY_DIGITS.search(folded) is not None:
        folded = _ENDS_A_GROUP.sub(_translated, folded)
    return _AMONG_GROUPS.sub(_translated, folded)


def _translated(match: re.Match[str]) -> str:
    return match[0].translate(_AS_DIGITS)


def _spelled_to_digits(
    folded: str, starts: list[int], ends: list[int]
) -> tuple[str, list[int], list[int]]:
    letters: list[str] = []
    new_starts: list[int] = []
    new_ends: list[int] = []
    done = 0
    for first, last, value in _spelled_numbers(folded):
        digits = str(value)
        letters += [folded[done:first], digits]
        new_starts += starts[done:first] + [starts[first]] * len(digits)
        new_ends += ends[done:first] + [ends[last - 1]] * len(digits)
        done = last
    letters.append(folded[done:])
    return "".join(letters), new_starts + starts[done:], new_ends + ends[done:]


def _spelled_numbers(folded: str) -> list[tuple[int, int, int]]:
    """(start, end, value) of each spelled-out number, «сорок пять» being one."""
    found: list[tuple[int, int, int]] = []
    numerals = (_NUMERAL.finditer(folded, *run.span()) for run in _SPELLED.finditer(folded))
    for match in chain.from_iterable(numerals):
        value = NUMERALS[match[0]]
        if found:
            first, last, before = found[-1]
            if folded[last : match.start()] in (" ", "-", "") and follows(value, before):
                found[-1] = (first, match.end(), before + value)
                continue
        found.append((match.start(), match.end(), value))
    return found
