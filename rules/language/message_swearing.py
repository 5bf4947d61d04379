"""The swearing of a whole message: its pieces' verdicts, weighed by what stands around them.

Most pieces are told at a glance. A close look takes up to a millisecond, so those of one text
are bounded by what they take, never by a clock: a text is judged alike each time.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from rules.language.apart import cut_up, letters_apart, may_be_cut, may_stand_apart
from rules.language.certainty import certainty
from rules.language.folding import fold
from rules.language.glances import glance, seen_at_once
from rules.language.lexicon import swear_words
from rules.language.limits import LONGEST_TEXT
from rules.language.reading import read
from rules.language.remembered import Remembered, by_text
from rules.language.sieve import Sifted
from rules.language.swearing import Verdict, judge, russian_kind

_MOST_KEPT = 100_000  # pieces lately seen: some 20 MB
_LONGEST_KEPT = 48
_SHORT_TEXT = 160  # code points: all its pieces are judged, whatever they are
_MOST_COST = 60  # of the pieces of a longer one: see `glances.glance`
_NOTHING_ALONE = frozenset(["ordinary", "letter", "piece"])
_HEAVY = frozenset(["obscene", "vulgar", "certain"])
_FEWEST_APART = 3  # letters that make a word
_LONGEST_READ = 800  # code points in which somebody is sent away
_MOST_WEIGHED = 8  # finds of a message whose surroundings are looked at
_PIECE = re.compile(r"\S+")
_LIKE_SWEARING = re.compile(
    "ху[йяюеил]|бл[яею]|еба|ебл|ебу|пизд|мудр|манд|пидар|говн|сук|жоп|перд|дроч|залуп|гондо|срав"
)

# «иди на х», «ну и х.. с ней», «пошли вы все в п…»: a single letter, and what is said around it.
_SENT_AWAY = Sifted(
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
_glance_at = Remembered(glance, _MOST_KEPT, _LONGEST_KEPT).__getitem__


def worst(
    text: str, *, insults: bool, euphemisms: bool, exceptions: frozenset[str]
) -> Found | None:
    """The first certain find of a message, else the first doubtful one."""
    text = text[:LONGEST_TEXT]
    pieces = text.split()
    if not any(map(_glance_at, pieces)):
        return None
    judged = _judged(text)
    if not judged:
        return None
    kinds = {verdict.kind for verdict in judged.values()}
    if kinds <= _NOTHING_ALONE:
        number = sum(map(judged.__contains__, pieces))
        if not _may_be_put_together(text, kinds, number):
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
    judged = _judged(text)
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


def _judged(text: str) -> Mapping[str, Verdict]:
    """The verdicts on the pieces that are not clean."""
    if len(text) >= _SHORT_TEXT:
        return _judged_within_bounds(text)
    return _closely({piece: seen for piece in text.split() if (seen := _glance_at(piece))})


@lru_cache(maxsize=4)
def _judged_within_bounds(text: str) -> Mapping[str, Verdict]:
    """All pieces of a text that people write; of a hostile one, the cheapest to judge."""
    looks = {piece: seen for piece in text.split() if (seen := _glance_at(piece))}
    prices = {piece: seen for piece, seen in looks.items() if isinstance(seen, int)}
    if sum(prices.values()) <= _MOST_COST:
        return _closely(looks)
    left = _MOST_COST
    plainly = not swear_words().isdisjoint(read(text).texts)
    for piece, price in sorted(prices.items(), key=itemgetter(1)):
        left -= price
        if left < 0:
            del looks[piece]
            if plainly and (verdict := seen_at_once(piece)) is not None:
                looks[piece] = verdict
    return _closely(looks)


def _closely(looks: Mapping[str, Verdict | int]) -> Mapping[str, Verdict]:
    judged = {}
    for piece, seen in looks.items():
        verdict = _verdict_of(piece) if isinstance(seen, int) else seen
        if verdict is not None:
            judged[piece] = verdict
    return judged


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
    for match, verdict in _heaviest(text, judged) if kinds - _NOTHING_ALONE else ():
        start = match.start() + verdict.start
        certain = certainty(text, start, verdict, insults=insults, euphemisms=euphemisms)
        if certain is not None:
            fragment = match[0][verdict.start : verdict.end]
            yield Found(fragment, start, certain, verdict.kind)
    places = (
        *(letters_apart(text) if "letter" in kinds else ()),
        *(cut_up(text) if kinds & {"piece", "crude"} else ()),
    )
    for start, end, kind in places:
        yield Found(text[start:end].rstrip(), start, True, kind)


def _heaviest(text: str, judged: Mapping[str, Verdict]) -> list[tuple[re.Match[str], Verdict]]:
    """What is weighed, as it stands in the text: of too much of it the swear words first."""
    found = [
        (match, verdict)
        for match in _PIECE.finditer(text)
        if (verdict := judged.get(match[0])) is not None and verdict.kind not in _NOTHING_ALONE
    ]
    if len(found) <= _MOST_WEIGHED:
        return found
    heaviest = sorted(found, key=lambda pair: pair[1].kind not in _HEAVY)[:_MOST_WEIGHED]
    return sorted(heaviest, key=lambda pair: pair[0].start())
