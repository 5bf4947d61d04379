"""A text as the rules read it: folded, cut into words, each word tied to its place.

`read` is bounded-cached, so that ten rules over one message fold it once.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LONGEST_TEXT = 4096  # VK's limit of a message; what stands beyond it is not read


@dataclass(frozen=True, slots=True)
class Word:
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
    text = text[:LONGEST_TEXT]
    words: list[Word] = []
    start = -1
    for place, letter in enumerate(text + " "):
        if letter.isalnum():
            if start < 0:
                start = place
        elif start >= 0:
            words.append(Word(_fold(text[start:place]), start, place))
            start = -1
    return Reading(text, tuple(words))


def _fold(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().replace("ё", "е")
