"""Where somebody lives. A museum's, a school's or a shop's address is nobody's home."""

import re
from collections.abc import Iterator, Sequence

from rules.language.cues import Cue, Line
from rules.language.numbers import read_numbers
from rules.language.personal.finding import Finding
from rules.language.personal.names import is_first_name, is_surname
from rules.language.personal.surroundings import surroundings_of

_MOST_CUES = 3  # places of a message that are looked at
_BEFORE, _AFTER = 70, 130  # letters around such a place

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
_STREET = rf"(?<![а-яё]){_TYPE}(?:\.\s{{0,2}}|\s{{1,2}})(?:(?:{_NAME}|\d{{1,2}})\s){{0,2}}?{_NAME}"
_STREET_BEHIND = rf"(?<![а-яё\d]){_NAME}\s{_TYPE}(?![а-яё])\.?"

_FULL = re.compile(
    rf"(?:{_STREET}[\s,]{{1,3}}|{_STREET_BEHIND}[\s,]{{1,3}}|(?<![а-яё]){_NAME}[\s,]{{1,3}})?"
    rf"(?<!\d){_HOUSE}[\s,;.-]{{1,4}}(?:\d?\S{{0,12}}\s(?:подъезд|этаж)\S?[\s,]{{1,3}}){{0,2}}"
    rf"(?:(?:подъезд|под|этаж|эт)\.?\s?\d{{1,2}}[\s,]{{1,3}}){{0,2}}{_FLAT}"
)
_NO_DOOR = (
    r"(?![\d:.]|\s?(?:-?\s?[ыиой]{1,2}\s)?(?:этаж|эт(?![а-яё])|подъезд|каб|зал|ауд|час|класс|"
    r"чел|руб|р(?![а-яё])|корп|стр))"
)
_PAIR = re.compile(
    rf"(?:{_STREET}|{_STREET_BEHIND})[\s,]{{1,3}}{_HOUSE}(?:\s?-\s?|,\s?)\d{{1,4}}{_NO_DOOR}"
)
_FLAT_FIRST = re.compile(
    rf"(?<![а-яё]){_FLAT}[\s,]{{1,3}}(?:{_STREET}|{_NAME})[\s,]{{1,3}}{_HOUSE}"
)
_STREET_HOUSE = re.compile(rf"(?:{_STREET}|{_STREET_BEHIND})[\s,]{{1,3}}{_HOUSE}(?![\d:])")
_NAME_HOUSE = re.compile(
    r"(?<![а-яё])(?!дом|кв|класс|в\s|на\s)([а-яё-]{4,30})[\s,]{1,3}"
    r"(?:(?:дом[аеу]?|д)\.?\s{0,2})?\d{1,3}(?:\s?[а-е](?![а-яё]))?(?:[-/,]\s?\d{1,4})?(?![\d:.])"
    r"(?!\s?-?(?:январ|феврал|март|апрел|ма[яй]|июн|июл|август|сентябр|октябр|ноябр|декабр|числ|"
    r"класс|руб|р\b|лет|год|час|мин|чел|этаж|каб|дет))"
)
# «12-й дом, 49 квартира», «в 9 доме, 3 подъезд, 118 квартира».
_REVERSED = re.compile(
    r"(?<![\d:.,])\d{1,4}(?:\s?[а-е](?![а-яё]))?(?:\s?-?\s?[йояме]{1,2})?\s(?:дом|корпус)[аеу]?[\s,.;-]{1,4}"
    r"(?:\S{1,12}\s(?:подъезд|этаж)\S?[\s,]{1,3}){0,2}"
    r"(?:\d{1,4}(?:\s?-?\s?[йояме]{1,2})?\s(?:кв(?![а-яё])|квартир[аеуы])|"
    r"(?:кв|квартир[аеуы])\.?\s?\d{1,4})"
)
# «Волкова Таня, г. Пермь, Куйбышева 88-14»
_CITY_PAIR = re.compile(
    rf"(?<![а-яё])(?:г|гор|город|пос|поселок)(?:\.\s?|\s){_NAME},?\s{{1,2}}(?:{_NAME}\s)?{_NAME}[\s,]{{1,3}}"
    rf"\d{{1,4}}[а-е]?(?:\s?-\s?|,\s?)\d{{1,4}}{_NO_DOOR}(?!-)"
)
# «пос. Лесной, ул. Новая, 3», «667000, Кызыл, Рабочая 112/1-45»: a village or a postal code.
_VILLAGE = re.compile(
    rf"(?<![а-яё])(?:с|д|дер|деревня|село|пос|поселок|пгт|снт|днт|станица|хутор|аул)(?:\.\s?|\s)"
    rf"{_NAME}(?:\s{_NAME})?,\s{{1,2}}(?:{_STREET}|{_STREET_BEHIND}|дом|участок)[\s,]{{1,3}}"
    rf"{_HOUSE}{_NO_DOOR}"
)
_POSTAL = re.compile(
    rf"(?<!\d)[1-6]\d{{5}},?\s{_NAME}[\s,]{{1,3}}(?:{_STREET}|{_NAME})[\s,]{{1,3}}"
    rf"{_HOUSE}(?:\s?-\s?\d{{1,4}})?{_NO_DOOR}"
)
_NO_HOME = re.compile(
    r"вагон|мест[ао]|кабинет|гимнази|школ|лице[йя]|зал|номер|маршрут|рейс|автобус|поезд"
)
_NO_STREET = re.compile(
    r"консульт|репетиц|ярмарк|трениров|заняти|линейк|экскурс|олимпиад|перемен|выстав|игр|каникул|"
    r"продлен|встреч|провер|пересдач|секци|страниц|задани|парт|недел|лекци|собран|стадион|чаепит"
)
_LIKE_A_STREET = re.compile(r"(?:[аяыи]|ой|ого|[ыи]й|ов|ев|ей|ую|ом|ске)$")
_FLAT_TOLD = re.compile(r" (?:квартира|квартире|квартиру|кв) ")
_STREET_TOLD = re.compile(r" (?:улиц[аеу]|ул|проспект[ае]?|переул\w+|бульвар\w?|шоссе|дом|доме) ")
_FLAT_ALONE = re.compile(rf"(?<![а-яё]){_FLAT}")
_INDOORS = re.compile(
    r"(?<![а-яё])(?:подъезд|под|этаж|эт|домофон|код)\w{0,2}\.?[\s:№-]{0,3}\d{1,4}\w?|"
    r"(?:\d{1,2}|перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят)\S{0,4}\s(?:подъезд|этаж)"
)


def addresses_in(text: str, line: Line, cues: Sequence[Cue]) -> Iterator[Finding]:
    """The first home that a text tells; `cues` of the kind «dwelling» say where to look."""
    digits = any(map(str.isdigit, text))
    if not digits and _FLAT_TOLD.search(line.text) is None:
        return
    near = surroundings_of(text).anywhere
    # Numbers may be spelt out only where somebody lives there, or where street and flat are told.
    told = digits or "lives" in near or _STREET_TOLD.search(line.text) is not None
    if "sum" in near or not told:
        return
    numbers = read_numbers(text)
    done = 0
    for cue in [cue for cue in cues if cue.kind == "dwelling"][:_MOST_CUES]:
        place = line.span(cue.first, cue.last)[0]
        if place < done:
            continue
        # The fold may be a little shorter than the text; the window is wide enough for both.
        start, done = max(0, place - _BEFORE), place + _AFTER
        whose = "lives" in near or _is_somebodys(line, cue)
        for first, last, certain in _homes(numbers.text[start:done], text, whose, near):
            yield Finding("адрес", *numbers.span(start + first, start + last), certain)
            return


def _homes(
    folded: str, written: str, lives: bool, near: frozenset[str]
) -> Iterator[tuple[int, int, bool]]:
    public = "public" in near
    for pattern in (_FULL, _FLAT_FIRST, _REVERSED):
        for match in pattern.finditer(folded):
            yield *match.span(), True
    for match in _CITY_PAIR.finditer(folded):
        if not public and _NO_HOME.search(match[0]) is None:
            yield *match.span(), False
    for pattern in (_VILLAGE, _POSTAL):
        for match in pattern.finditer(folded):
            if not public and _NO_HOME.search(match[0]) is None:
                yield *match.span(), lives
    for match in _PAIR.finditer(folded):
        if not public or lives:
            yield *match.span(), lives
    if lives:
        for match in _STREET_HOUSE.finditer(folded):
            yield *match.span(), not public
        for match in _NAME_HOUSE.finditer(folded):
            if _LIKE_A_STREET.search(match[1]) is None:
                continue
            # A street without its «ул.» is known by its capital; in a text that has none, by «на».
            led = folded[: match.start()].endswith((" на ", " по ", ": "))
            small = led and written.islower() and _NO_STREET.match(match[1]) is None
            if small or match[1].capitalize() in written.replace("ё", "е"):
                yield *match.span(), not public
    yield from _indoors(folded, lives)


def _is_somebodys(line: Line, cue: Cue) -> bool:
    """«Адрес Маши Ивановой»."""
    words = line.reading.words
    if cue.last + 1 >= len(words) or not words[cue.first].text.startswith("адрес"):
        return False
    if cue.first > 0 and _is_named(line, cue.first - 1):
        return True
    after = words[cue.last + 1].text
    return is_first_name(after) or (is_surname(after) and "ск" not in after)


def _is_named(line: Line, place: int) -> bool:
    word = line.reading.words[place]
    return line.original[word.start].isupper() and is_first_name(word.text)


def _indoors(folded: str, lives: bool) -> Iterator[tuple[int, int, bool]]:
    """«Третий подъезд, квартира 61»: no street is needed to find the door."""
    parts = list(_INDOORS.finditer(folded))
    flat = _FLAT_ALONE.search(folded)
    if flat is not None and (parts or lives):
        yield *flat.span(), True
    elif len(parts) > 1 and (lives or "домофон" in folded):
        yield parts[0].start(), parts[-1].end(), lives
