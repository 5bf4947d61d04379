"""Which column of the table means what: schools head their lists in many ways."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from bot.errors import DezhurnyError
from bot.roster.sheet import Row

HEADING_WITHIN = 15  # rows: a title, an order's number and empty lines may stand above it

NAME, FORM, ROLE, LINK, PUPIL = "ФИО", "класс", "роль", "ссылка ВК", "чей родитель"
_HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        NAME: "фио|ф и о|имя|фамилия имя отчество|фамилия имя|участник|человек|полное имя",
        FORM: "класс|группа|кл|параллель",
        ROLE: "роль|кто это|статус|должность|категория|кем является",
        LINK: "ссылка vk|ссылка вк|ссылка|вк|vk|вконтакте|профиль|профиль vk|профиль вк|страница|"
        "страница вк|страница vk|id vk|id вк|vk id|ид вк|id|адрес вк|аккаунт|аккаунт вк|"
        "ссылка на вк|ссылка на vk|ссылка на профиль|ссылка на страницу",
        PUPIL: "чей родитель|ребенок|родитель кого|ученик|фио ребенка|фио ученика|"
        "ребенок фио|дети|чей родитель фио|чей",
    }
)
_MEANING = {heading: name for name, all_ in _HEADINGS.items() for heading in all_.split("|")}
_NEEDED = (NAME, LINK)


@dataclass(frozen=True, slots=True)
class Columns:
    places: Mapping[str, int]  # which column holds what
    heading: int  # the number of the row with the headings

    def cell(self, row: Row, name: str) -> str:
        place = self.places.get(name)
        return row.cells[place] if place is not None and place < len(row.cells) else ""


def _folded(heading: str) -> str:
    words = re.sub(r"[^0-9a-zа-я]+", " ", heading.casefold().replace("ё", "е"))
    return " ".join(words.split())


def columns_of(rows: Sequence[Row]) -> Columns:
    """Find the headings. Raises DezhurnyError when there are none, or a column is there twice."""
    for row in rows[:HEADING_WITHIN]:
        meanings = [_MEANING.get(_folded(cell)) for cell in row.cells]
        known = [meaning for meaning in meanings if meaning]
        if len(set(known)) < 2:
            continue
        doubled = next((name for name in known if known.count(name) > 1), None)
        if doubled:
            raise DezhurnyError(f"Строка {row.number}: столбцов «{doubled}» больше одного.")
        missing = [name for name in _NEEDED if name not in known]
        if missing:
            raise DezhurnyError(
                f"Строка {row.number}: нет столбца «{missing[0]}». Нужны столбцы: {ALL}."
            )
        places = {name: place for place, name in enumerate(meanings) if name}
        return Columns(MappingProxyType(places), row.number)
    raise DezhurnyError(f"Не нахожу строки с названиями столбцов. Нужны столбцы: {ALL}.")


ALL = ", ".join(_HEADINGS)
