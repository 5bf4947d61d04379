"""What one piece of a text (all between two spaces) says: is it a swear word, however drawn?

A Russian word is looked up by its root. Anything else is read letter by letter: look-alikes,
transliteration, leetspeak, masks («х*й»), letters cut by signs («х.у.й»).
"""

import re
from dataclasses import dataclass

from rules.language.folding import fold, moves, origins
from rules.language.glued import glued_kind
from rules.language.latin import russian_readings
from rules.language.lexicon import insult_forms, words
from rules.language.morphology import is_known
from rules.language.roots import compiled, has_hint

LONGEST_WORD = 160  # letters of one piece that are looked at: nobody reads further either
_RUSSIAN = re.compile(r"[а-я]+")
_LETTER = re.compile(r"[a-zа-я]")
_SEPARATORS = r"\s.,;:…()\[\]{}<>«»„“”\"_~—–\-/\\=°•·"
_PART = re.compile(rf"[^{_SEPARATORS}*#%&?]+")
_MASKED_PART = re.compile(rf"[^{_SEPARATORS}]+")
_MASKS = str.maketrans(dict.fromkeys("#%&?•×@$", "*"))
_DOTTED_MASK = re.compile(r"(?<=[a-zа-я0-9])(?:[._-]{2,}|…)(?=[a-zа-я0-9])")
_LONG_RUN = re.compile(r"(.)\1{2,}")
_REPEAT = re.compile(r"(.)\1+")
_AS_DRAWN = str.maketrans("abcehkmoptuxyin03461@$", "авсенкмортихуипозчби" + "ас")
ENGLISH = re.compile(
    "(?:mother|mutha)?f+[u*@v]+[c*]+k+|f+u+c*k+|sh[i1!*]+t+(?:s|ty|head|face)?$|b[i1!*]+t*ch|b+i+t+c+h+"
    "|a+s+s+h+o+l+e|c+u+n+t+s?$|wh[o*]re|sl[u*]ts?$|bast[a*]rd|dickhead|p[e*]nis|cocksuck|d[i*]ldo"
)
_SHORT_CORES = frozenset(
    [
        "хуй",
        "бля",
        "xyй",
        "xуй",
        "хyй",
        "xyu",
        "huy",
        "hui",
        "xuy",
        "xui",
        "xuj",
        "huj",
        "6ля",
        "bля",
        "6лr",
        "чмо",
        "лох",
    ]
)
_SHORT_MASK = re.compile(
    r"(?:^|[\"(«])((?:на|по|до|о|за|ни)?(?:[хпбе]|бл|ху|пи|пиз|су|ебл?|муд|го)\*{2,}[а-я]{0,2})"
    r"(?:$|[^\w*])"
)


_LINK = re.compile(
    r"://|www\.|[\w.-]@[\w-]+\.|^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,6}(?:[/:?#]|$)"
)
_TWO_LETTERS = re.compile(r"[a-zа-я]{2}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`kind`: obscene, vulgar, a tier of insults.txt, letter, piece or ordinary."""

    kind: str
    start: int = 0  # of the word, in the piece
    end: int = 0
    certain: bool = True


def judge(piece: str) -> Verdict | None:
    """The verdict on a piece of a text without spaces in it; None for a clean one."""
    folded = fold(piece)
    found = _judge_folded(folded)
    if "**" in piece and (found is None or found.kind in ("letter", "piece")):
        match = _SHORT_MASK.search(folded)  # stars themselves: an emoji may stand for anything
        if match is not None:
            found = Verdict("obscene", match.start(1), match.end(1), certain=False)
    if found is None or not moves(piece, folded):
        return found
    places = origins(piece)
    return Verdict(found.kind, places[found.start], places[found.end], found.certain)


def _judge_folded(folded: str) -> Verdict | None:
    word = folded.strip(_EDGES)
    if not word:
        return None
    start = folded.index(word)
    if _RUSSIAN.fullmatch(word):
        kind = russian_kind(word)
        return None if kind is None else Verdict(kind, start, start + len(word))
    if len(word) == 1:
        return Verdict("letter", start, start + 1)
    return _judge_mixed(word[:LONGEST_WORD], start)


_EDGES = " \n.,!?;:…()[]{}<>«»„“”\"'`*_~—–-/\\|#№+=&%^•·’‘"


def russian_kind(word: str) -> str | None:
    """What a folded, wholly Russian word is; None for an ordinary one."""
    if len(word) == 1:
        return "letter"
    insult = insult_forms().get(word)
    if insult is not None:
        return insult.tier
    kind = _rooted_kind(word) if has_hint(word) else None
    return "piece" if kind is None and word in words("pieces.txt") else kind


def _rooted_kind(word: str) -> str | None:
    word = _LONG_RUN.sub(r"\1\1", word)[:LONGEST_WORD]
    match = compiled(drawn=False).search(word)
    if match is None:
        return _insult_tier(_REPEAT.sub(r"\1", word)) or glued_kind(word)
    if is_ordinary(word):
        return "ordinary"
    return match.lastgroup


def is_ordinary(word: str) -> bool:
    """Does the word, or the word with its repeated letters squeezed, only look like swearing?"""
    ordinary = words("ordinary.txt")
    return word in ordinary or (
        _REPEAT.search(word) is not None
        and (_REPEAT.sub(r"\1", word) in ordinary or _LONG_RUN.sub(r"\1", word) in ordinary)
    )


def drawn_kind(word: str) -> str | None:
    """What a word drawn with other letters, digits and signs is read as."""
    word = _LONG_RUN.sub(r"\1\1", word)
    if not _has_russian(word):
        return _latin_kind(word)
    as_drawn = word.translate(_AS_DRAWN)
    if is_ordinary(as_drawn):
        return None
    match = compiled(drawn=True).search(word)
    if match is not None and _enough_is_seen(match[0]):
        return match.lastgroup
    return _insult_tier(as_drawn)


def _latin_kind(word: str) -> str | None:
    if len(word) < 3 or word in words("latin.txt"):
        return None
    hidden = "*" in word
    if hidden and re.search("[a-z]{2}", word) is None:
        return None  # a formula: x*y
    if ENGLISH.match(word):
        return "obscene"
    for reading in russian_readings(word):
        match = compiled(drawn=hidden).search(reading)
        if match is not None and not is_ordinary(reading) and _starts(reading, match.start()):
            return match.lastgroup
        tier = _insult_tier(reading)
        if tier is not None:
            return tier
    return None


def _starts(word: str, place: int) -> bool:
    """In a foreign-looking word a root must stand first, or after a prefix."""
    return place == 0 or word[:place] in words("prefixes.txt")


def _insult_tier(word: str) -> str | None:
    """Only what is an insult anywhere: a bent «козёл» is a goat all the same."""
    for form in (word, _REPEAT.sub(r"\1", word)):
        insult = insult_forms().get(form)
        if insult is not None and insult.tier in ("certain", "context"):
            return insult.tier
    return None


def _has_russian(word: str) -> bool:
    return any("а" <= letter <= "я" for letter in word)


def _enough_is_seen(matched: str) -> bool:
    """Two letters at least, and a third of them, must not be hidden; «3б» is a class."""
    seen = sum(letter.isalnum() or letter in "@$!" for letter in matched)
    return len(matched) > 2 and seen > 1 and 3 * seen >= len(matched)


def _judge_mixed(word: str, start: int) -> Verdict | None:
    ways = (_judge_parts, _judge_masked, _judge_cut)
    for judged in ways[:1] if _LINK.search(word) else ways:
        verdict = judged(word)
        if verdict is not None:
            return Verdict(
                verdict.kind, start + verdict.start, start + verdict.end, verdict.certain
            )
    return None


def _judge_parts(word: str) -> Verdict | None:
    link = _LINK.search(word) is not None
    for part in _PART.finditer(word):
        text = part[0]
        if link and not _has_russian(text):
            continue
        kind = russian_kind(text) if _RUSSIAN.fullmatch(text) else drawn_kind(text)
        if kind not in (None, "ordinary", "letter", "piece"):
            return Verdict(str(kind), *part.span())
    return None


def _judge_masked(word: str) -> Verdict | None:
    masked = word.translate(_MASKS)
    masked = _DOTTED_MASK.sub(lambda match: "*" * len(match[0]), masked)
    if "*" not in masked:
        return None
    for part in _MASKED_PART.finditer(masked):
        text = part[0]
        if "*" not in text or len(_LETTER.findall(text)) < 2:
            continue
        if _TWO_LETTERS.search(text) or text.endswith("*й"):
            kind = drawn_kind(text)
        else:  # «х*у*й», or a formula
            kind = joined_kind(text.replace("*", ""))
        if kind is not None:
            return Verdict(kind, *part.span())
    return None


def _judge_cut(word: str) -> Verdict | None:
    """«х.у.й», «су-ка»: the parts joined, unless they are ordinary words each."""
    parts = [part[0] for part in _PART.finditer(word)]
    if len(parts) < 2 or min(map(len, parts)) > 2 or len(parts) > 24:
        return None
    joined = "".join(parts)
    kind = joined_kind(joined)
    if kind is None or all(len(part) > 1 and is_known(part) for part in parts):
        return None
    return Verdict(kind, 0, len(word))


def joined_kind(joined: str) -> str | None:
    """What letters that stood apart read as, together: whole swear words only."""
    if len(joined) < 4 and joined not in _SHORT_CORES:
        return None
    russian = joined.translate(_AS_DRAWN) if _has_russian(joined) else joined
    kind = russian_kind(russian) if _RUSSIAN.fullmatch(russian) else drawn_kind(joined)
    if kind is None or (_has_russian(russian) and not _RUSSIAN.fullmatch(russian)):
        return None
    return kind if kind in ("obscene", "vulgar", "certain", "context") else None
