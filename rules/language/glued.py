"""Swear words glued to other words: «мамасука», «приветбля», «твоюжматьсука»."""

import re
from functools import cache

import ahocorasick

from rules.language.latin import is_unmistakable
from rules.language.lexicon import insult_forms, words
from rules.language.morphology import is_known
from rules.language.roots import searched

_LONGEST = 40
_GLUED_THREE = frozenset({"бля", "чмо", "лох", "хер", "хуи", "хуй"})
_KNOWN_FROM = 4  # letters: a shorter rest must stand in rests.txt
_MOST_CUTS = 48  # ways of cutting a word that are tried
_ROOTS = re.compile("[ъ]?еб|бля|ху[йеия]|пизд|муд|залуп|дроч|пид")
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
    rooted = _ROOTS.search(word) is not None
    if not (found or rooted) or is_known(word):
        return None
    before, after = _segmented(word), _segmented_back(word)
    for start, end, form in found:
        if before[start] and after[end] and end - start < len(word):
            if not _is_apart_enough(word, start, end):
                continue
            insult = insult_forms().get(form)
            if insult is None:
                return "obscene"
            if _stands_beside(word, start, end):
                return insult.tier
    return "obscene" if rooted and _has_derived(word, before, after) else None


def _has_derived(word: str, before: list[bool], after: list[bool]) -> bool:
    """«простовыебон»: a swear word that no list has, between ordinary ones."""
    size = len(word)
    starts = [start for start in range(size) if before[start]]
    ends = [end for end in range(size, 0, -1) if after[end]]
    pairs = [(a, b) for a in starts for b in ends if 4 <= b - a < size][:_MOST_CUTS]
    return any(
        is_unmistakable(word[start:end])
        and (match := searched(word[start:end], drawn=False)) is not None
        and match.start() == 0
        and match.lastgroup == "obscene"
        and not is_known(word[start:end])
        for start, end in pairs
    )


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


def _is_apart_enough(word: str, start: int, end: int) -> bool:
    """«сукулент», «ассамбляж»: the shorter the swear word, the commoner its neighbours."""
    rests = words("rests.txt")
    before, after = word[:start], word[end:]
    form = word[start:end]
    if len(form) == 3 and before and after:
        return any(len(rest) > 1 and rest in rests for rest in (before, after))
    if form in ("хер", "хуи"):
        return all(not rest or rest in rests for rest in (before, after))
    if len(form) > 4 or not after or not form.startswith(("сук", "муд", "елд", "хер", "чмо")):
        return True
    return any(after[:size] in rests for size in range(2, 8))


def _stands_beside(word: str, start: int, end: int) -> bool:
    """An insult is short and common: it counts beside long words, or those of rests.txt."""
    rests = words("rests.txt")
    before, after = word[:start], word[end:]
    longest = 99 if end - start == 3 else _INSULT_RESTS
    return all(not rest or rest in rests or len(rest) > longest for rest in (before, after))


def _is_word(rest: str) -> bool:
    return rest in words("rests.txt") or (len(rest) >= _KNOWN_FROM and is_known(rest))
