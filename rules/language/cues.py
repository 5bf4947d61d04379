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

from rules.language.first_look import FIRST_LOOK, FirstLook, Signs
from rules.language.reading import Reading, read

MOST_CUES = 64  # what says more than that is no ordinary message, and its rest is not weighed
_A_WORD = re.compile(r"\S")


class Line:
    """A text as one line of folded words; nothing of it changes."""

    __slots__ = ("_text", "reading")

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._text: str | None = None

    @property
    def text(self) -> str:
        """The words, each with a space on both sides; made when first asked for."""
        if self._text is None:
            self._text = f" {' '.join(self.reading.texts)} "
        return self._text

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
    return Line(read(text))


@dataclass(frozen=True, slots=True)
class _Stem:
    kind: str
    length: int  # of what the automaton looks for
    inner: int  # words after the first
    rest: re.Pattern[str] | None  # what must follow, when an ending stands between


class Cues:
    """Finds the stems of every kind. Made once, when a rule's file is loaded."""

    __slots__ = ("_automaton", "_look", "_number")

    def __init__(self, stems: Mapping[str, str], look: FirstLook = FIRST_LOOK) -> None:
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
        longest = frozenset(map(_sign_of, needles))
        self._look = look
        self._number = look.enter(lambda: Signs([[longest]], counting=1))

    def may_stand_in(self, reading: Reading) -> bool:
        """False for most texts."""
        return self._look.saw(self._number, reading)

    def any_in(self, line: Line) -> bool:
        return (
            self.may_stand_in(line.reading)
            and next(self._automaton.iter(line.text), None) is not None
        )

    def find(self, line: Line) -> list[Cue]:
        """The first `MOST_CUES` cues, in the order in which they end."""
        if not self.may_stand_in(line.reading):
            return []
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


def _sign_of(needle: str) -> str:
    """The longest word that has to stand in a text with the needle."""
    *whole, beginning = needle.removeprefix(" ").split(" ")
    longest = max(whole, key=len, default="")
    return longest if len(longest) >= len(beginning) else f"{beginning}*"
