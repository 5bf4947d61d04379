"""A named child's sickness: «у Пети Иванова ветрянка», but not «в классе карантин по ветрянке»."""

from collections.abc import Sequence

from rules.language.cues import Cue, Line
from rules.language.personal.finding import Finding
from rules.language.personal.names import is_famous, is_first_name, is_surname

_REACH = 6  # words between a name and a sickness
# Words that a sickness shares with lessons, school affairs and jokes: never certain by themselves.
_MILD = ("операци", "приступ", "прививк", "аллерги", "анализ", "синдром", "перелом", "рас", "бронхит")
_LESSON = frozenset(
    "урок урока уроке доклад проект тема теме параграф роман романе рассказ повесть герой героя "
    "писатель поэт биология литература задача сочинение статистика".split()
)


def sickness_in(line: Line, cues: Sequence[Cue]) -> Finding | None:
    words = [word.text for word in line.reading.words]
    if not _LESSON.isdisjoint(words):
        return None
    best: Finding | None = None
    for cue in cues:
        if cue.kind != "sick":
            continue
        found = _named(line, words, cue)
        if found is not None and (best is None or found.certain > best.certain):
            best = found
    return best


def _named(line: Line, words: Sequence[str], cue: Cue) -> Finding | None:
    low, high = max(0, cue.first - _REACH), min(len(words), cue.last + _REACH + 1)
    if any(is_famous(word) for word in words[low:high]):
        return None
    for place in range(low, high):
        if not is_first_name(words[place]) or cue.first <= place <= cue.last:
            continue
        if _is_lower_noun(line, place):
            continue
        beside = [other for other in (place - 1, place + 1) if 0 <= other < len(words)]
        surnames = [other for other in beside if is_surname(words[other])]
        first = min([place, cue.first, *surnames])
        last = max([place, cue.last, *surnames])
        owned = first > 0 and words[first - 1] == "у" or words[first] == "у"
        mild = words[cue.first].startswith(_MILD)
        if not surnames and not owned and mild:
            continue
        start, end = line.span(first, last)
        return Finding("здоровье", start, end, bool(surnames) and not mild)
    return _surname_alone(line, words, cue, low)


def _surname_alone(line: Line, words: Sequence[str], cue: Cue, low: int) -> Finding | None:
    for place in range(low, cue.first):
        written = line.original[line.reading.words[place].start]
        if is_surname(words[place]) and written.isupper() and place > 0 and words[place - 1] == "у":
            return Finding("здоровье", *line.span(place, cue.last), certain=False)
    return None


def _is_lower_noun(line: Line, place: int) -> bool:
    """«кости», «света», «тема» in small letters are words; «саша» is a name in any letters."""
    word = line.reading.words[place]
    return (
        word.text in _ALSO_WORDS
        and line.original[word.start].islower()
        and not (place > 0 and line.reading.words[place - 1].text == "у")
    )


_ALSO_WORDS = frozenset(
    "кости костя костью света свете свету вера веры вере веру верой гены гене гену тема темы теме тему соня "
    "сони соне соню рома роме рому лев льва поли уля коли коле левой паши паше люди люде пети вики вике дина "
    "рита тимы ева еве зои толи толе".split()
)
