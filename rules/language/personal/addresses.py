"""Where somebody lives. A museum's, a school's or a shop's address is nobody's home."""

import re
from collections.abc import Iterator

from rules.language.personal.finding import Finding

_TYPE = (
    r"(?:ул(?:иц[аеуы])?|пр(?:-?к?т|осп(?:ект\w*)?|оезд\w*)|пер(?:еул\w*)?|б(?:ульв\w*|-р)|ш(?:оссе)?|"
    r"наб(?:ережн\w*)?|мкр(?:н|-н)?|микрорайон\w*|пл(?:ощад\w*)?|туп(?:ик\w*)?|алле[яеи]|кварт(?:ал\w*)?|"
    r"пос(?:[её]лок|[её]лка|[её]лке)?|село?|деревн[яеи]|дер|снт)"
)
_NAME = r"[а-яё\d][а-яё\d-]{1,30}"
_HOUSE = (
    r"(?:(?:дом[аеу]?|д)\.?\s{0,2}(?:№\s?|номер\s)?)?\d{1,4}(?:\s?[а-е](?![а-яё]))?"
    r"(?:[\s,]{0,2}(?:корпус|корп|кор|к|строение|стр|лит)\.?\s?\d{1,2}|/\d{1,3}[а-е]?)?"
)
_FLAT = r"(?:кв(?:артир[аеуы])?|комн(?:ата)?|апартаменты)\.?\s{0,2}(?:№\s?|номер\s)?\d{1,4}(?!\d)"
_STREET = rf"(?<![а-яё]){_TYPE}(?:\.\s{{0,2}}|\s{{1,2}})(?:{_NAME}\s){{0,2}}?{_NAME}"
_STREET_BEHIND = rf"(?<![а-яё\d]){_NAME}\s{_TYPE}(?![а-яё])\.?"

_FULL = re.compile(
    rf"(?:{_STREET}[\s,]{{1,3}}|{_STREET_BEHIND}[\s,]{{1,3}}|(?<![а-яё]){_NAME}[\s,]{{1,3}})?"
    rf"(?<!\d){_HOUSE}[\s,;.-]{{1,4}}(?:\d?\S{{0,12}}\s(?:подъезд|этаж)\S?[\s,]{{1,3}}){{0,2}}"
    rf"(?:(?:подъезд|под|этаж|эт)\.?\s?\d{{1,2}}[\s,]{{1,3}}){{0,2}}{_FLAT}"
)
_PAIR = re.compile(rf"(?:{_STREET}|{_STREET_BEHIND})[\s,]{{1,3}}{_HOUSE}(?:\s?-\s?|,\s?)\d{{1,4}}(?![\d:.])")
_STREET_HOUSE = re.compile(rf"(?:{_STREET}|{_STREET_BEHIND})[\s,]{{1,3}}{_HOUSE}(?![\d:])")
_NAME_HOUSE = re.compile(rf"(?<![а-яё])(?!дом|кв|в\s|на\s)[а-яё-]{{4,30}}[\s,]{{1,3}}{_HOUSE}(?![\d:.])")
_FLAT_ALONE = re.compile(rf"(?<![а-яё]){_FLAT}")
_INDOORS = re.compile(
    r"(?<![а-яё])(?:подъезд|под|этаж|эт|домофон|код)\w{0,2}\.?[\s:№-]{0,3}\d{1,4}\w?|"
    r"(?:\d{1,2}|перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят)\S{0,4}\s(?:подъезд|этаж)"
)


def address_in(folded: str, near: frozenset[str]) -> Iterator[tuple[int, int, bool]]:
    """The places in the fold, and whether it is certain. `near` holds: home, lives, public, sum."""
    if "sum" in near:
        return
    lives = "lives" in near
    for match in _FULL.finditer(folded):
        yield match.start(), match.end(), True
        return
    for match in _PAIR.finditer(folded):
        if "public" not in near or lives:
            yield match.start(), match.end(), lives
            return
    if lives:
        for pattern in (_STREET_HOUSE, _NAME_HOUSE):
            for match in pattern.finditer(folded):
                yield match.start(), match.end(), "public" not in near
                return
    indoors = list(_INDOORS.finditer(folded))
    flat = _FLAT_ALONE.search(folded)
    if flat is not None and (indoors or lives):
        yield flat.start(), flat.end(), True
    elif len(indoors) > 1 and lives:
        yield indoors[0].start(), indoors[-1].end(), True
    elif len(indoors) > 1 and "домофон" in folded and re.search(r"\d", folded):
        yield indoors[0].start(), indoors[-1].end(), False
