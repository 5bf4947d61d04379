"""A text as the rules read it: folded, cut into words, each word tied to its place.

`read` is bounded-cached, so that ten rules over one message fold it once. Most messages break
no rule: for those the texts of the words are all that is ever asked for.
"""

import re
from collections.abc import Iterable
from functools import lru_cache, partial
from itertools import accumulate
from typing import NamedTuple

from rules.language.folding import fold, moves, origins
from rules.language.limits import LONGEST_TEXT

_WORD = re.compile(r"[^\W_]+")
_CUT = re.compile(f"({_WORD.pattern})")
# Neither Latin nor anything else that has to be read in another way than it is typed.
_ODD = re.compile("[^\n -@\\[-`{-~А-Яа-яЁё«»№]")
_CYRILLIC = re.compile(r"[а-я]")
# The nearest two of both kinds: to look any farther would take a long word's length squared.
_MIXED = re.compile(r"[a-z][^\W_a-zа-я]*[а-я]|[а-я][^\W_a-zа-я]*[a-z]")
_AS_DRAWN = str.maketrans("abcehkmoptuxyi", "авсенкмортихуи")


class Word(NamedTuple):
    """A tuple, because a message holds a dozen of them."""

    text: str  # folded: lower case, ё as е, look-alike letters made Cyrillic
    start: int  # the first code point in the original text
    end: int  # one past the last


_word_of = partial(tuple.__new__, Word)  # three times as fast as the class's own


class Reading:
    """`original` is the text as far as it was read, `folded` its fold, `texts` the words alone.

    Nothing of it changes: `words` are made when first asked for, and `rules.language.first_look`
    keeps here what it saw.
    """

    __slots__ = ("_is_plain", "_words", "folded", "looked_at", "met", "original", "texts")

    def __init__(
        self, original: str, folded: str, texts: tuple[str, ...], *, plain: bool = False
    ) -> None:
        """`plain`: nothing is read otherwise than it was typed, save for its case."""
        self.original = original
        self.texts = texts
        self.folded = folded
        self._is_plain = plain
        self._words: tuple[Word, ...] | None = None
        self.met = 0
        self.looked_at: object = None

    @property
    def words(self) -> tuple[Word, ...]:
        if self._words is None:
            self._words = tuple(map(_word_of, self._placed()))
        return self._words

    def fragment(self, first: Word, last: Word | None = None) -> str:
        """The original characters from one word to another (or of one)."""
        return self.original[first.start : (last or first).end]

    def _placed(self) -> Iterable[tuple[str, int, int]]:
        """Each word and its place: without a loop of our own, for a long text has a thousand."""
        rests_and_words = _CUT.split(self.folded)
        edges = list(accumulate(map(len, rests_and_words)))
        starts, ends = edges[:-1:2], edges[1::2]
        if not self._is_plain and moves(self.original, self.folded):
            places = origins(self.original)
            starts = list(map(places.__getitem__, starts))
            # Past the marks that follow the last letter; a letter like ½ makes several words.
            ends = [max(places[end], places[end - 1] + 1) for end in ends]
        return zip(self.texts, starts, ends, strict=True)


@lru_cache(maxsize=8192)
def read(text: str) -> Reading:
    """Never raises; reads the first `LONGEST_TEXT` code points.

    A word is a run of letters and digits. Latin letters in a word that has Russian ones are
    read as they are drawn («пpивeт»); a wholly Latin word stays Latin.
    """
    text = text[:LONGEST_TEXT]
    if _ODD.search(text) is None:
        folded = text.lower().replace("ё", "е")
        return Reading(text, folded, tuple(_WORD.findall(folded)), plain=True)
    folded = fold(text)
    texts = _WORD.findall(folded)
    if _MIXED.search(folded) is not None:
        texts = list(map(as_drawn, texts))
    return Reading(text, folded, tuple(texts))


def as_drawn(word: str) -> str:
    """A folded word with its Latin letters made Russian, if it has Russian ones at all."""
    if _CYRILLIC.search(word) is not None:
        return word.translate(_AS_DRAWN)
    return word
