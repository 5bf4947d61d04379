"""What is told of a family: «родители Димы Власова разводятся», «у Панова усыновлённый сын».

Always doubtful: whether it is gossip or a call for help a person has to see.
"""

import re
from collections.abc import Iterator, Sequence

from rules.language.cues import Cue, Line
from rules.language.personal.finding import Finding
from rules.language.personal.health import FAMILY_NAME, is_a_lesson
from rules.language.personal.names import is_famous, is_first_name, is_rare_name, is_surname
from rules.language.tables import words

_MOST = 8  # matters looked at in one message
_REACH = 6  # words between a name and a matter
_KIN = words("""
    мама мамы маме маму мать матери матерью папа папы папе папу папой отец отца отцу отцом
    родители родителей родителям родителями муж мужа мужу жена жены жене жену брат брата брату
    сестра сестры семья семьи семье семью сын сына сыну сыном дочь дочка дочки дочери дочку
    ребенок ребенка ребенку дети детей детям мальчик мальчика девочка девочки бабушка бабушки
    дед деда батя бати батю мамаша мамаши мамашу папаша папаши отчим отчима мачеха тетя дядя мамин
    мамина папин папина
""")
_FATHERS = words("отец папа батя муж брат отчим дядя папаша дед")
_FAMILY = words("семья семьи семье семью семьей")
# What is private only when it is said of parents, or of a whole family: a boy drinks juice.
_ORDINARY = (
    "пьет",
    "пьют",
    "запил",
    "запой",
    "получает",
    "зарплат",
    "оклад",
    "зараб",
    "долг",
    "кредит",
    "ипотек",
    "уволил",
    "уволен",
    "умер",
    "опек",
    "судит",
    "судят",
    "бросил",
    "живет",
    "выгнал",
    "доход",
    "вышла",
)
# What is nobody's business even of one who is only called by his first name.
_GRAVE = (
    "усынов",
    "удочер",
    "детдом",
    "судим",
    "лишил",
    "лишен",
    "алкогол",
    "избива",
    "отсидел",
)
_WAGES = ("зарплат", "оклад", "зараб", "получает", "доход")
# «Отец Паши сидит» is private, «папа Паши сидит в зале» is not.
_SITS = "сидит"
_PRISON = re.compile(
    r"стать[яеию]|\bсрок|зон[аеуы]\b|тюрьм|колони|освобод|выйдет|условно|\b228|"
    r"за (?:краж|убийс|наркот|разбо|драк|мошен|долги|хулиг|взятк|граб|ворова|распр|хранен|аварию)"
)
_PLURAL = re.compile(r"^[а-я-]{2,}(?:ов|ев|ин|ын)(?:ых|ы|ым|ыми)$|^[а-я]{3,}(?:ск|цк)(?:их|ие|им)$")
_TITLE = re.compile(r"«[А-ЯЁ][^»]{2,40}»")  # «в «Борисе Годунове»»: a book
_PATRONYMIC = re.compile(r"^[а-я]{3,}(?:ович|евич|ич|овн|евн|ичн)(?:а|у|ем|е|ой|ы)?$")


def family_matters_in(line: Line, cues: Sequence[Cue]) -> Iterator[Finding]:
    spoken = [word.text for word in line.reading.words]
    if is_a_lesson(line) or any(map(is_famous, spoken)) or _TITLE.search(line.original):
        return
    for cue in [cue for cue in cues if cue.kind == "private"][:_MOST]:
        low, high = max(0, cue.first - _REACH), min(len(spoken), cue.last + _REACH + 1)
        places = [place for place in range(low, high) if not cue.first <= place <= cue.last]
        named = [place for place in places if _names_somebody(line, spoken, place)]
        families = [place for place in places if _names_a_family(line, spoken, place, cue)]
        if (named or families) and _is_private(line, spoken, cue, named, bool(families)):
            first = min(*named, *families, cue.first)
            last = max(*named, *families, cue.last)
            yield Finding("частная жизнь", *line.span(first, last), certain=False)
            return


def _is_private(
    line: Line, spoken: Sequence[str], cue: Cue, named: Sequence[int], family: bool
) -> bool:
    low, high = max(0, cue.first - _REACH), cue.last + _REACH + 1
    matter, around = spoken[cue.first], spoken[low:high]
    if matter == _SITS:
        return not _FATHERS.isdisjoint(around) and _PRISON.search(line.text) is not None
    if family or not _KIN.isdisjoint(around):
        return True
    if matter.startswith(_WAGES):
        told = any(word.isdigit() for word in around)
        return told and any(_PATRONYMIC.match(spoken[place]) for place in named)
    if matter.startswith(_ORDINARY):
        return False
    return matter.startswith(_GRAVE) or _is_a_full_name(line, spoken, named)


def _names_somebody(line: Line, spoken: Sequence[str], place: int) -> bool:
    start, end = line.span(place, place)
    if not line.original[start].isupper():
        return False
    word = spoken[place]
    if is_first_name(word) or (line.original[start:end].istitle() and is_rare_name(word)):
        return True
    if place == 0 and not (len(spoken) > 1 and is_first_name(spoken[1])):
        return False
    return (FAMILY_NAME.match(word) or _PATRONYMIC.match(word)) is not None


def _names_a_family(line: Line, spoken: Sequence[str], place: int, cue: Cue) -> bool:
    """«У Громовых», «семья Гусевых»; at the beginning only right before the matter."""
    word = line.reading.words[place]
    if not line.original[word.start].isupper() or _PLURAL.match(word.text) is None:
        return False
    if place == 0:
        return 0 < cue.first <= 2 and len(word.text) > 5
    return spoken[place - 1] in _FAMILY or spoken[place - 1] == "у" or place == cue.first - 1


def _is_a_full_name(line: Line, spoken: Sequence[str], named: Sequence[int]) -> bool:
    return any(
        (is_first_name(spoken[place]) or is_rare_name(spoken[place]))
        and any(_goes_with(spoken, place, other) for other in named)
        for place in named
    )


def _goes_with(spoken: Sequence[str], place: int, other: int) -> bool:
    if abs(other - place) != 1:
        return False
    return is_surname(spoken[other]) or _PATRONYMIC.match(spoken[other]) is not None
