"""Is a noun said to somebody? The cues that turn «козёл» from an animal into an insult."""

import re
from collections.abc import Sequence
from enum import IntEnum

from rules.language.lexicon import insult_forms, table, words
from rules.language.morphology import (
    is_adjective,
    is_first_name,
    is_named,
    is_order,
    is_said_to_you,
)
from rules.language.reading import Word

_TABLE = table("address.txt")
_SECOND_PERSON, _SELF, _VOCATIVE, _YOURS = map(
    _TABLE.__getitem__, ("second_person", "self", "vocative", "yours")
)
_THIRD, _KIN, _OF_MIND, _PERSONS = map(_TABLE.__getitem__, ("third", "kin", "of_mind", "persons"))
_POINTING, _CALLING, _SELDOM_MEANT = map(
    _TABLE.__getitem__, ("pointing", "calling", "seldom_meant")
)
_ABUSIVE, _SCORNFUL, _SPECIES = (tuple(_TABLE[kind]) for kind in ("abusive", "scornful", "species"))
_ADDRESSED = _SECOND_PERSON | _SELF | _VOCATIVE
_TO_ME = _YOURS | {"мой", "моя", "мое", "мои", "мне", "меня", "нас", "нам", "не"}
_FARTHEST = 4  # words between «ты» and the insult


class Cue(IntEnum):
    NONE = 0
    WEAK = 1  # said of somebody, or to nobody in particular
    STRONG = 2  # said to somebody


def cue(spoken: Sequence[Word], place: int, text: str) -> Cue:
    """How surely `spoken[place]` is said to a person; `text` is the message as written."""
    if len(spoken) == 1 and _lemma(spoken[0]) in words("answers.txt"):
        return Cue.NONE
    if _is_alone(spoken):
        return Cue.STRONG if len(spoken) > 1 or _lemma(spoken[place]) in _SELDOM_MEANT else Cue.WEAK
    if _before(spoken, place) or _after(spoken, place, text):
        return Cue.STRONG
    if (
        _before(spoken, place, _THIRD)
        or _is_called(spoken, place, text)
        or _calls(spoken, place, text)
        or _of_ones_own(spoken, place)
        or _is_likened(spoken, place)
        or _is_branded(spoken, place, text)
        or _is_a_person(spoken, place, text)
    ):
        return Cue.WEAK
    previous = spoken[place - 1].text if place else ""
    if _is_adjective(spoken[place]):
        return Cue.NONE
    if previous in _POINTING and previous not in ("это", "эти", "те", "та"):
        return Cue.WEAK
    if place and _joined(spoken[place - 1], spoken[place], text) and is_first_name(previous):
        return Cue.WEAK
    return Cue.NONE


def _is_adjective(word: Word) -> bool:
    insult = insult_forms().get(word.text)
    return insult is not None and insult.tier == "adjective"


def _lemma(word: Word) -> str:
    insult = insult_forms().get(word.text)
    return "" if insult is None else insult.lemma


def _is_called(spoken: Sequence[Word], place: int, text: str) -> bool:
    """«отдай телефон, козёл!»: an order, a comma, and the name at the very end."""
    if place == 0 or place + 1 < len(spoken):
        return False
    comma = "," in text[spoken[place - 1].end : spoken[place].start]
    if not comma and ("," in text or place > 3 or not is_named(spoken[place].text)):
        return False
    if not comma:
        return is_order(spoken[0].text)
    return any(w.text in _YOURS or is_order(w.text) for w in spoken[:place][-6:])


def _calls(spoken: Sequence[Word], place: int, text: str) -> bool:
    """«бараны, закройте дверь», «свиньи, после вас весь класс в фантиках»."""
    if place > 1 or (place == 1 and spoken[0].text not in _CALLING) or place + 1 >= len(spoken):
        return False
    if "," not in text[spoken[place].end : spoken[place + 1].start]:
        return False
    rest = spoken[place + 1 : place + 6]
    return any(w.text in _TO_ME for w in rest) or any(
        is_order(w.text) or is_said_to_you(w.text) for w in rest[:3]
    )


def _is_a_person(spoken: Sequence[Word], place: int, text: str) -> bool:
    """«нытик и плакса, фу», «толстуха опять со справкой», «выдра крашеная»."""
    after = spoken[place + 1].text if place + 1 < len(spoken) else ""
    if place < 2 and _lemma(spoken[place]) in _PERSONS:
        return place == 0 or after == ""
    if after == "что" and [w.text for w in spoken[place + 1 : place + 3]] == ["что", "ли"]:
        return True
    inverted = place == 0 and len(spoken) == 2 and is_named(spoken[0].text)
    return inverted and is_adjective(after) and not after.startswith(_SPECIES)


def _is_likened(spoken: Sequence[Word], place: int) -> bool:
    """«ты ноешь как баба», «толстый как бочка»."""
    if place < 2 or spoken[place - 1].text != "как":
        return False
    before = spoken[max(0, place - 6) : place - 1]
    return any(w.text in _YOURS for w in before) or _is_adjective(before[-1])


def _is_branded(spoken: Sequence[Word], place: int, text: str) -> bool:
    """«физичка старая ведьма», «аутист какой-то», «уголовник несчастный»."""
    after = [w.text for w in spoken[place + 1 : place + 3]]
    if after and _joined(spoken[place], spoken[place + 1], text):
        some = after[1:] == ["то"] and after[0] in ("какой", "какая", "какие")
        if some or after[0].startswith(_SCORNFUL):
            return True
        if place == 0 and after[0].startswith(_ABUSIVE) and "," in text[spoken[1].end :][:2]:
            return True
    before = spoken[place - 1].text if place else ""
    last = place + 1 == len(spoken) or "," in text[spoken[place].end : spoken[place + 1].start]
    return last and place < 4 and before.startswith(_ABUSIVE) and not _is_adjective(spoken[place])


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
        or word.text in words("fillers.txt")
        or word.text in _VOCATIVE
        or word.text in _SECOND_PERSON
        or word.text.startswith(_ABUSIVE)
        for word in spoken
    )


def _before(spoken: Sequence[Word], place: int, persons: frozenset[str] = _ADDRESSED) -> bool:
    """«ты просто козёл», «сам осёл», «эй, козёл»; with `_THIRD`, «он просто козёл»."""
    for back in range(place - 1, max(-1, place - 2 - _FARTHEST), -1):
        word = spoken[back].text
        if word in persons:
            return persons is _ADDRESSED or not _is_adjective(spoken[place])
        if word not in words("fillers.txt") and word not in insult_forms():
            return False
    return False


def _after(spoken: Sequence[Word], place: int, text: str) -> bool:
    """«козёл ты», «осёл ты такой», but not «козёл, ты …» of a tale."""
    if place + 2 < len(spoken) and spoken[place + 1].text == "же":
        return spoken[place + 2].text in _SECOND_PERSON and place + 3 == len(spoken)
    if place + 1 >= len(spoken) or spoken[place + 1].text not in _SECOND_PERSON:
        return False
    if not _joined(spoken[place], spoken[place + 1], text):
        return False
    rest = spoken[place + 2 :]
    if rest and "," in text[spoken[place + 1].end : rest[0].start]:
        return True
    if [w.text for w in rest[:2]] == ["что", "ли"]:
        return True
    if rest and rest[0].text.startswith(_ABUSIVE):
        return True
    return len(rest) < 2 or all(
        w.text in words("fillers.txt") or w.text in insult_forms() for w in rest
    )


def _joined(one: Word, other: Word, text: str) -> bool:
    return re.fullmatch(r"\s+", text[one.end : other.start]) is not None
