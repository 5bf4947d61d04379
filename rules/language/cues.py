"""Words that change what a text means: stems of several kinds, all found in one pass.

A rule writes its stems as one string per kind, separated by spaces:

    продам        this word
    продава*      every word that begins so
    на_заказ*     two words that stand together
    номер*_карт*  the same, with endings
    сдам_*        the word, and any word after it

The words are those of `rules.language.reading`, except that a word in plain Latin letters
stays Latin, so that «viber» and «tg» are found as they are written.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from rules.language.reading import Reading, read

MOST_CUES = 64  # what says more than that is no ordinary message, and its rest is not weighed
_LATIN = re.compile("[A-Za-z]")
_A_WORD = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Line:
    """A text as one line of folded words, each with a space on both sides."""

    text: str
    reading: Reading

    @property
    def original(self) -> str:
        return self.reading.original

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from one number to another stand in the original."""
        words = self.reading.words
        return words[first].start, words[min(last, len(words) - 1)].end


@dataclass(frozen=True, slots=True)
class Cue:
    kind: str
    first: int  # the number of its first word in the text
    last: int


@lru_cache(maxsize=8192)
def line_of(text: str) -> Line:
    reading = read(text)
    words = [word.text for word in reading.words]
    if _LATIN.search(text) is not None:
        for place, word in enumerate(reading.words):
            written = reading.original[word.start : word.end]
            if written.isascii() and written.isalnum():
                words[place] = written.lower()
    return Line(f" {' '.join(words)} ", reading)


@dataclass(frozen=True, slots=True)
class _Stem:
    kind: str
    length: int  # of what the automaton looks for
    inner: int  # words after the first
    rest: re.Pattern[str] | None  # what must follow, when an ending stands between


class Cues:
    """Finds the stems of every kind. Made once, when a rule's file is loaded."""

    __slots__ = ("_automaton",)

    def __init__(self, stems: Mapping[str, str]) -> None:
        self._automaton = ahocorasick.Automaton()
        needles: dict[str, list[_Stem]] = {}
        for kind, words in stems.items():
            for written in words.split():
                needle, rest = _compile(written)
                stem = _Stem(kind, len(needle), written.count("_"), rest)
                needles.setdefault(needle, []).append(stem)
        for needle, values in needles.items():
            self._automaton.add_word(needle, tuple(values))
        self._automaton.make_automaton()

    def any_in(self, line: Line) -> bool:
        return next(self._automaton.iter(line.text), None) is not None

    def find(self, line: Line) -> list[Cue]:
        """The first `MOST_CUES` cues, in the order in which they end."""
        text = line.text
        found: list[Cue] = []
        words_before, counted_to = 0, 0
        for end, values in self._automaton.iter(text):
            for stem in values:
                if stem.rest is not None and stem.rest.match(text, end + 1) is None:
                    continue
                start = end + 1 - stem.length
                if start >= counted_to:
                    words_before += text.count(" ", counted_to, start)
                    counted_to = start
                    first = words_before
                else:
                    first = text.count(" ", 0, start)
                found.append(Cue(stem.kind, first, first + stem.inner))
            if len(found) >= MOST_CUES:
                break
        return found


def kinds_of(cues: Iterable[Cue]) -> frozenset[str]:
    return frozenset(cue.kind for cue in cues)


def _compile(written: str) -> tuple[str, re.Pattern[str] | None]:
    """What the automaton looks for, and what has to follow it."""
    phrase = " " + written.replace("_", " ")
    fixed, star, rest = phrase.partition("*")
    if not star:
        return phrase + " ", None
    if not rest:
        return fixed, _A_WORD if fixed.endswith(" ") else None
    follows = re.escape(rest).replace(r"\*", "[^ ]*")
    ends = "" if rest.endswith("*") else " "
    return fixed, re.compile(f"[^ ]*{follows}{ends}")
