"""A login with its password, put where everybody reads it."""

import re
from collections.abc import Iterator

from rules.language.personal.finding import Finding

_SECRET = r"(?=[^\s,;]*[\da-z@_!#$%])[\w!@#$%^&*.+-]{3,40}"
_BOTH = re.compile(
    rf"(?:логин|login|лог)\w{{0,3}}[\s:=—–-]{{1,4}}(?:[а-яё]{{1,12}}\s)?{_SECRET}.{{0,40}}?"
    rf"(?:парол|password|пасс?|pass)\w{{0,3}}[\s:=—–-]{{1,4}}(?:[а-яё]{{1,12}}\s)?({_SECRET})",
    re.IGNORECASE | re.DOTALL,
)
_PASSWORD = re.compile(
    rf"парол\w{{0,3}}[\s:=—–-]{{1,4}}(?:(?:от|для|к|в|на)\s\S{{1,20}}\s(?:\S{{1,20}}\s)?)?({_SECRET})",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?:cvv|cvc|цвв|код из смс|пин-?\s?код)\D{0,12}(\d{3,6})(?!\d)", re.IGNORECASE)
_OWN = ("дневник", "госуслуг", "сферум", "аккаунт", "акк", "учи.ру", "почт", "вк", "мой", "мэш", "эжд")
_SHARED = ("вайфа", "wi-fi", "wifi", "вай-фа", "конференц", "zoom", "зум", "доступа", "архив")


def credentials_in(text: str, lowered: str) -> Iterator[Finding]:
    for match in _CODE.finditer(text):
        yield Finding("код", match.start(), match.end(), certain=False)
    if any(word in lowered for word in _SHARED):
        return
    for match in _BOTH.finditer(text):
        yield Finding("пароль", match.start(), match.end(), certain=True)
        return
    for match in _PASSWORD.finditer(text):
        if re.search(r"\d", match[1]) and any(word in lowered for word in _OWN):
            yield Finding("пароль", match.start(), match.end(), certain=False)
            return
