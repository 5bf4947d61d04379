"""Finds the phrases of a table in a text: words, stems and gaps instead of regular expressions.

`rules.language.phrases_table` tells the form of a table. What stands in quotation marks is
somebody else's words: it is found, but excused.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from rules.language.first_look import FIRST_LOOK, FirstLook
from rules.language.limits import LONGEST_TEXT
from rules.language.phrase_matching import STOP, first_match
from rules.language.phrase_search import PhraseSearch
from rules.language.phrases_table import EMOJI, Phrase
from rules.language.reading import Word, read
from rules.language.remembered import Remembered
from rules.language.retold import speaks_of_words
from rules.language.skeleton import skeleton
from rules.regulation.message import Message
from rules.regulation.violation import Rule, Violation

_SENTENCE_END = re.compile(rf"(?P<end>[!?…\n]|[.;](?=\s|$))|(?P<emoji>[{EMOJI}])")
_ENDS_ALONE = frozenset(f".;!?…\n{EMOJI}")  # even with nothing else between two words
_ENOUGH = 4  # certain findings: a text that has so many needs no more of them
_QUOTATION = re.compile(r'«[^«»]{1,400}»|"[^"]{1,400}"|“[^“”]{1,400}”')
_skeletons = Remembered(skeleton)


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
        self._found_in = lru_cache(maxsize=1024)(self._find)

    def first(self, text: str, exceptions: frozenset[str] = frozenset()) -> Finding | None:
        """The finding that counts: the first certain one, else the first doubtful one.

        A finding that covers a word of `exceptions` does not count.
        """
        if not self._search.may_find(read(text)):
            return None
        found = self._found_in(text)
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
        if not self._search.may_find(read(text)):
            return ()
        text = text[:LONGEST_TEXT]
        spoken = _spoken(text)
        candidates = list(self._search.candidates(spoken.folded))
        if all(phrase.calms for phrase, _ in candidates):
            return ()
        return tuple(_judged(text, spoken, candidates))


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A text as phrases are looked for in it: skeletons, stops and telling emoji."""

    words: tuple[str, ...]
    folded: tuple[str, ...]  # the same words, not yet skeletons
    places: tuple[Word | None, ...]  # None for what is no word

    def span(self, phrase: Phrase, starts: Sequence[range]) -> tuple[int, int] | None:
        return first_match(phrase.rows, self.words, list(chain.from_iterable(starts)))


def _judged(
    text: str, spoken: _Spoken, candidates: Sequence[tuple[Phrase, list[range]]]
) -> Iterator[Finding]:
    calm_from = min(_calm_from(phrase, starts, spoken) for phrase, starts in candidates)
    certain = 0
    for phrase, starts in candidates:
        if certain == _ENOUGH:
            return
        span = None if phrase.calms else spoken.span(phrase, starts)
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


def _calm_from(phrase: Phrase, starts: Sequence[range], spoken: _Spoken) -> int:
    """From which word of the text on a calming phrase excuses; behind the last if nowhere."""
    span = spoken.span(phrase, starts) if phrase.calms else None
    if span is None:
        return len(spoken.words)
    return 0 if phrase.mark == "-" else span[1]


def _is_quoted(text: str, place: int) -> bool:
    return speaks_of_words(text) or any(
        match.start() <= place < match.end() for match in _QUOTATION.finditer(text)
    )


@lru_cache(maxsize=64)
def _spoken(text: str) -> _Spoken:
    """The words with the ends of sentences and telling emoji between them.

    A word said over and over counts twice: it changes no meaning and costs time.
    """
    reading = read(text)
    said, folded = [STOP], [STOP]
    places: list[Word | None] = [None]
    end = 0
    for word in reading.words:
        if word.start - end != 1 or text[end] in _ENDS_ALONE:
            _put_marks(_marks(text, end, word.start), said, folded, places)
        end = word.end
        bare = _skeletons[word.text]
        if said[-2:] != [bare, bare]:
            said.append(bare)
            folded.append(word.text)
            places.append(word)
    _put_marks([*_marks(text, end, len(text)), STOP], said, folded, places)
    return _Spoken(tuple(said), tuple(folded), tuple(places))


def _put_marks(
    marks: Iterable[str], said: list[str], folded: list[str], places: list[Word | None]
) -> None:
    for mark in marks:
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
