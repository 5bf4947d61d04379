"""A date of birth with the name it belongs to: «Иванов Пётр Сергеевич, 12.03.2012 г. р.»"""

import re
from collections.abc import Iterator
from itertools import islice

from rules.language.personal.finding import Finding
from rules.language.personal.names import is_famous, is_first_name, is_surname

# Nobody in a class was born before 1945 or after 2020: other years are history or deadlines.
_DATE = re.compile(
    r"(?<!\d)\d{1,2}(?:[./-]\d{1,2}[./-]|\s(?:январ|феврал|март|апрел|ма|июн|июл|август|сентябр|"
    r"октябр|ноябр|декабр)[яа]\s)(?:19(?:4[5-9]|[5-9]\d)|20(?:[01]\d|20))(?!\d)"
)
_BIRTH = re.compile(
    r"(?<![а-яё])(?:г\.?\s?р(?![а-яё])|д\.?\s?р(?![а-яё])|дата рожд|родил|рожден|рождён)",
    re.IGNORECASE,
)
_PATRONYMIC = re.compile(r"(?:ович|евич|овна|евна|ична|ильич|кузьмич)(?:а|у|ем|ы|е|ой)?$")
_WORD = re.compile(r"[А-Яа-яЁё]{2,}")
_MOST_DATES = 6
_BEFORE, _AFTER = 70, 25


def births_in(text: str) -> Iterator[Finding]:
    for date in islice(_DATE.finditer(text), _MOST_DATES):
        start = max(0, date.start() - _BEFORE)
        around = text[start : date.end() + _AFTER]
        words = [(word[0].lower().replace("ё", "е"), word) for word in _WORD.finditer(around)]
        if any(is_famous(word) for word, _ in words):
            continue
        names = [place for word, place in words if is_first_name(word) and place[0][0].isupper()]
        surname = any(is_surname(word) and place[0][0].isupper() for word, place in words)
        patronymic = any(_PATRONYMIC.search(word) for word, _ in words)
        told = _BIRTH.search(around) is not None
        if names and (told or (surname and patronymic)):
            first = min(start + names[0].start(), date.start())
            yield Finding("дата рождения", first, date.end(), told and (surname or patronymic))
            return
