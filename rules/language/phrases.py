"""Finds the phrases of a table in a text: words, stems and gaps instead of regular expressions.

`rules.language.phrases_table` tells the form of a table. What stands in quotation marks is
somebody else's words: it is found, but excused.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import ahocorasick

from rules.language.phrases_table import EMOJI, Phrase, phrases_of, skeleton
from rules.language.reading import Reading, Word, read
from rules.language.retold import speaks_of_words
from rules.regulation.message import Message
from rules.regulation.violation import Rule, Violation

_SENTENCE_END = re.compile(rf"(?P<end>[!?…\n]|[.;](?=\s|$))|(?P<emoji>[{EMOJI}])")
_ENOUGH = 4  # certain findings: a text that has so many needs no more of them
_QUOTATION = re.compile(r'«[^«»]{1,400}»|"[^"]{1,400}"|“[^“”]{1,400}”')


@dataclass(frozen=True, slots=True)
class Finding:
    """A phrase of the table that stands in a text."""

    certain: bool
    first: Word
    last: Word
    words: tuple[str, ...]  # the folded words it covers
    excuse: str = ""  # why it does not count, when it does not: "quote" or "calm"


class PhraseBook:
    """A table of phrases, ready to be looked for; it is read when the first text asks."""

    def __init__(self, table: str) -> None:
        self._table = table
        self._found_in = lru_cache(maxsize=8192)(self._find)

    def first(self, text: str, exceptions: frozenset[str] = frozenset()) -> Finding | None:
        """The finding that counts: the first certain one, else the first doubtful one.

        A finding that covers a word of `exceptions` does not count.
        """
        found = self._found_in(text)
        if not found:
            return None
        counted = [f for f in found if not f.excuse and exceptions.isdisjoint(f.words)]
        return min(counted, key=lambda f: (not f.certain, f.first.start), default=None)

    def violation(
        self, rule: Rule, message: Message, exceptions: frozenset[str], *, doubtful: bool
    ) -> Violation | None:
        """What the rule has to say of a message; `doubtful` off leaves only certain findings."""
        found = self.first(message.text, exceptions)
        if found is None or not (found.certain or doubtful):
            return None
        fragment = message.text[found.first.start : found.last.end]
        return Violation(
            rule.name, rule.clause, found.certain, fragment, found.first.start, fragment
        )

    def near_miss(self, text: str, likeness: str) -> str | None:
        """The sentence on an excused finding; `likeness` ends it: «похожи на …»."""
        excused = self.excused(text)
        if excused is None:
            return None
        return f"Слова «{text[excused.first.start : excused.last.end]}» {likeness}"

    def excused(self, text: str) -> Finding | None:
        """A finding that would have counted but for a quotation or a calming phrase."""
        return next((finding for finding in self._found_in(text) if finding.excuse), None)

    def _find(self, text: str) -> tuple[Finding, ...]:
        reading = read(text)
        if not reading.words:
            return ()
        lanes = 0
        for _, bits in self._automaton.iter(_skeleton_of(text)):
            lanes |= bits
        phrases = self._complete(lanes)
        if all(phrase.calms for phrase in phrases):
            return ()
        return tuple(_judged(reading, phrases))

    def _complete(self, lanes: int) -> list[Phrase]:
        """The phrases all of whose needed words were met."""
        size = len(self._phrases)
        lanes |= self._unneeded
        met = lanes & (lanes >> size) & (lanes >> 2 * size) & ((1 << size) - 1)
        phrases = []
        while met:
            lowest = met & -met
            phrases.append(self._phrases[lowest.bit_length() - 1])
            met ^= lowest
        return phrases

    @cached_property
    def _phrases(self) -> tuple[Phrase, ...]:
        return tuple(phrases_of(self._table))

    @cached_property
    def _unneeded(self) -> int:
        """The places of the lanes that phrases with fewer than three needed words leave free."""
        size = len(self._phrases)
        return sum(
            1 << (lane * size + number)
            for number, phrase in enumerate(self._phrases)
            for lane in range(len(phrase.needed), 3)
        )

    @cached_property
    def _automaton(self) -> "ahocorasick.Automaton":
        """Needed word → bits: three lanes, in each one bit a phrase."""
        size, bits = len(self._phrases), dict[str, int]()
        for number, phrase in enumerate(self._phrases):
            for lane, words in enumerate(phrase.needed):
                for word in words:
                    stem = word.rstrip("*~")
                    key = f" {stem}" if word != stem else f" {stem} "
                    bits[key] = bits.get(key, 0) | 1 << (lane * size + number)
        automaton = ahocorasick.Automaton()
        for key, value in bits.items():
            automaton.add_word(key, value)
        automaton.make_automaton()
        return automaton


@lru_cache(maxsize=256)
def _skeleton_of(text: str) -> str:
    """One space before, between and behind the words: several books look into the same text."""
    return skeleton(" " + " ".join([word.text for word in read(text).words]) + " ")


def _judged(reading: Reading, phrases: Sequence[Phrase]) -> Iterator[Finding]:
    places, spoken = _in_sentences(reading)
    calm_from = min(_calm_from(phrase, spoken) for phrase in phrases)
    quoted = [match.span() for match in _QUOTATION.finditer(reading.original)]
    retold = speaks_of_words(reading.original)
    certain = 0
    for phrase in phrases:
        if certain == _ENOUGH:
            return
        if phrase.calms or (match := phrase.regex.search(spoken)) is None:
            continue
        start, end = (spoken.count(" ", 0, place) for place in match.span())
        covered = [word for word in places[start:end] if word is not None]
        if not covered:
            continue
        excuse = ""
        if retold or any(opens <= covered[0].start < closes for opens, closes in quoted):
            excuse = "quote"
        elif phrase.mark != "!!" and match.start() >= calm_from:
            excuse = "calm"
        words = tuple(word.text for word in covered)
        certain += phrase.mark[0] == "!" and not excuse
        yield Finding(phrase.mark[0] == "!", covered[0], covered[-1], words, excuse)


def _calm_from(phrase: Phrase, spoken: str) -> int:
    """From where in the text on a calming phrase excuses; its length if nowhere."""
    match = phrase.regex.search(spoken) if phrase.calms else None
    if match is None:
        return len(spoken)
    return 0 if phrase.mark == "-" else match.end()


def _in_sentences(reading: Reading) -> tuple[list[Word | None], str]:
    """The words with the ends of sentences (".") and telling emoji between them.

    A word said over and over counts twice: it changes no meaning and costs time.
    """
    places: list[Word | None] = [None]
    tokens = ["."]
    end = 0
    for word in reading.words:
        _put_marks(reading.original, end, word.start, tokens, places)
        end = word.end
        text = skeleton(word.text)
        if tokens[-2:] == [text, text]:
            continue
        tokens.append(text)
        places.append(word)
    _put_marks(reading.original, end, len(reading.original), tokens, places)
    return [*places, None], " " + " ".join([*tokens, "."]) + " "


def _put_marks(
    text: str, start: int, end: int, tokens: list[str], places: list[Word | None]
) -> None:
    last = ""
    for match in _SENTENCE_END.finditer(text, start, end):
        mark = "." if match["end"] else match["emoji"]
        if mark != last:
            tokens.append(mark)
            places.append(None)
        last = mark
