"""The swearing of a whole message: its pieces' verdicts, weighed by what stands around them."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from rules.language.address import Cue, cue, plays_a_part
from rules.language.apart import cut_up, letters_apart
from rules.language.drawn import has_russian
from rules.language.folding import fold
from rules.language.innocence import (
    is_a_puzzle,
    is_a_short_name,
    is_called_so,
    is_cited,
    is_left_out,
    is_of_a_word,
    tells_of_itself,
)
from rules.language.lexicon import contexts, insult_forms, pairs
from rules.language.limits import LONGEST_TEXT
from rules.language.morphology import lemma
from rules.language.names import is_foreign, is_name, stands_among_names
from rules.language.reading import Word, read
from rules.language.retold import speaks_of_words
from rules.language.swearing import Verdict, cost, judge, russian_kind

_MOST_KEPT = 100_000  # pieces lately seen: some 20 MB
_LONGEST_KEPT = 48
_SHORT_TEXT = 160  # code points: all its pieces are judged, whatever they are
_MOST_COST = 36  # of the pieces of a longer one: see `swearing.cost`
_MOST_NEW = 400  # pieces of one text that nobody has seen before
_NOTHING_ALONE = frozenset(["ordinary", "letter", "piece"])
_LONGEST_READ = 800  # code points in which somebody is sent away
_MOST_WEIGHED = 8  # finds of a message whose surroundings are looked at
_NEARBY = 40  # code points before a word in which it is called a password
_SECRET = re.compile(r"(?:парол|логин|промокод|артикул|код)\w*:? *\S{0,12}$", re.IGNORECASE)
_CAPITAL = re.compile(r" [А-ЯЁ][а-яё]")
_LONGEST_ABBREVIATION = 4
_FREE = re.compile(r"\W*(?:[а-яёА-ЯЁ]+|\d+)\W*")  # costs nothing, unless it is glued
_PIECE = re.compile(r"\S+")
_LIKE_SWEARING = re.compile(
    "ху[йяюеил]|бл[яею]|еба|ебл|ебу|пизд|мудр|манд|пидар|говн|сук|жоп|перд|дроч|залуп|гондо|срав"
)

# «иди на х», «ну и х.. с ней», «пошли вы все в п…»: a single letter, and what is said around it.
_SENT_AWAY = re.compile(
    r"(?<!\w)(?:(?:ид[иу]\w*|п?о?ш[её]?л\w?|вали\w*|катись|посла\w+|шл[ию])\s(?:\w+\s){0,2}(?:на|в)\s(?:х|ж|п|хх)"
    r"|(?:ну и|ни|на|до|по|и) х(?:\.{2,3}|…|\*+)(?:\s[сc]\s\w+)?"
    r"|[её]\*? твою мать|х(?:\.{2,3}|…|\*+) (?:вам|тебе|ему|им|знает|с ним|с ней))"
    r"(?![\w=+*/-]|\.? (?-i:[А-ЯЁ]))",
    re.IGNORECASE,
)


_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Found:
    fragment: str
    start: int
    certain: bool
    kind: str


class _Remembered(dict[str, _T]):
    """Piece → what is found out of it. A message whose pieces are known costs a look-up each."""

    def __init__(self, find_out: Callable[[str], _T]) -> None:
        super().__init__()
        self._find_out = find_out

    def __missing__(self, piece: str) -> _T:
        found = self._find_out(piece)
        if len(piece) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[piece] = found
        return found


_verdict_of = _Remembered(judge).__getitem__
_price_of = _Remembered(cost).__getitem__


def worst(
    text: str, *, insults: bool, euphemisms: bool, exceptions: frozenset[str]
) -> Found | None:
    """The first certain find of a message, else the first doubtful one."""
    text = text[:LONGEST_TEXT]
    pieces = _bounded(text)
    verdicts = list(map(_verdict_of, pieces))
    if not any(verdicts):
        return None
    judged = {piece: verdict for piece, verdict in zip(pieces, verdicts, strict=True) if verdict}
    kinds = {verdict.kind for verdict in judged.values()}
    if kinds <= {"ordinary", "letter"} and sum(map(bool, verdicts)) < 3:
        return _sent_away(text) if "letter" in kinds else None
    doubtful = None
    for found in _all_found(text, judged, insults=insults, euphemisms=euphemisms):
        if exceptions and fold(found.fragment) in exceptions:
            continue
        if found.certain:
            return found
        doubtful = doubtful or found
    return doubtful or (_sent_away(text) if "letter" in kinds else None)


def _sent_away(text: str) -> Found | None:
    match = _SENT_AWAY.search(text[:_LONGEST_READ])
    return None if match is None else Found(match[0], match.start(), False, "obscene")


def _bounded(text: str) -> list[str]:
    """All pieces of a text that people write; of a hostile one, as many as time allows."""
    pieces = text.split()
    if len(text) < _SHORT_TEXT:
        return pieces
    left = _MOST_COST
    new = _MOST_NEW
    refused = set()
    for piece in dict.fromkeys(pieces):
        if (left < 1 or not new) and _FREE.fullmatch(piece) is None:
            refused.add(piece)
            continue
        price = _price_of(piece)
        if price > left or not new:
            refused.add(piece)
            continue
        new -= 1
        left -= price
    return [piece for piece in pieces if piece not in refused] if refused else pieces


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


def _all_found(
    text: str, judged: Mapping[str, Verdict], *, insults: bool, euphemisms: bool
) -> Iterator[Found]:
    weighed = 0
    kinds = {verdict.kind for verdict in judged.values()}
    for match in _PIECE.finditer(text) if kinds - _NOTHING_ALONE else ():
        verdict = judged.get(match[0])
        if verdict is None or verdict.kind in _NOTHING_ALONE:
            continue
        weighed += 1
        if weighed > _MOST_WEIGHED:
            break
        start = match.start() + verdict.start
        fragment = match[0][verdict.start : verdict.end]
        certain = _certainty(text, start, verdict, insults=insults, euphemisms=euphemisms)
        if certain is not None:
            yield Found(fragment, start, certain, verdict.kind)
    places = (
        *(letters_apart(text) if "letter" in kinds else ()),
        *(cut_up(text) if kinds & {"piece", "crude"} else ()),
    )
    for start, end, kind in places:
        yield Found(text[start:end].rstrip(), start, True, kind)


def _certainty(
    text: str, start: int, verdict: Verdict, *, insults: bool, euphemisms: bool
) -> bool | None:
    """True for certain, False for doubtful, None for nothing."""
    length = verdict.end - verdict.start
    fragment = text[start : start + length]
    if fragment.isalnum() and not has_russian(fold(fragment)) and is_foreign(text, start, length):
        return None
    if not fragment.isalpha() and is_left_out(text, fragment):
        return None
    if not fragment.isalpha() and _SECRET.search(text[max(0, start - _NEARBY) : start]) is not None:
        return None
    if "*" in fragment and not verdict.certain and is_a_puzzle(text):
        return None
    if verdict.kind not in ("obscene", "vulgar") and tells_of_itself(text, start, length):
        return None
    if verdict.kind in ("obscene", "vulgar"):
        if _excused(text, start) or is_of_a_word(text) or is_called_so(text, start, length):
            return None
        if is_a_short_name(text, fragment):
            return None
        if is_name(text, start, length):
            sworn = verdict.kind == "obscene" and not stands_among_names(text, start, length)
            return False if sworn else None
        return verdict.certain
    if verdict.kind == "paired":
        return None if _excused(text, start) else _paired_certainty(text, start)
    if verdict.kind == "crude":
        abbreviated = fragment.isupper() and length <= _LONGEST_ABBREVIATION
        named = fragment.istitle() and _CAPITAL.match(text, start + length) is not None
        return None if abbreviated or named or _excused(text, start) else False
    if verdict.kind == "euphemism":
        return False if euphemisms else None
    if not insults:
        return None
    if speaks_of_words(text) or is_of_a_word(text) or is_cited(text):
        return None
    if verdict.kind == "certain":
        named = text[start].isupper() and stands_among_names(text, start, length)
        return None if named else True
    if verdict.kind in ("context", "insult"):
        excused = _excused(text, start) or is_name(text, start, length)
        return None if excused else True
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
    context = contexts().get(insult.lemma if insult else "") or contexts().get(lemma(word))
    if context is None:
        return False
    return any(context.match(word.text) for i, word in enumerate(spoken) if i != place)


def _paired_certainty(text: str, start: int) -> bool | None:
    spoken, place = _word_at(text, start)
    pair = pairs().get(spoken[place].text) if spoken else None
    if pair is None:
        return None
    near = [
        word.text for word in (*spoken[max(0, place - 3) : place], *spoken[place + 1 : place + 4])
    ]
    if any(map(pair.surely.match, near)):
        return True
    return False if any(map(pair.perhaps.match, near)) else None


def _said_to_somebody(text: str, start: int) -> bool | None:
    spoken, place = _word_at(text, start)
    found = cue(spoken, place, text)
    if found is Cue.NONE:
        return None
    if plays_a_part(spoken) or _excused(text, start):
        return None
    return found is Cue.STRONG
