"""The swearing of a whole message: its pieces' verdicts, weighed by what stands around them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from rules.language.address import Cue, cue, plays_a_part
from rules.language.apart import spelled
from rules.language.folding import fold, origins
from rules.language.lexicon import contexts, insult_forms, pairs, words
from rules.language.limits import LONGEST_TEXT
from rules.language.morphology import is_first_name, is_known, lemma
from rules.language.reading import Word, read
from rules.language.retold import speaks_of_words
from rules.language.swearing import Verdict, cost, judge, russian_kind

_MOST_KEPT = 100_000  # pieces lately seen: some 20 MB
_LONGEST_KEPT = 48
_SHORT_TEXT = 160  # code points: all its pieces are judged, whatever they are
_MOST_COST = 80  # of the pieces of a longer one: see `swearing.cost`
_MOST_WEIGHED = 12  # ambiguous words of a message whose surroundings are looked at
_PIECE = re.compile(r"\S+")
_LIKE_SWEARING = re.compile(
    "ху[йяюеил]|бл[яею]|еба|ебл|ебу|пизд|мудр|манд|пидар|говн|сук|жоп|перд|дроч|залуп|гондо|срав"
)
_OF_LETTERS = re.compile(
    "координат|(?<![а-я])ос(?:и|ь|ям)(?![а-я])|алфавит|букв|переменн|формул|уравнен|"
    "звонк|глух|гласн|звук|шипящ"
)
_OF_PLACES = frozenset(
    ["река", "реке", "реки", "деревня", "деревне", "село", "улица", "улице", "озеро", "герой"]
)
_NEVER_ALONE = frozenset(
    ["су", "ху", "му", "жо", "го", "пи", "бля", "бл", "ган", "шл", "шлю", "пиз", "муд"]
)
_SURNAME = re.compile(
    r"(?:[оеё]в|[иы]н|ский)(?:а|у|ой|ая|ым|ом|ых|ыми|ого|ому)?$|цк(?:ий|ая)$|[иа]дзе$|швили$"
)


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
    pieces = _bounded(text)
    verdicts = list(map(_verdict_of, pieces))
    if not any(verdicts):
        return None
    judged = {piece: verdict for piece, verdict in zip(pieces, verdicts, strict=True) if verdict}
    kinds = {verdict.kind for verdict in judged.values()}
    if kinds <= {"ordinary", "letter"} and len(verdicts) - verdicts.count(None) < 3:
        return None
    doubtful = None
    for found in _all_found(text, judged, insults=insults, euphemisms=euphemisms):
        if exceptions and fold(found.fragment) in exceptions:
            continue
        if found.certain:
            return found
        doubtful = doubtful or found
    return doubtful


def _bounded(text: str) -> list[str]:
    """All pieces of a text that people write; of a hostile one, as many as time allows."""
    pieces = text.split()
    if len(text) < _SHORT_TEXT:
        return pieces
    kept = []
    left = _MOST_COST
    for piece in pieces:
        price = cost(piece)
        if price > left:
            continue
        left -= price
        kept.append(piece)
    return kept


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
    for match in _PIECE.finditer(text):
        verdict = judged.get(match[0])
        if verdict is None or verdict.kind in ("ordinary", "letter", "piece"):
            continue
        if verdict.kind in ("ambiguous", "adjective", "context", "paired"):
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
        if _is_name(text, start, verdict.end - verdict.start):
            sworn = verdict.kind == "obscene" and not text[start : start + 2].isascii()
            return False if sworn and not _named(text, start, verdict) else None
        return verdict.certain
    if verdict.kind == "paired":
        return True if _is_paired(text, start) else None
    if verdict.kind == "crude":
        return False
    if verdict.kind == "euphemism":
        return False if euphemisms else None
    if not insults:
        return None
    if speaks_of_words(text):
        return None
    if verdict.kind == "certain":
        length = verdict.end - verdict.start
        named = text[start].isupper() and _stands_among_names(text, start, length)
        return None if named else True
    if verdict.kind in ("context", "insult"):
        excused = _excused(text, start) or _is_name(text, start, verdict.end - verdict.start)
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
    context = contexts().get(insult.lemma if insult else lemma(word))
    if context is None:
        return False
    return any(context.match(word.text) for i, word in enumerate(spoken) if i != place)


def _is_name(text: str, start: int, length: int) -> bool:
    """«Перделкин», «Сукин Пётр Иванович», «Херасков»: a capital, and a surname's ending."""
    word = text[start : start + length]
    if not word.istitle():
        return False
    folded = fold(word)
    if folded.isascii():
        return _is_foreign_name(text, start, length)
    if _SURNAME.search(folded) is None:
        return False
    if folded in words("obscene_forms.txt") or folded in insult_forms():
        return _stands_among_names(text, start, length)
    return True


def _named(text: str, start: int, verdict: Verdict) -> bool:
    return _stands_among_names(text, start, verdict.end - verdict.start)


def _is_foreign_name(text: str, start: int, length: int) -> bool:
    """«Manda Scott», «Suki — персонаж аниме»: a capital beside another Latin one, or a dash."""
    after = text[start + length :].lstrip()
    before = text[:start].rstrip()
    if after[:1] in ("—", "–") and length < 6:
        return True
    other = re.match(r"[A-Z][a-z]+", after) or re.search(r"(?:^|\s)[A-Z][a-z]+$", before)
    return other is not None


def _stands_among_names(text: str, start: int, length: int) -> bool:
    """Is a name, initials, or a river beside the word, and no «сын»?"""
    after = text[start + length :].lstrip()
    before = text[:start].rstrip()
    if re.match(r"(?:сын|доч|дет)", after.lower()) is not None:
        return False
    if re.search(r"[А-ЯЁ][а-яё]+(?:[оеё]в|ин|ск)(?:а|у|ой|ий|ая|ым|ом)? и$", before):
        return True
    if (
        after[:1] == ","
        and re.search(r"[А-ЯЁ][а-яё]+(?:ов|ев|ин|ск)[а-я]{0,3}\b", after) is not None
    ):
        return True
    if re.search(r"(?:^|[^\w])[А-ЯЁ]\.$", before) or re.match(r"[А-ЯЁ]\.", after):
        return True
    beside = re.search(r"([А-ЯЁа-яё]+)$", before)
    if beside is not None and (
        is_first_name(fold(beside[1]))
        or beside[1].lower() in _OF_PLACES
        or _is_patronymic(beside[1])
    ):
        return True
    if re.match(r"[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+(?:ович|евич|овн|евн|ичн)", after) is not None:
        return True
    follows = re.match(r"[А-ЯЁ][а-яё]+", after)
    return follows is not None and (is_first_name(fold(follows[0])) or _is_patronymic(follows[0]))


def _is_patronymic(word: str) -> bool:
    return re.search(r"(?:ович|евич|овн|евн|ичн)[а-я]{0,2}$", word.lower()) is not None


def _is_paired(text: str, start: int) -> bool:
    spoken, place = _word_at(text, start)
    beside = pairs()[spoken[place].text] if spoken and spoken[place].text in pairs() else None
    near = [*spoken[max(0, place - 3) : place], *spoken[place + 1 : place + 4]]
    return beside is not None and any(beside.match(word.text) for word in near)


def _said_to_somebody(text: str, start: int) -> bool | None:
    spoken, place = _word_at(text, start)
    found = cue(spoken, place, text)
    if found is Cue.NONE:
        return None
    if plays_a_part(spoken) or _excused(text, start):
        return None
    return found is Cue.STRONG


def _letters_apart(text: str) -> Iterator[Found]:
    folded = fold(text)
    if _OF_LETTERS.search(folded) is not None:
        return
    places: list[int] | None = None
    for first, last, kind in spelled(folded):
        places = places or origins(text)
        start, end = places[first], places[last]
        yield Found(text[start:end].rstrip(), start, True, kind)


def _cut_in_two(text: str) -> Iterator[Found]:
    """«пиз дец», «су ка»: the halves are no words, or such as never meet."""
    spoken = read(text).words
    for one, other in pairwise(spoken):
        joined = one.text + other.text
        if (
            joined not in words("cut.txt")
            or text[other.start].isupper() != text[one.start].isupper()
        ):
            continue
        if one.text in _NEVER_ALONE or not (is_known(one.text) and is_known(other.text)):
            yield Found(text[one.start : other.end], one.start, True, "obscene")
