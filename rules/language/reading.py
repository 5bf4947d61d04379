"""A text as the rules read it: folded, cut into words, each word tied to its place.

`read` is bounded-cached, so that ten rules over one message fold it once; the words are cut
only when a rule asks for them.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rules.language.folding import fold, moves, origins
from rules.language.limits import LONGEST_TEXT

_WORD = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile(r"[а-я]")
_LATIN = re.compile(r"[a-z]")
_AS_DRAWN = str.maketrans("abcehkmoptuxyi", "авсенкмортихуи")


class Word(NamedTuple):
    """A tuple, because a dozen are made for every message."""

    text: str  # folded: lower case, ё as е, look-alike letters made Cyrillic
    start: int  # the first code point in the original text
    end: int  # one past the last


@dataclass(frozen=True, slots=True)
class Reading:
    original: str
    words: tuple[Word, ...]

    def fragment(self, first: Word, last: Word | None = None) -> str:
        """The original characters from one word to another (or of one)."""
        return self.original[first.start : (last or first).end]


@lru_cache(maxsize=8192)
def read(text: str) -> Reading:
    """Never raises; reads the first `LONGEST_TEXT` code points.

    A word is a run of letters and digits. Latin letters in a word that has Russian ones are
    read as they are drawn («пpивeт»); a wholly Latin word stays Latin.
    """
    text = text[:LONGEST_TEXT]
    folded = fold(text)
    found = [Word(match[0], match.start(), match.end()) for match in _WORD.finditer(folded)]
    if _LATIN.search(folded) is not None:
        found = [Word(as_drawn(word.text), word.start, word.end) for word in found]
    if moves(text, folded):
        places = origins(text)
        found = [Word(word.text, places[word.start], _end(places, word.end)) for word in found]
    return Reading(text, tuple(found))


def _end(places: list[int], end: int) -> int:
    """Past the marks that follow the last letter; a letter like ½ makes several words."""
    return max(places[end], places[end - 1] + 1)


def as_drawn(word: str) -> str:
    """A folded word with its Latin letters made Russian, if it has Russian ones at all."""
    if _CYRILLIC.search(word) is not None:
        return word.translate(_AS_DRAWN)
    return word
