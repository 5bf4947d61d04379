"""The swearing of a whole message: its pieces' verdicts, weighed by what stands around them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rules.language.apart import cut_up, letters_apart, may_be_cut, may_stand_apart
from rules.language.certainty import certainty
from rules.language.folding import fold
from rules.language.limits import LONGEST_TEXT
from rules.language.reading import read
from rules.language.remembered import Remembered, by_text
from rules.language.swearing import Verdict, cost, judge, russian_kind

_MOST_KEPT = 100_000  # pieces lately seen: some 20 MB
_LONGEST_KEPT = 48
_SHORT_TEXT = 160  # code points: all its pieces are judged, whatever they are
_MOST_COST = 36  # of the pieces of a longer one: see `swearing.cost`
_MOST_NEW = 400  # pieces of one text that nobody has seen before
_NOTHING_ALONE = frozenset(["ordinary", "letter", "piece"])
_FEWEST_APART = 3  # letters that make a word
_LONGEST_READ = 800  # code points in which somebody is sent away
_MOST_WEIGHED = 8  # finds of a message whose surroundings are looked at
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
_LETTER_OF_IT = re.compile(r"[хжпмХЖПМ](?<!\w.)(?:[хХ]|(?i:ать))?(?!\w)")  # or its «мать»


@dataclass(frozen=True, slots=True)
class Found:
    fragment: str
    start: int
    certain: bool
    kind: str


_verdict_of = Remembered(judge, _MOST_KEPT, _LONGEST_KEPT).__getitem__
_price_of = Remembered(cost, _MOST_KEPT, _LONGEST_KEPT).__getitem__


def worst(
    text: str, *, insults: bool, euphemisms: bool, exceptions: frozenset[str]
) -> Found | None:
    """The first certain find of a message, else the first doubtful one."""
    text = text[:LONGEST_TEXT]
    found = list(filter(None, map(_verdict_of, _pieces(text))))
    if not found:
        return None
    kinds = {verdict.kind for verdict in found}
    if kinds <= _NOTHING_ALONE and not _may_be_put_together(text, kinds, len(found)):
        return _sent_away(text) if "letter" in kinds else None
    if exceptions:
        return _first(text, insults, euphemisms, exceptions)
    return _first_of_all(text, insults, euphemisms)


def _may_be_put_together(text: str, kinds: set[str], number: int) -> bool:
    """May letters that stand apart, or words cut in two, make a swear word?"""
    letters = "letter" in kinds and (number >= _FEWEST_APART or "piece" in kinds)
    if not letters and "piece" not in kinds:
        return False
    reading = read(text)
    return (letters and may_stand_apart(reading)) or ("piece" in kinds and may_be_cut(reading))


def _first(
    text: str, insults: bool, euphemisms: bool, exceptions: frozenset[str] = frozenset()
) -> Found | None:
    judged = {piece: verdict for piece in _pieces(text) if (verdict := _verdict_of(piece))}
    kinds = {verdict.kind for verdict in judged.values()}
    doubtful = None
    for found in _all_found(text, judged, kinds, insults=insults, euphemisms=euphemisms):
        if exceptions and fold(found.fragment) in exceptions:
            continue
        if found.certain:
            return found
        doubtful = doubtful or found
    return doubtful or (_sent_away(text) if "letter" in kinds else None)


_first_of_all = by_text(_first)


def _sent_away(text: str) -> Found | None:
    text = text[:_LONGEST_READ]
    match = _SENT_AWAY.search(text) if _LETTER_OF_IT.search(text) is not None else None
    return None if match is None else Found(match[0], match.start(), False, "obscene")


def _pieces(text: str) -> Sequence[str]:
    """All pieces of a text that people write; of a hostile one, as many as time allows."""
    pieces = text.split()
    if len(text) < _SHORT_TEXT:
        return pieces
    new = dict.fromkeys(pieces)
    if len(new) <= _MOST_NEW and sum(map(_price_of, new)) < _MOST_COST:
        return pieces
    refused = _refused(new)
    return [piece for piece in pieces if piece not in refused] if refused else pieces


def _refused(pieces: Mapping[str, None]) -> set[str]:
    left = _MOST_COST
    new = _MOST_NEW
    refused = set()
    for piece in pieces:
        if (left < 1 or not new) and _FREE.fullmatch(piece) is None:
            refused.add(piece)
            continue
        price = _price_of(piece)
        if price > left or not new:
            refused.add(piece)
            continue
        new -= 1
        left -= price
    return refused


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
    text: str,
    judged: Mapping[str, Verdict],
    kinds: set[str],
    *,
    insults: bool,
    euphemisms: bool,
) -> Iterator[Found]:
    weighed = 0
    for match in _PIECE.finditer(text) if kinds - _NOTHING_ALONE else ():
        verdict = judged.get(match[0])
        if verdict is None or verdict.kind in _NOTHING_ALONE:
            continue
        weighed += 1
        if weighed > _MOST_WEIGHED:
            break
        start = match.start() + verdict.start
        fragment = match[0][verdict.start : verdict.end]
        certain = certainty(text, start, verdict, insults=insults, euphemisms=euphemisms)
        if certain is not None:
            yield Found(fragment, start, certain, verdict.kind)
    places = (
        *(letters_apart(text) if "letter" in kinds else ()),
        *(cut_up(text) if kinds & {"piece", "crude"} else ()),
    )
    for start, end, kind in places:
        yield Found(text[start:end].rstrip(), start, True, kind)
