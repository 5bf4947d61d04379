"""A named child's sickness: «у Пети Иванова ветрянка», but not «в классе карантин по ветрянке»."""

import re
from collections.abc import Iterator, Sequence

from rules.language.cues import Cue, Line
from rules.language.personal.finding import Finding
from rules.language.personal.names import (
    ALSO_WORDS,
    is_famous,
    is_first_name,
    is_rare_name,
    is_surname,
)
from rules.language.tables import words

_MOST = 12  # sicknesses looked at in one message
_REACH = 6  # words between a name and a sickness
# Words that a sickness shares with lessons, school affairs and jokes: never certain by themselves.
_MILD = (
    "операци",
    "приступ",
    "прививк",
    "аллерги",
    "анализ",
    "синдром",
    "перелом",
    "рас",
    "бронхит",
)
_LESSON = words("""
    урок урока доклад проект тема теме параграф роман романе рассказ повесть герой героя
    писатель поэт фильм фильме сериал сериале роли роль сценарию персонаж биология литература
    задача сочинение статистика лекция лекцию лекции беседа беседу тренинг вебинар
""")


def is_a_lesson(line: Line) -> bool:
    """Is a story or a task spoken of? «Роман» with a capital is a boy."""
    return any(
        word.text in _LESSON and (word.text != "роман" or line.original[word.start].islower())
        for word in line.reading.words
    )


def sickness_in(line: Line, cues: Sequence[Cue]) -> Iterator[Finding]:
    spoken = [word.text for word in line.reading.words]
    if is_a_lesson(line):
        return
    for cue in [cue for cue in cues if cue.kind == "sick"][:_MOST]:
        found = _named(line, spoken, cue)
        if found is not None:
            yield found


def _named(line: Line, spoken: Sequence[str], cue: Cue) -> Finding | None:
    low, high = max(0, cue.first - _REACH), min(len(spoken), cue.last + _REACH + 1)
    if any(is_famous(word) for word in spoken[low:high]) or _is_a_name_itself(line, spoken, cue):
        return None
    for place in range(low, high):
        if cue.first <= place <= cue.last or not _is_named(line, spoken, place):
            continue
        if _is_lower_noun(line, place):
            continue
        beside = [other for other in (place - 1, place + 1) if 0 <= other < len(spoken)]
        surnames = [other for other in beside if is_surname(spoken[other])]
        first = min([place, cue.first, *surnames])
        last = max([place, cue.last, *surnames])
        mild = spoken[cue.first].startswith(_MILD)
        if mild and not surnames:
            continue
        start, end = line.span(first, last)
        return Finding("здоровье", start, end, bool(surnames) and not mild)
    return _surname_alone(line, spoken, cue, low)


def _is_named(line: Line, spoken: Sequence[str], place: int) -> bool:
    if is_first_name(spoken[place]):
        return True
    word = line.reading.words[place]
    return line.original[word.start : word.end].istitle() and is_rare_name(word.text)


def _opens_a_sentence(line: Line, place: int) -> bool:
    before = line.original[: line.reading.words[place].start].rstrip(' «"—-')
    return not before or before[-1] in ".!?\n"


def _surname_alone(line: Line, spoken: Sequence[str], cue: Cue, low: int) -> Finding | None:
    """«Сын Сидоровой аутист»; «случаев ветрянки нет» only looks like it."""
    if spoken[cue.first].startswith(_MILD):
        return None
    for place in (*range(low, cue.first), *range(cue.last + 1, min(len(spoken), cue.last + 3))):
        written = line.original[line.reading.words[place].start]
        if not written.isupper() or FAMILY_NAME.match(spoken[place]) is None:
            continue
        following = spoken[place + 1] if place + 1 < len(spoken) else ""
        if _opens_a_sentence(line, place) and following not in _SAID_OF_A_PERSON:
            continue
        first, last = min(place, cue.first), max(place, cue.last)
        child = place > 0 and spoken[place - 1] in _CHILD
        return Finding("здоровье", *line.span(first, last), certain=child)
    return None


def _is_a_name_itself(line: Line, spoken: Sequence[str], cue: Cue) -> bool:
    """«Гнидин Иван» is a boy."""
    word = line.reading.words[cue.first]
    return is_surname(spoken[cue.first]) and line.original[word.start].isupper()


def _is_lower_noun(line: Line, place: int) -> bool:
    """«кости», «света», «тема» in small letters are words; «саша» is a name in any letters."""
    word = line.reading.words[place]
    return (
        word.text in ALSO_WORDS
        and line.original[word.start].islower()
        and not (place > 0 and line.reading.words[place - 1].text == "у")
    )


FAMILY_NAME = re.compile(
    r"^[а-я-]{2,}(?:ов|ев|ин|ын)(?:а|у|ым|ом|е|ой|ы|ых)?$|^[а-я]{3,}(?:енко|чук)$"
)
_CHILD = words("мальчик мальчика девочка девочки сын сына дочь дочка дочери ученик ученица ребенок")
_SAID_OF_A_PERSON = words("""
    из болеет болен больна заразил заразила переболел переболела лежит принес принесла тоже
    опять наблюдается состоит лечится с стоит был была
""")
