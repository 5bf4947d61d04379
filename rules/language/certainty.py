"""How sure a swear word or an insult is where it stands: said to somebody, a name, a lesson?"""

import re
from bisect import bisect_right

from rules.language.address import Cue, cue, plays_a_part
from rules.language.drawn import has_russian
from rules.language.folding import fold
from rules.language.innocence import (
    is_a_puzzle,
    is_a_short_name,
    is_a_title,
    is_called_so,
    is_cited,
    is_left_of_a_gap,
    is_left_out,
    is_of_a_kindred_alphabet,
    is_of_a_word,
    tells_of_itself,
)
from rules.language.lexicon import contexts, insult_forms, pairs
from rules.language.mishaps import is_half_of_a_word
from rules.language.morphology import lemma
from rules.language.names import (
    has_initials,
    is_foreign,
    is_name,
    is_strange_name,
    stands_among_names,
)
from rules.language.reading import Word, read
from rules.language.retold import speaks_of_words
from rules.language.sieve import Sifted
from rules.language.swearing import Verdict

_NEARBY = 40  # code points before a word in which it is called a password
_SECRET = Sifted(r"(?:парол|логин|промокод|артикул|код)\w*:? *\S{0,12}$", re.IGNORECASE)
_CAPITAL = re.compile(r" [А-ЯЁ][а-яё]")
_LONGEST_ABBREVIATION = 4
_SWEARING = ("obscene", "vulgar")
_WEAK = ("ambiguous", "adjective", "paired")


def certainty(
    text: str, start: int, verdict: Verdict, *, insults: bool, euphemisms: bool
) -> bool | None:
    """True for certain, False for doubtful, None for nothing."""
    length = verdict.end - verdict.start
    fragment = text[start : start + length]
    if _is_no_word(text, start, fragment, verdict):
        return None
    if is_of_a_kindred_alphabet(text, fragment, weak=verdict.kind in _WEAK):
        return None
    if verdict.kind in _SWEARING:
        return _of_swearing(text, start, fragment, verdict)
    if is_a_title(text, start) or tells_of_itself(text, start, length):
        return None
    if verdict.kind == "paired":
        return None if _excused(text, start) else _of_a_pair(text, start)
    if verdict.kind == "crude":
        abbreviated = fragment.isupper() and length <= _LONGEST_ABBREVIATION
        named = fragment.istitle() and _CAPITAL.match(text, start + length) is not None
        return None if abbreviated or named or _excused(text, start) else False
    if verdict.kind == "euphemism":
        return False if euphemisms else None
    return _of_an_insult(text, start, length, verdict.kind) if insults else None


def _is_no_word(text: str, start: int, fragment: str, verdict: Verdict) -> bool:
    """A word of another language, a password, an exercise, a crossword."""
    length = len(fragment)
    if fragment.isalnum() and not has_russian(fold(fragment)) and is_foreign(text, start, length):
        return True
    if fragment.isalpha():
        return is_half_of_a_word(text, start, length) or is_left_of_a_gap(text, start, length)
    return (
        is_left_out(text, fragment)
        or (fragment[0] == "(" and ")" in text[start + length :])
        or _SECRET.search(text[max(0, start - _NEARBY) : start]) is not None
        or ("*" in fragment and not verdict.certain and is_a_puzzle(text))
    )


def _of_swearing(text: str, start: int, fragment: str, verdict: Verdict) -> bool | None:
    length = len(fragment)
    if _excused(text, start) or is_of_a_word(text) or is_called_so(text, start, length):
        return None
    if is_a_short_name(text, fragment):
        return None
    if is_name(text, start, length):
        sworn = verdict.kind == "obscene" and not (
            (fragment.isalpha() and is_strange_name(text, start, length))
            or stands_among_names(text, start, length)
        )
        return False if sworn else None
    return verdict.certain


def _of_an_insult(text: str, start: int, length: int, tier: str) -> bool | None:
    if speaks_of_words(text) or is_of_a_word(text) or is_cited(text):
        return None
    if tier == "certain":
        named = text[start].isupper() and stands_among_names(text, start, length)
        return None if named else True
    if tier in ("context", "insult"):
        excused = _excused(text, start) or is_name(text, start, length)
        return None if excused else True
    if text[start : start + length].istitle() and has_initials(text, start, length):
        return None
    return _of_what_is_said_to_somebody(text, start)


def _word_at(text: str, start: int) -> tuple[tuple[Word, ...], int]:
    spoken = read(text).words
    place = bisect_right(spoken, start, key=lambda word: word.end)
    return spoken, min(place, len(spoken) - 1)


def _excused(text: str, start: int) -> bool:
    """Do the words beside it make the word an ordinary one («синдром Дауна»)?"""
    spoken, place = _word_at(text, start)
    word = spoken[place].text if spoken else ""
    insult = insult_forms().get(word)
    context = contexts().get(insult.lemma if insult else "") or contexts().get(lemma(word))
    if context is None:
        return False
    return any(context.match(word.text) for i, word in enumerate(spoken) if i != place)


def _of_a_pair(text: str, start: int) -> bool | None:
    spoken, place = _word_at(text, start)
    pair = pairs().get(spoken[place].text) if spoken else None
    if pair is None:
        return None
    near = [
        word.text for word in (*spoken[max(0, place - 3) : place], *spoken[place + 1 : place + 4])
    ]
    if any(map(pair.surely.match, near)):
        return True
    return False if any(map(pair.perhaps.match, near)) else None


def _of_what_is_said_to_somebody(text: str, start: int) -> bool | None:
    spoken, place = _word_at(text, start)
    found = cue(spoken, place, text)
    if found is Cue.NONE:
        return None
    if plays_a_part(spoken) or _excused(text, start):
        return None
    return found is Cue.STRONG
