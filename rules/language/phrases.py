"""Finds the phrases of a table in a text: words, stems and gaps instead of regular expressions.

`rules.language.phrases_table` tells the form of a table. What stands in quotation marks is
somebody else's words: it is found, but excused.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rules.language.first_look import FIRST_LOOK, FirstLook
from rules.language.limits import LONGEST_TEXT
from rules.language.phrase_matching import STOP, Effort, first_match
from rules.language.phrase_search import PhraseSearch, Stretches
from rules.language.phrases_table import EMOJI, Phrase
from rules.language.reading import Word, read
from rules.language.retold import speaks_of_words
from rules.language.skeleton import skeleton
from rules.regulation.message import Message
from rules.regulation.violation import Rule, Violation

_SENTENCE_END = re.compile(rf"(?P<end>[!?…\n]|[.;](?=\s|$))|(?P<emoji>[{EMOJI}])")
_ENDS_ALONE = frozenset(f".;!?…\n{EMOJI}")  # even with nothing else between two words
_ENOUGH = 4  # certain findings: a text that has so many needs no more of them
_MOST_EFFORT = 600  # steps along the phrases of a table: 4,096 characters of insults need 260
_MOST_WORDS = 1000  # ordinary texts of 4,096 characters have up to 900
_MANY_WORDS = 60  # of fewer, none is worth leaving out
_MOST_ALIKE = 3  # three words in a row that stand so for the fourth time say nothing new
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

    def __init__(self, table: str, look: FirstLook = FIRST_LOOK) -> None:
        self._search = PhraseSearch(table, look)
        self._may_find = self._search.may_find
        self._found_in = lru_cache(maxsize=1024)(self._find)

    def first(self, text: str, exceptions: frozenset[str] = frozenset()) -> Finding | None:
        """The finding that counts: the first certain one, else the first doubtful one.

        A finding that covers a word of `exceptions` does not count.
        """
        if not self._may_find(read(text)):
            return None
        found = self._found_in(text)
        counted = [f for f in found if not f.excuse and exceptions.isdisjoint(f.words)]
        return min(counted, key=lambda f: (not f.certain, f.first.start), default=None)

    def violation(
        self, rule: Rule, message: Message, exceptions: frozenset[str], *, doubtful: bool
    ) -> Violation | None:
        """What the rule has to say of a message; `doubtful` off leaves only certain findings."""
        if not self._may_find(read(message.text)):
            return None
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
        if not self._may_find(read(text)):
            return ()
        text = text[:LONGEST_TEXT]
        spoken = _spoken(text)
        candidates = list(self._search.candidates(spoken.stretches))
        if all(phrase.calms for phrase, _ in candidates):
            return ()
        return tuple(_judged(text, spoken, candidates))


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A text as phrases are looked for in it: skeletons, stops and telling emoji."""

    words: tuple[str, ...]
    stretches: Stretches  # of the same words, not yet skeletons
    places: tuple[Word | None, ...]  # None for what is no word


def _judged(
    text: str, spoken: _Spoken, candidates: Sequence[tuple[Phrase, list[int]]]
) -> Iterator[Finding]:
    effort = Effort(_MOST_EFFORT)
    calm_from = len(spoken.words)  # behind the last word, when nothing calms
    for phrase, starts in candidates:
        span = first_match(phrase.rows, spoken.words, starts, effort) if phrase.calms else None
        if span is not None:
            calm_from = min(calm_from, 0 if phrase.mark == "-" else span[1])
    certain = 0
    for phrase, starts in candidates:
        if certain == _ENOUGH:
            return
        span = None if phrase.calms else first_match(phrase.rows, spoken.words, starts, effort)
        covered = [word for word in spoken.places[slice(*span)] if word] if span else []
        if span is None or not covered:
            continue
        excuse = ""
        if _is_quoted(text, covered[0].start):
            excuse = "quote"
        elif phrase.mark != "!!" and span[0] >= calm_from:
            excuse = "calm"
        words = tuple(word.text for word in covered)
        certain += phrase.mark[0] == "!" and not excuse
        yield Finding(phrase.mark[0] == "!", covered[0], covered[-1], words, excuse)


def _is_quoted(text: str, place: int) -> bool:
    return speaks_of_words(text) or any(
        match.start() <= place < match.end() for match in _QUOTATION.finditer(text)
    )


@lru_cache(maxsize=64)
def _spoken(text: str) -> _Spoken:
    """The words with the ends of sentences and telling emoji between them."""
    reading = read(text)
    words = reading.words[:_MOST_WORDS]
    bare_words = skeleton(" ".join(reading.texts[:_MOST_WORDS])).split(" ")
    repeated = _said_before(bare_words) if len(words) > _MANY_WORDS else frozenset()
    said, folded = [STOP], [STOP]
    places: list[Word | None] = [None]
    at = list[int]()  # where each word that is not left out stands
    end = 0
    for number, word in enumerate(words):
        if word.start - end != 1 or text[end] in _ENDS_ALONE:
            _put_marks(_marks(text, end, word.start), said, folded, places)
        end = word.end
        bare = bare_words[number]
        if number not in repeated and not (bare == said[-1] and bare == said[-2]):
            at.append(len(said))
            said.append(bare)
            folded.append(word.text)
            places.append(word)
    _put_marks([*_marks(text, end, len(text)), STOP], said, folded, places)
    whole = len(at) == len(reading.texts) > 0
    return _Spoken(tuple(said), Stretches(folded, reading if whole else None, at), tuple(places))


def _said_before(bare_words: Sequence[str]) -> frozenset[int]:
    """The words that say nothing new: with the two before them, they stood there often enough."""
    rows = zip(("", "", *bare_words), ("", *bare_words), bare_words, strict=False)
    times = Counter[tuple[str, str, str]]()
    repeated = []
    for number, row in enumerate(rows):
        times[row] += 1
        if times[row] > _MOST_ALIKE:
            repeated.append(number)
    return frozenset(repeated)


def _put_marks(
    marks: Iterable[str], said: list[str], folded: list[str], places: list[Word | None]
) -> None:
    for mark in marks:
        if said[-3:] == [mark] * 3:
            continue  # the words between them were said before
        said.append(mark)
        folded.append(mark)
        places.append(None)


def _marks(text: str, start: int, end: int) -> Iterator[str]:
    last = ""
    for match in _SENTENCE_END.finditer(text, start, end):
        mark = STOP if match["end"] else match["emoji"]
        if mark != last:
            yield mark
        last = mark
