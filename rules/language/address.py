"""Is a noun said to somebody? The cues that turn «козёл» from an animal into an insult."""

from collections.abc import Sequence
from enum import IntEnum

from rules.language.beside import insult_lemma, is_adjective_of_insults, joined
from rules.language.branded import is_branded
from rules.language.lexicon import insult_forms, table, words
from rules.language.morphology import is_first_name, is_named, is_nominative
from rules.language.reading import Word

_TABLE = table("address.txt")
_SECOND_PERSON, _SELF, _VOCATIVE, _THIRD, _POINTING, _SELDOM_MEANT = map(
    _TABLE.__getitem__,
    ("second_person", "self", "vocative", "third", "pointing", "seldom_meant"),
)
_ABUSIVE = tuple(_TABLE["abusive"])
_ADDRESSED = _SECOND_PERSON | _SELF | _VOCATIVE
_BEFORE_SELF = _SECOND_PERSON | words("fillers.txt") | {"нет", "да", "не", "но", "он", "она", "они"}
_SINGULAR = frozenset(["ты", "сам", "сама"])
_FARTHEST = 4  # words between «ты» and the insult


class Cue(IntEnum):
    NONE = 0
    WEAK = 1  # said of somebody, or to nobody in particular
    STRONG = 2  # said to somebody


def cue(spoken: Sequence[Word], place: int, text: str) -> Cue:
    """How surely `spoken[place]` is said to a person; `text` is the message as written."""
    if len(spoken) < 4 and all(insult_lemma(word) in words("answers.txt") for word in spoken):
        return Cue.NONE
    if _is_interjected(spoken, place, text):
        return Cue.NONE
    if _is_a_list_of_animals(spoken):
        return Cue.NONE
    if _is_alone(spoken):
        return (
            Cue.STRONG
            if len(spoken) > 1 or insult_lemma(spoken[place]) in _SELDOM_MEANT
            else Cue.WEAK
        )
    if _before(spoken, place) or _after(spoken, place, text):
        return Cue.STRONG
    if _before(spoken, place, _THIRD) or is_branded(spoken, place, text):
        return Cue.WEAK
    previous = spoken[place - 1].text if place else ""
    if is_adjective_of_insults(spoken[place]):
        return Cue.NONE
    pointed = previous in _POINTING and previous not in ("это", "эти", "те", "та")
    if pointed and is_named(spoken[place].text):
        return Cue.WEAK
    if place and joined(spoken[place - 1], spoken[place], text) and is_first_name(previous):
        return Cue.WEAK
    return Cue.NONE


def _is_interjected(spoken: Sequence[Word], place: int, text: str) -> bool:
    """«чёрт, ты же обещал», «что ты, чёрт, делаешь»: nobody is meant."""
    if insult_lemma(spoken[place]) != "черт":
        return False
    after = text[spoken[place].end : spoken[place].end + 1]
    before = text[: spoken[place].start].rstrip()[-1:]
    return before == "," or (after == "," and place < 2)


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


def _is_a_list_of_animals(spoken: Sequence[Word]) -> bool:
    """«слон и моська», «баран, овца, ягнёнок»: a lesson or a fable, for nobody is two of them."""
    if not 1 < len(spoken) <= 4:
        return False
    named = [insult_lemma(word) for word in spoken if word.text != "и"]
    return len(set(named)) > 1 and _TABLE["animals"].issuperset(named)


def _before(spoken: Sequence[Word], place: int, persons: frozenset[str] = _ADDRESSED) -> bool:
    """«ты просто козёл», «сам осёл», «эй, козёл»; with `_THIRD`, «он просто козёл»."""
    if not (is_adjective_of_insults(spoken[place]) or is_nominative(spoken[place].text)):
        return False  # «ты коня съел?»
    for back in range(place - 1, max(-1, place - 2 - _FARTHEST), -1):
        word = spoken[back].text
        if word in persons:
            if word in _SELF and back > 0 and spoken[back - 1].text not in _BEFORE_SELF:
                return False  # «как делается сама бочка»
            if word in _SINGULAR and spoken[place].text.endswith(("ые", "ие")):
                return False  # «ты глупые вопросы задаёшь»
            return persons is _ADDRESSED or not is_adjective_of_insults(spoken[place])
        if word not in words("fillers.txt") and word not in insult_forms():
            return False
    return False


def _after(spoken: Sequence[Word], place: int, text: str) -> bool:
    """«козёл ты», «осёл ты такой», but not «козёл, ты …» of a tale."""
    if place + 2 < len(spoken) and spoken[place + 1].text == "же":
        return spoken[place + 2].text in _SECOND_PERSON and place + 3 == len(spoken)
    if place + 1 >= len(spoken) or spoken[place + 1].text not in _SECOND_PERSON:
        return False
    if not joined(spoken[place], spoken[place + 1], text):
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
