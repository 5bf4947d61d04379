"""Runs of digits as they stand in a text, cut into the groups that the writer made."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from rules.language.numbers import NumberReading

MOST_GROUPS = 48  # a message of more groups is a table, and its rest is not read
_MOST_PARTS = 16  # groups of one number: a card with each digit apart
_MOST_UNEVEN = 9  # unless each is one digit
_FEWEST_TOLD = 10  # figures one by one, whatever the first: a document's number is told
_LONGEST = 20
_DICTATED_STARTS = ("89", "79", "9", "2", "4", "5")  # digit by digit: a phone or a card
_SEPARATORS = r"[ \n\t()\[\]{}.\-_/*•·~’']"
# A word between the groups of a dictated number: «8 912, потом 345, тире 67, 89».
_TOLD = (
    "потом|затем|дальше|далее|тире|дефис|пробел|точка|скобка|еще|и|а|вторая половина|вторая|"
    "половина|конец|остальное"
)
_DICTATED = rf"[ ,]{{1,2}}(?:(?:{_TOLD})[ ,:]{{1,2}}){{1,3}}"
_RUN = re.compile(rf"(?:\+ ?|плюс )?\(?\d(?:(?:{_SEPARATORS}{{0,5}}|{_DICTATED}|, ?)\d)*")
_GROUP = re.compile(r"\d+")
_LONG_RUN = re.compile(rf"\d(?:(?:{_SEPARATORS}{{0,5}}|{_DICTATED}|, ?)\d){{4}}")


@dataclass(frozen=True, slots=True)
class Group:
    digits: str
    start: int  # in the fold
    end: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Some neighbouring groups: one number, perhaps."""

    digits: str
    sizes: tuple[int, ...]
    start: int  # in the fold
    end: int
    plus: bool  # «+» stands before it
    separators: tuple[str, ...]  # what stands between the groups
    bracketed: bool = False  # the first group stands in brackets: a city's code


def has_a_number(numbers: NumberReading) -> bool:
    """Does any run hold five digits, the fewest of which a number is made?"""
    return _LONG_RUN.search(numbers.text) is not None


def runs_in(numbers: NumberReading) -> Iterator[tuple[bool, tuple[Group, ...]]]:
    """Each run of at least five digits: has it a plus before it, and its groups."""
    left = MOST_GROUPS
    for run in _RUN.finditer(numbers.text):
        if run.end() - run.start() < 5:
            continue
        found = _GROUP.finditer(numbers.text, run.start(), run.end())
        groups = tuple(Group(group[0], group.start(), group.end()) for group in islice(found, left))
        left -= len(groups)
        if sum(len(group.digits) for group in groups) >= 5:
            yield run[0].startswith(("+", "плюс")), groups
        if left <= 0:
            return


def prefixes_of(groups: tuple[Group, ...], first: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The digits and the sizes of one group, of it with the next, and so on."""
    digits = ""
    sizes: tuple[int, ...] = ()
    for group in groups[first : first + _MOST_PARTS]:
        digits += group.digits
        sizes += (group.end - group.start,)
        if len(digits) > _LONGEST or (len(sizes) > _MOST_UNEVEN and len(digits) > len(sizes)):
            return
        if sizes == (1, 1) and not digits.startswith(_DICTATED_STARTS):
            single = groups[first : first + _FEWEST_TOLD]
            if len(single) < _FEWEST_TOLD or any(one.end - one.start > 1 for one in single):
                return
        if len(digits) >= 5:
            yield digits, sizes


def figures_of(parts: tuple[Group, ...], digits: str, text: str, plus: bool) -> Figures:
    return Figures(
        digits,
        tuple(len(part.digits) for part in parts),
        parts[0].start,
        parts[-1].end,
        plus,
        tuple(text[one.end : other.start] for one, other in pairwise(parts)),
        text[max(0, parts[0].start - 1) : parts[0].start] == "("
        and text[parts[0].end : parts[0].end + 1] == ")",
    )
