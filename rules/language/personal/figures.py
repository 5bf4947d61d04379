"""Runs of digits as they stand in a text, cut into the groups that the writer made."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rules.language.numbers import NumberReading

MOST_GROUPS = 160  # a message of more groups is a table, and its rest is not read
_SEPARATORS = r"[ \n\t().\-_/*•·~’']"
# A word between the groups of a dictated number: «8 912, потом 345, тире 67, 89».
_DICTATED = r"[ ,]{1,2}(?:потом|затем|дальше|далее|тире|дефис|пробел|ещё|еще|и|а потом)[ ,]{1,2}"
_RUN = re.compile(rf"(?:\+ ?|плюс )?\(?\d(?:(?:{_SEPARATORS}{{0,5}}|{_DICTATED}|, ?)\d)*")
_GROUP = re.compile(r"\d+")


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


def runs_in(numbers: NumberReading) -> Iterator[tuple[bool, tuple[Group, ...]]]:
    """Each run of at least five digits: has it a plus before it, and its groups."""
    left = MOST_GROUPS
    for run in _RUN.finditer(numbers.text):
        if run.end() - run.start() < 5:
            continue
        groups = tuple(
            Group(group[0], group.start(), group.end())
            for group in _GROUP.finditer(numbers.text, run.start(), run.end())
        )[:left]
        left -= len(groups)
        if sum(len(group.digits) for group in groups) >= 5:
            yield run[0].startswith(("+", "плюс")), groups
        if left <= 0:
            return


def figures_from(
    groups: tuple[Group, ...], first: int, text: str, plus: bool, longest: int = 20
) -> Iterator[Figures]:
    """The numbers that begin with one group, shorter ones first, of 5 to `longest` digits."""
    digits = ""
    separators: list[str] = []
    for place in range(first, len(groups)):
        group = groups[place]
        if place > first:
            separators.append(text[groups[place - 1].end : group.start])
        digits += group.digits
        if len(digits) > longest:
            return
        if len(digits) >= 5:
            yield Figures(
                digits,
                tuple(len(part.digits) for part in groups[first : place + 1]),
                groups[first].start,
                group.end,
                plus and first == 0,
                tuple(separators),
            )
