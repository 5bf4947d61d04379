"""From the table's rows to the lines of the school's list, or to what is wrong in which row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.roster.columns import FORM, LINK, NAME, PUPIL, ROLE, Columns, columns_of
from bot.roster.links import Link, link_of
from bot.roster.sheet import Row
from storage.roster import LONGEST_FORM, LONGEST_NAME, Capacity, Listed

_ROLES = {
    Capacity.PUPIL: "ученик|учени|учащ|обучающ|школьник|воспитанник|студент",
    Capacity.PARENT: "родител|мама|мать|папа|отец|отч|опекун|законн|представител|бабушк|дедушк|"
    "мачеха",
    Capacity.STAFF: "учител|педагог|преподава|сотрудник|работник|директор|завуч|заместител|классн|"
    "психолог|логопед|воспитатель|методист|администра|секретар|тьютор|библиотекар|вожат|соцпедагог",
}
_DRAWN_ALIKE = str.maketrans("ABCEHKMOPTXaceopx", "АВСЕНКМОРТХасеорх")
_SEVERAL = re.compile(r"[;,\n]+")
_FORM = re.compile(r"(1[0-2]|[1-9])\s*[-–—«\"“]?\s*([а-яё]?)\s*[»\"”]?(?:\s*класс)?", re.I)


@dataclass(frozen=True, slots=True)
class Fault:
    row: int
    problem: str  # with the remedy

    def __str__(self) -> str:
        return f"строка {self.row}: {self.problem}"


@dataclass(frozen=True, slots=True)
class Read:
    """One line and its row; `link` is to be resolved where it is only a name."""

    row: int
    line: Listed
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    lines: tuple[Read, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Screen names that only the messenger can turn into people."""
        return frozenset(one.link.name for one in self.lines if one.link and one.link.name)


def reading_of(rows: Sequence[Row]) -> Reading:
    """The whole table. Raises DezhurnyError when it has no headings."""
    columns = columns_of(rows)
    lines: list[Read] = []
    faults: list[Fault] = []
    for row in rows:
        if row.number <= columns.heading:
            continue
        try:
            lines.extend(_read(row, columns))
        except ValueError as error:
            faults.append(Fault(row.number, str(error)))
    faults.extend(_shared_links(lines))
    return Reading(tuple(_with_forms(_unrepeated(lines))), tuple(faults))


def fold(name: str) -> str:
    """A name as it is compared: «Иванова  АЛЁНА» is «иванова алена»."""
    return " ".join(name.casefold().replace("ё", "е").split())


def cyrillic(text: str) -> str:
    """Latin letters that are drawn as Russian ones, as Russian ones: a class «5A» is «5А»."""
    return text.translate(_DRAWN_ALIKE)


def form_of(text: str) -> str:
    """«5 «А» класс» → «5А»; what is no such class stays as it is."""
    found = _FORM.fullmatch(cyrillic(text.strip()))
    return f"{found[1]}{found[2].upper()}" if found else " ".join(text.split())[:LONGEST_FORM]


def _read(row: Row, columns: Columns) -> list[Read]:
    """The lines of one row: a parent of two has two. Raises ValueError with the problem."""
    name = columns.cell(row, NAME)
    if not name:
        raise ValueError("нет ФИО")
    if len(name) > LONGEST_NAME or not any(letter.isalpha() for letter in name):
        raise ValueError("ФИО непонятно: напишите фамилию и имя")
    pupils = [one.strip() for one in _SEVERAL.split(columns.cell(row, PUPIL)) if one.strip()]
    capacity = _capacity(columns.cell(row, ROLE), pupils)
    link = link_of(columns.cell(row, LINK))
    line = Listed(
        name=name,
        capacity=capacity,
        member=link.member if link else None,
        form=form_of(columns.cell(row, FORM)),
    )
    if capacity is not Capacity.PARENT:
        if pupils:
            raise ValueError("«чей родитель» заполнено не у родителя")
        if capacity is Capacity.PUPIL and not line.form:
            raise ValueError("у ученика не указан класс")
        return [Read(row.number, line, link)]
    if not pupils:
        raise ValueError("у родителя не указано, чей он родитель")
    return [Read(row.number, replace(line, pupil=one[:LONGEST_NAME]), link) for one in pupils]


def _capacity(text: str, pupils: Sequence[str]) -> Capacity:
    word = text.casefold().replace("ё", "е")
    for capacity, beginnings in _ROLES.items():
        if re.search(rf"\b(?:{beginnings})", word):
            return capacity
    if word:
        raise ValueError(f"роль «{text[:40]}» непонятна: напишите ученик, родитель или сотрудник")
    if pupils:
        return Capacity.PARENT
    raise ValueError("не указана роль: напишите ученик, родитель или сотрудник")


def _shared_links(lines: Iterable[Read]) -> Iterator[Fault]:
    """One profile may not belong to two names."""
    first: dict[Link, Read] = {}
    for one in lines:
        if one.link is None:
            continue
        other = first.setdefault(one.link, one)
        if fold(other.line.name) != fold(one.line.name):
            yield Fault(one.row, f"та же ссылка ВК, что в строке {other.row}, а имя другое")


def _unrepeated(lines: Iterable[Read]) -> Iterator[Read]:
    seen: set[tuple[object, ...]] = set()
    for one in lines:
        line = one.line
        key = (line.capacity, fold(line.name), line.form, fold(line.pupil), one.link)
        if key not in seen:
            seen.add(key)
            yield one


def _with_forms(lines: Iterable[Read]) -> Iterator[Read]:
    """A parent's line without a class takes the class of the pupil, where only one has the name."""
    known = tuple(lines)
    forms: dict[str, set[str]] = {}
    for one in known:
        if one.line.capacity is Capacity.PUPIL:
            forms.setdefault(fold(one.line.name), set()).add(one.line.form)
    for one in known:
        of_pupil = forms.get(fold(one.line.pupil), set())
        if one.line.capacity is Capacity.PARENT and not one.line.form and len(of_pupil) == 1:
            yield replace(one, line=replace(one.line, form=next(iter(of_pupil))))
        else:
            yield one
