"""Swear words glued to other words: «мамасука», «приветбля», «твоюжматьсука»."""

from functools import cache

import ahocorasick

from rules.language.lexicon import insult_forms, words
from rules.language.morphology import is_known

_LONGEST = 40
_GLUED_THREE = frozenset({"бля", "чмо", "лох", "хер", "хуи", "хуй"})
_KNOWN_FROM = 4  # letters: a shorter rest must stand in rests.txt
_INSULT_RESTS = 4  # letters that a rest must have beside an insult, if it is not in rests.txt


@cache
def _swear_words() -> ahocorasick.Automaton:
    """Whole forms only; those of three letters are too often a piece of something else."""
    insults = {
        form for form, insult in insult_forms().items() if insult.tier in ("certain", "context")
    }
    listed = words("glued.txt") | words("cut.txt") | words("obscene_forms.txt")
    automaton = ahocorasick.Automaton()
    for form in listed | insults:
        if len(form) > 3 or form in _GLUED_THREE:
            automaton.add_word(form, form)
    automaton.make_automaton()
    return automaton


def glued_kind(word: str) -> str | None:
    """«obscene», or an insult's tier, when the word is a swear word and ordinary words only.

    OpenCorpora decides what a word is; it is asked only when a swear word stands within.
    """
    if not 5 <= len(word) <= _LONGEST:
        return None
    found = [(end + 1 - len(form), end + 1, form) for end, form in _swear_words().iter(word)]
    if not found or is_known(word):
        return None
    before, after = _segmented(word), _segmented_back(word)
    for start, end, form in found:
        if before[start] and after[end] and end - start < len(word):
            insult = insult_forms().get(form)
            if insult is None:
                return "obscene"
            if _stands_beside(word, start, end):
                return insult.tier
    return None


def is_segmented(text: str) -> bool:
    """Is the text nothing but ordinary words, glued?"""
    return _segmented(text)[-1]


def _segmented(word: str) -> list[bool]:
    """For each place: can the letters before it be cut into ordinary words?"""
    reached = [True] + [False] * len(word)
    for end in range(1, len(word) + 1):
        reached[end] = any(
            reached[start] and _is_word(word[start:end]) for start in range(max(0, end - 14), end)
        )
    return reached


def _segmented_back(word: str) -> list[bool]:
    """For each place: can the letters after it be cut into ordinary words?"""
    size = len(word)
    reached = [False] * size + [True]
    for start in range(size - 1, -1, -1):
        reached[start] = any(
            reached[end] and _is_word(word[start:end])
            for end in range(start + 1, min(size, start + 14) + 1)
        )
    return reached


def _stands_beside(word: str, start: int, end: int) -> bool:
    """An insult is short and common: it counts beside long words, or those of rests.txt."""
    rests = words("rests.txt")
    longest = 99 if end - start == 3 else _INSULT_RESTS
    return all(
        not rest or rest in rests or len(rest) > longest for rest in (word[:start], word[end:])
    )


def _is_word(rest: str) -> bool:
    return rest in words("rests.txt") or (len(rest) >= _KNOWN_FROM and is_known(rest))
