"""Ordinary words that a mishap makes look like swearing: «пердложение», «слу- хам», «к о м а»."""

import re
from functools import lru_cache

from rules.language.folding import fold
from rules.language.lexicon import insult_forms, swear_words
from rules.language.morphology import is_known
from rules.language.roots import REPEAT, searched

_SHORTEST_MISSPELT = 6  # letters: of fewer, swearing and ordinary words lie too close together
_AS_IT_IS = re.compile("об[ос]сс?ан|ссуч")  # no «обсосан», no «сучить»
_DOUBLED = re.compile(r"(.)\1")  # letters drawn out on purpose are swapped with one another
_SHORTEST_WHOLE = 5
_LONGEST_WHOLE = 32
_SHORTEST_HALF = 2
_NEARBY = 32  # code points on each side of a find
_BEFORE = re.compile(r"([а-яё]+)(-?\s+|-\s*)$", re.IGNORECASE)
_AFTER = re.compile(r"(-?\s+|-\s*)([а-яё]+)", re.IGNORECASE)


def is_ordinary_whole(word: str) -> bool:
    """A word of the dictionary, long enough to be meant, and neither swearing nor an insult."""
    return (
        _SHORTEST_WHOLE <= len(word) <= _LONGEST_WHOLE
        and is_known(word)
        and word not in swear_words()
        and word not in insult_forms()
    )


@lru_cache(maxsize=4096)
def is_misspelt(word: str) -> bool:
    """«пердложение», «портебует»: two neighbours in an ordinary word are swapped."""
    if len(word) < _SHORTEST_MISSPELT or is_known(word) or word in swear_words():
        return False
    if _AS_IT_IS.match(word) is not None or _DOUBLED.search(word) is not None:
        return False
    swapped = (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1))
    return any(form != word and is_ordinary_whole(form) for form in swapped)


def is_drawn_out(word: str) -> bool:
    """«небеееса», «колееебания»: without the repeats it is ordinary and holds no root."""
    short = REPEAT.sub(r"\1", word)
    if short == word or _AS_IT_IS.match(word) is not None:
        return False
    return is_ordinary_whole(short) and searched(short, drawn=False) is None


def is_half_of_a_word(text: str, start: int, length: int) -> bool:
    """«слу-\\nхам», «нах одил»: an ordinary word was broken in two, and this is one half."""
    half = fold(text[start : start + length])
    end = start + length
    before = _BEFORE.search(text[max(0, start - _NEARBY) : start])
    if before is not None and _belongs(fold(before[1]), before[1] + half, before[2]):
        return True
    after = _AFTER.match(text, end, end + _NEARBY)
    return after is not None and _belongs(fold(after[2]), half + after[2], after[1])


def _belongs(other: str, joined: str, between: str) -> bool:
    """Behind a hyphen at a line's end anything may go on; else the other half is no word."""
    torn = "-" in between or (len(other) >= _SHORTEST_HALF and not is_known(other))
    return torn and is_ordinary_whole(fold(joined))
