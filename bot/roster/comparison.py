"""The list that was read beside the list that is kept: what an import would do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.roster.lines import fold
from storage.roster import Capacity, Listed


@dataclass(frozen=True, slots=True)
class Comparison:
    added: tuple[Listed, ...] = ()
    changed: tuple[Listed, ...] = ()  # as they will be, with the kept lines' ids
    same: int = 0
    absent: tuple[Listed, ...] = ()  # kept, and not in the file
    parentless: tuple[Listed, ...] = ()  # parents whose pupil stands on no line

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed)


def compared(read: Iterable[Listed], kept: Iterable[Listed]) -> Comparison:
    """What has to be added and changed so that every line that was read is kept."""
    free = list(kept)
    added: list[Listed] = []
    changed: list[Listed] = []
    same = 0
    lines = list(read)
    for line in lines:
        found = _counterpart(line, free)
        if found is None:
            added.append(line)
            continue
        free.remove(found)
        # A list without a link does not take away the link that is known.
        wanted = replace(line, id=found.id, member=line.member or found.member)
        if wanted == found:
            same += 1
        else:
            changed.append(wanted)
    absent = tuple(line for line in free if line.left_at is None)
    return Comparison(
        tuple(added), tuple(changed), same, absent, _parentless(lines, (*lines, *absent))
    )


def _counterpart(line: Listed, kept: Sequence[Listed]) -> Listed | None:
    """The kept line of the same person as the same: by his number, else by name and class."""
    alike = [
        one for one in kept if one.capacity is line.capacity and fold(one.pupil) == fold(line.pupil)
    ]
    if line.member is not None:
        known = next((one for one in alike if one.member == line.member), None)
        if known is not None:
            return known
    named = [
        one
        for one in alike
        if fold(one.name) == fold(line.name)
        and (None in (one.member, line.member) or one.member == line.member)
    ]
    same_form = next((one for one in named if one.form == line.form), None)
    # A pupil who went up a class is the same pupil where nobody else has his name.
    return same_form or (named[0] if len(named) == 1 and line.member is None else None)


def _parentless(lines: Iterable[Listed], all_: Iterable[Listed]) -> tuple[Listed, ...]:
    pupils = {fold(one.name) for one in all_ if one.capacity is Capacity.PUPIL}
    return tuple(
        one for one in lines if one.capacity is Capacity.PARENT and fold(one.pupil) not in pupils
    )
