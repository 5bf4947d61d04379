"""Is a noun said to somebody? The cues that turn «козёл» from an animal into an insult."""

import re
from collections.abc import Sequence
from enum import IntEnum

from rules.language.lexicon import insult_forms, words
from rules.language.morphology import is_first_name, is_order
from rules.language.reading import Word

_SECOND_PERSON = frozenset("ты вы".split())
_SELF = frozenset("сам сама сами".split())
_POINTING = frozenset("этот эта это эти вот он она они какой какая какие тот та те".split())
_VOCATIVE = frozenset("эй слышь слыш алло але ээ".split())
_FILLERS = frozenset(
    "такой такая такие просто же и все ну вообще вообщем реально настоящий настоящая настоящие полный"
    " полная полные старый старая самый самая еще тот та что ли прям прямо как тоже"
    " обычный обычная мой моя сам сама а ж конечно точно правда лишь только там тут какой какая"
    " какие это совсем совершенно абсолютно очень слишком чисто реальный конченый конченая конченный"
    " редкостный редкий последний последняя маленький маленькая мелкий мелкая большой большая"
    " капец блин бля походу видимо наверное вечно всегда опять чертов проклятый наш наша ваш".split()
)
_YOURS = frozenset("ты вы тебя тебе вас вам твой твоя твои ваш ваша ваши".split())
_KIN = frozenset("сын сынок дочь дочка ребенок дети муж жена мать отец мама папа брат сестра".split())
_OF_MIND = frozenset("тупой тупая тупые безмозглый безмозглая убогий убогая отсталый отсталая".split())
_FARTHEST = 4  # words between «ты» and the insult


class Cue(IntEnum):
    NONE = 0
    WEAK = 1  # said of somebody, or to nobody in particular
    STRONG = 2  # said to somebody


def cue(spoken: Sequence[Word], place: int, text: str) -> Cue:
    """How surely `spoken[place]` is said to a person; `text` is the message as written."""
    if _is_alone(spoken):
        return Cue.STRONG
    if _before(spoken, place) or _after(spoken, place, text):
        return Cue.STRONG
    if _is_called(spoken, place, text) or _of_ones_own(spoken, place):
        return Cue.WEAK
    previous = spoken[place - 1].text if place else ""
    tier = insult_forms().get(spoken[place].text)
    if tier is not None and tier.tier == "adjective":
        return Cue.NONE
    if previous in _POINTING and previous not in ("это", "эти", "те", "та"):
        return Cue.WEAK
    if place and _joined(spoken[place - 1], spoken[place], text) and is_first_name(previous):
        return Cue.WEAK
    return Cue.NONE


def _is_called(spoken: Sequence[Word], place: int, text: str) -> bool:
    """«отдай телефон, козёл!»: an order, a comma, and the name at the very end."""
    if place == 0 or place + 1 < len(spoken):
        return False
    if "," not in text[spoken[place - 1].end : spoken[place].start]:
        return False
    return any(w.text in _YOURS or is_order(w.text) for w in spoken[:place][-6:])


def _of_ones_own(spoken: Sequence[Word], place: int) -> bool:
    """«твой сын тупой», «ведёшь себя как свинья»."""
    before = [word.text for word in spoken[max(0, place - 3) : place]]
    if before[-2:] == ["себя", "как"]:
        return True
    if not before or before[-1] not in _KIN:
        return False
    return spoken[place].text in _OF_MIND and any(word in _YOURS for word in before)


def plays_a_part(spoken: Sequence[Word]) -> bool:
    """Does the message speak of roles, costumes, tales, farms?"""
    stems = tuple(words("roles.txt"))
    return any(word.text.startswith(stems) for word in spoken)


def _is_alone(spoken: Sequence[Word]) -> bool:
    if len(spoken) > 4:
        return False
    return all(
        word.text in insult_forms()
        or word.text in _FILLERS
        or word.text in _VOCATIVE
        or word.text in _SECOND_PERSON
        for word in spoken
    )


def _before(spoken: Sequence[Word], place: int) -> bool:
    """«ты просто козёл», «сам осёл», «эй, козёл»."""
    for back in range(place - 1, max(-1, place - 2 - _FARTHEST), -1):
        word = spoken[back].text
        if word in _SECOND_PERSON or word in _SELF or word in _VOCATIVE:
            return True
        if word not in _FILLERS and word not in insult_forms():
            return False
    return False


def _after(spoken: Sequence[Word], place: int, text: str) -> bool:
    """«козёл ты», «осёл ты такой», but not «козёл, ты …» of a tale."""
    if place + 1 >= len(spoken) or spoken[place + 1].text not in _SECOND_PERSON:
        return False
    if not _joined(spoken[place], spoken[place + 1], text):
        return False
    rest = spoken[place + 2 :]
    return len(rest) < 2 or all(w.text in _FILLERS or w.text in insult_forms() for w in rest)


def _joined(one: Word, other: Word, text: str) -> bool:
    return re.fullmatch(r"\s+", text[one.end : other.start]) is not None
