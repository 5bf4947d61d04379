"""Clause 2.9 on the school's list: who leaves with whom, and who still belongs here."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.roster.lines import cyrillic, fold, form_of
from rules.regulation.policy import ChatKind
from storage.roster import Capacity, Listed

_FORM = re.compile(r"(?<![0-9])(1[0-2]|[1-9])\s*[-–—«\"“]?\s*([а-яё])(?![а-яё])", re.I)


@dataclass(frozen=True, slots=True)
class Leaver:
    """One person of those who leave, and the lines of the list that end with it."""

    member: int | None  # None: the list gives no link to him
    name: str  # as the list has it; empty for one who is not on it
    ends: tuple[Listed, ...] = ()
    stays: tuple[Listed, ...] = ()  # what else he is here: another pupil's parent, a teacher

    def goes_from(self, title: str, kind: ChatKind) -> bool:
        """Has he to leave a chat of this title and kind?

        A parent who still belongs to the school leaves only what the leaver's class alone has,
        an employee who stays a parent leaves all but what his child's class and parents have.
        """
        if not self.stays:
            return True
        if any(line.capacity is Capacity.STAFF for line in self.stays):
            return False
        named = forms_in(title)
        if named & {line.form for line in self.stays}:
            return False
        if any(line.capacity is Capacity.STAFF for line in self.ends):
            return bool(named) or kind is not ChatKind.PARENTS
        return bool(named & {line.form for line in self.ends})


@dataclass(frozen=True, slots=True)
class Leaving:
    """One way to understand who leaves: a pupil with his parents, or an employee."""

    head: Listed | None  # the pupil or the employee; None: not on the list
    people: tuple[Leaver, ...]

    @property
    def members(self) -> frozenset[int]:
        return frozenset(person.member for person in self.people if person.member is not None)

    @property
    def lines(self) -> tuple[int, ...]:
        """The ids of the list's lines that end."""
        ended = (line.id for person in self.people for line in person.ends)
        return tuple(dict.fromkeys(number for number in ended if number is not None))


def forms_in(title: str) -> frozenset[str]:
    """The classes that a chat's title names: «Родители 5А и 5 «Б»» → 5А, 5Б."""
    return frozenset(
        form_of(f"{number}{letter}") for number, letter in _FORM.findall(cyrillic(title))
    )


def leavings(target: int, roster: Iterable[Listed]) -> tuple[Leaving, ...]:
    """The ways to understand «this person leaves»: more than one for a parent of several."""
    present = [line for line in roster if line.left_at is None]
    own = [line for line in present if line.member == target]
    heads = [line for line in own if line.capacity is not Capacity.PARENT]
    for line in own:
        if line.capacity is Capacity.PARENT:
            # A parent is named where the pupil is in no chat: it is the pupil who leaves.
            heads.extend(pupil for pupil in _pupils_of(line, present) if pupil not in heads)
    if not own:
        return (Leaving(None, (Leaver(target, ""),)),)
    if not heads:
        return (Leaving(own[0], _people(own, present)),)
    return tuple(Leaving(head, _people(_with_parents(head, present), present)) for head in heads)


def _pupils_of(parent: Listed, present: Iterable[Listed]) -> list[Listed]:
    return [
        line
        for line in present
        if line.capacity is Capacity.PUPIL
        and fold(line.name) == fold(parent.pupil)
        and (not parent.form or line.form == parent.form)
    ]


def _with_parents(head: Listed, present: Iterable[Listed]) -> list[Listed]:
    if head.capacity is not Capacity.PUPIL:
        return [head]
    parents = [
        line
        for line in present
        if line.capacity is Capacity.PARENT and head in _pupils_of(line, [head])
    ]
    return [head, *parents]


def _people(ending: Iterable[Listed], present: Iterable[Listed]) -> tuple[Leaver, ...]:
    """Who stands behind the lines that end; one person for each number or name."""
    ends: dict[int | str, list[Listed]] = {}
    for line in ending:
        ends.setdefault(line.member or fold(line.name), []).append(line)
    known = tuple(present)
    return tuple(
        Leaver(lines[0].member, lines[0].name, tuple(lines), _rest(lines, known))
        for lines in ends.values()
    )


def _rest(ends: list[Listed], present: Iterable[Listed]) -> tuple[Listed, ...]:
    member = ends[0].member
    if member is None:
        return ()
    return tuple(line for line in present if line.member == member and line not in ends)
