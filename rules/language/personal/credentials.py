"""A login with its password, put where everybody reads it."""

import re
from collections.abc import Iterator

from rules.language.personal.finding import Finding

_WRITTEN = r"(?=[^\s,;]*[\da-z@_!#$%])[\w!@#$%^&*.+-]{3,40}"
_BOTH = re.compile(
    rf"(?:логин|login|лог)\w{{0,3}}[\s:=—–-]{{1,4}}(?:[а-яё]{{1,12}}\s)?{_WRITTEN}.{{0,40}}?"
    rf"(?:парол|password|пасс?|pass)\w{{0,3}}[\s:=—–-]{{1,4}}(?:[а-яё]{{1,12}}\s)?({_WRITTEN})",
    re.IGNORECASE | re.DOTALL,
)
_PASSWORD = re.compile(
    rf"парол\w{{0,3}}[\s:=—–-]{{1,4}}(?:(?:от|для|к|в|на)\s\S{{1,20}}\s(?:\S{{1,20}}\s)?)?({_WRITTEN})",
    re.IGNORECASE,
)
# «Пароль Вари от дневника: …», «доступ в мой сферум: … / …»: the words, then what is typed.
_TYPED = r"(?=[a-z!@#$%&*_.-]*\d)(?=\d*[a-z])[a-z\d!@#$%&*_.-]{4,40}"
_NAMED = re.compile(
    r"(?:парол|доступ|уч[её]тк|логин)[а-яё]{0,3}(?:\s[а-яё.]{1,14}){0,5}?\s?[\s:=—–-]{1,3}"
    rf"(?:[\w@.+-]{{3,40}}\s?/\s?)?({_TYPED})(?![\w@])",
    re.IGNORECASE,
)
_PIN = re.compile(
    r"(?:пин|pin)(?:-?\s?код)?(?:\s(?:от|к)\s)?(?:\s?\S{1,12}){0,2}?[\s:—-]{1,3}(\d{4})(?!\d)",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"(?:код от (?:мо\w+ )?(?:сбер|карт|банк|тиньк|госуслуг)|cvv|cvc|цвв|код из смс|"
    r"пин-?\s?код)\D{0,12}(\d{3,6})(?!\d)",
    re.IGNORECASE,
)
_WORD = re.compile(r"лог|login|парол|пасс?|pass|cvv|cvc|цвв|пин|код", re.IGNORECASE)
_LONGEST = 250  # letters from the first such word on that are looked at
_OWN = (
    "дневник",
    "госуслуг",
    "сферум",
    "аккаунт",
    "акк",
    "учи.ру",
    "почт",
    "вк",
    "мой",
    "мэш",
    "эжд",
    "сын",
    "дочк",
    "дочер",
    "сбер",
    "банк",
    "инст",
    "мама",
    "мамы",
    "моего",
    "моя",
    "его",
    "ее",
    "сетев",
    "элжур",
    "майнкрафт",
    "роблокс",
    "стим",
    "ребенк",
)
_SHARED = ("вайфа", "wi-fi", "wifi", "вай-фа", "конференц", "zoom", "зум", "доступа", "архив")


def credentials_in(text: str) -> Iterator[Finding]:
    lowered = text.lower()
    first = _WORD.search(text)
    end = len(text) if first is None else first.start() + _LONGEST
    if first is None or any(word in lowered for word in _SHARED):
        return
    for match in _CODE.finditer(text, first.start(), end):
        certain = "карт" in lowered or "cv" in match[0].lower()
        yield Finding("код", match.start(), match.end(), certain)
    for match in _BOTH.finditer(text, first.start(), end):
        yield Finding("пароль", match.start(), match.end(), certain=True)
        return
    if "карт" in lowered:
        for match in _PIN.finditer(text, first.start(), end):
            yield Finding("код", match.start(), match.end(), certain=True)
            return
    for match in _NAMED.finditer(text, first.start(), end):
        if any(word in lowered for word in _OWN):
            yield Finding("пароль", match.start(), match.end(), certain=True)
            return
    for match in _PASSWORD.finditer(text, first.start(), end):
        if re.search(r"\d", match[1]) and any(word in lowered for word in _OWN):
            told = "логин" in lowered or "мой" in lowered or "моего" in lowered
            yield Finding("пароль", match.start(), match.end(), certain=told)
            return
