"""What is told of a family: «родители Димы Власова разводятся», «у Панова усыновлённый сын».

Always doubtful: whether it is gossip or a call for help a person has to see.
"""

from collections.abc import Iterator, Sequence

from rules.language.cues import Cue, Line
from rules.language.personal.finding import Finding
from rules.language.personal.health import FAMILY_NAME, LESSON
from rules.language.personal.names import is_famous, is_first_name, is_surname
from rules.language.tables import words

_MOST = 8  # matters looked at in one message
_REACH = 6  # words between a name and a matter
_KIN = words("""
    мама мамы маме маму мать матери папа папы папе папу отец отца отцу родители родителей муж
    мужа жена жены брат брата сестра сестры семья семьи семье сын сына дочь дочка дочери ребенок
    ребенка дети детей мальчик девочка бабушка дед батя батю мамаша папаша отчим
""")

# What is private only when it is said of parents: a boy drinks juice.
_ORDINARY = ("пьет", "пьют", "запил", "запой", "получает", "зарплат", "зараб", "долг", "уволил")


def family_matters_in(line: Line, cues: Sequence[Cue]) -> Iterator[Finding]:
    spoken = [word.text for word in line.reading.words]
    if not LESSON.isdisjoint(spoken) or any(map(is_famous, spoken)):
        return
    for cue in [cue for cue in cues if cue.kind == "private"][:_MOST]:
        low, high = max(0, cue.first - _REACH), min(len(spoken), cue.last + _REACH + 1)
        named = [place for place in range(low, high) if _names_somebody(line, spoken, place)]
        named = [place for place in named if not cue.first <= place <= cue.last]
        told_of = not _KIN.isdisjoint(spoken[low:high])
        grave = not spoken[cue.first].startswith(_ORDINARY)
        if named and (told_of or (grave and _is_a_full_name(spoken, named))):
            first, last = min(*named, cue.first), max(*named, cue.last)
            yield Finding("частная жизнь", *line.span(first, last), certain=False)
            return


def _names_somebody(line: Line, spoken: Sequence[str], place: int) -> bool:
    written = line.original[line.reading.words[place].start]
    if not written.isupper():
        return False
    word = spoken[place]
    return is_first_name(word) or (place > 0 and FAMILY_NAME.match(word) is not None)


def _is_a_full_name(spoken: Sequence[str], named: Sequence[int]) -> bool:
    return any(
        is_first_name(spoken[place])
        and any(is_surname(spoken[other]) for other in named if abs(other - place) == 1)
        for place in named
    )
