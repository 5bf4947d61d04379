"""The swearing of a whole message: its pieces' verdicts, weighed by what stands around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rules.language.address import Cue, cue, plays_a_part
from rules.language.folding import fold, origins
from rules.language.lexicon import contexts, insult_forms, words
from rules.language.limits import LONGEST_TEXT
from rules.language.morphology import is_known, lemma
from rules.language.reading import Word, read
from rules.language.swearing import Verdict, joined_kind, judge, russian_kind

_MOST_KEPT = 100_000  # pieces lately seen: some 20 MB
_LONGEST_KEPT = 48
_LONGEST_APART = 80  # letters that stand apart and are read together
_MOST_WEIGHED = 12  # ambiguous words of a message whose surroundings are looked at
_PIECE = re.compile(r"\S+")
_APART = re.compile(r"(?<!\S)\S(?:\s{1,4}\S){2,}(?!\S)")
_LIKE_SWEARING = re.compile(
    "ху[йяюеил]|бл[яею]|еба|ебл|ебу|пизд|мудр|манд|пидар|говн|сук|жоп|перд|дроч|залуп|гондо|срав"
)
_SURNAME = re.compile(r"(?:[оеё]в|[иы]н|ский)(?:а|у|ой|ая|ым|ом|ых|ыми|ого|ому)?$|цк(?:ий|ая)$")
_NOT_A_LETTER = re.compile(r"[\s.,;:…()\"'_~/\\-]+")


@dataclass(frozen=True, slots=True)
class Found:
    fragment: str
    start: int
    certain: bool
    kind: str


class _Verdicts(dict[str, Verdict | None]):
    """Piece → its verdict. A message whose pieces are all known costs a look-up each."""

    def __missing__(self, piece: str) -> Verdict | None:
        verdict = judge(piece)
        if len(piece) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[piece] = verdict
        return verdict


_verdicts = _Verdicts()
_verdict_of = _verdicts.__getitem__


def worst(
    text: str, *, insults: bool, euphemisms: bool, exceptions: frozenset[str]
) -> Found | None:
    """The first certain find of a message, else the first doubtful one."""
    text = text[:LONGEST_TEXT]
    verdicts = list(filter(None, map(_verdict_of, text.split())))
    if not verdicts:
        return None
    kinds = {verdict.kind for verdict in verdicts}
    if kinds <= {"ordinary", "letter"} and len(verdicts) < 3:
        return None
    doubtful = None
    for found in _all_found(text, kinds, insults=insults, euphemisms=euphemisms):
        if exceptions and fold(found.fragment) in exceptions:
            continue
        if found.certain:
            return found
        doubtful = doubtful or found
    return doubtful


def nearest_ordinary(text: str) -> str | None:
    """The first word that holds the letters of a swear word and is none, as it was written."""
    reading = read(text)
    for word in reading.words:
        if _LIKE_SWEARING.search(word.text) is not None and russian_kind(word.text) in (
            None,
            "ordinary",
        ):
            return reading.fragment(word)
    return None


def _all_found(text: str, kinds: set[str], *, insults: bool, euphemisms: bool) -> Iterator[Found]:
    weighed = 0
    for match in _PIECE.finditer(text):
        verdict = _verdict_of(match[0])
        if verdict is None or verdict.kind in ("ordinary", "letter", "piece"):
            continue
        if verdict.kind in ("ambiguous", "adjective", "context"):
            weighed += 1
            if weighed > _MOST_WEIGHED:
                continue
        start = match.start() + verdict.start
        fragment = match[0][verdict.start : verdict.end]
        certain = _certainty(text, start, verdict, insults=insults, euphemisms=euphemisms)
        if certain is not None:
            yield Found(fragment, start, certain, verdict.kind)
    if "letter" in kinds:
        yield from _letters_apart(text)
    if "piece" in kinds:
        yield from _cut_in_two(text)


def _certainty(
    text: str, start: int, verdict: Verdict, *, insults: bool, euphemisms: bool
) -> bool | None:
    """True for certain, False for doubtful, None for nothing."""
    if verdict.kind in ("obscene", "vulgar"):
        if _excused(text, start):
            return None
        return verdict.certain and not _is_surname(text, start, verdict.end - verdict.start)
    if verdict.kind == "euphemism":
        return False if euphemisms else None
    if not insults:
        return None
    if verdict.kind == "certain":
        return True
    if verdict.kind in ("context", "insult"):
        return None if _excused(text, start) else True
    return _said_to_somebody(text, start)


def _word_at(text: str, start: int) -> tuple[tuple[Word, ...], int]:
    spoken = read(text).words
    for place, word in enumerate(spoken):
        if word.end > start:
            return spoken, place
    return spoken, len(spoken) - 1


def _excused(text: str, start: int) -> bool:
    """Do the words beside it make the word an ordinary one («синдром Дауна»)?"""
    spoken, place = _word_at(text, start)
    word = spoken[place].text if spoken else ""
    insult = insult_forms().get(word)
    context = contexts().get(insult.lemma if insult else lemma(word))
    if context is None:
        return False
    return any(context.match(word.text) for i, word in enumerate(spoken) if i != place)


def _is_surname(text: str, start: int, length: int) -> bool:
    """«Перделкин»: a capital in the middle of a sentence, and a surname's ending."""
    word = text[start : start + length]
    if not word.istitle() or _SURNAME.search(word) is None:
        return False
    before = text[:start].rstrip()
    return bool(before) and before[-1] not in ".!?" and fold(word) not in words("obscene_forms.txt")


def _said_to_somebody(text: str, start: int) -> bool | None:
    spoken, place = _word_at(text, start)
    found = cue(spoken, place, text)
    if found is Cue.NONE:
        return None
    if plays_a_part(spoken):
        return None
    return found is Cue.STRONG


def _letters_apart(text: str) -> Iterator[Found]:
    folded = fold(text)
    places: list[int] | None = None
    for match in _APART.finditer(folded):
        kind = joined_kind(_NOT_A_LETTER.sub("", match[0])[:_LONGEST_APART])
        if kind is not None:
            places = places or origins(text)
            start, end = places[match.start()], places[match.end()]
            yield Found(text[start:end].rstrip(), start, True, kind)


def _cut_in_two(text: str) -> Iterator[Found]:
    spoken = read(text).words
    for one, other in pairwise(spoken):
        if one.text + other.text in words("cut.txt") and not (
            is_known(one.text) and is_known(other.text)
        ):
            yield Found(text[one.start : other.end], one.start, True, "obscene")
