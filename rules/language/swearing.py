"""What one piece of a text (all between two spaces) says: is it a swear word, however drawn?

A Russian word is looked up by its root. Anything else is read letter by letter: look-alikes,
transliteration, leetspeak, masks («х*й»), letters cut by signs («х.у.й»).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rules.language.folding import fold, moves, origins
from rules.language.glued import glued_kind
from rules.language.lexicon import insult_forms, words
from rules.language.morphology import is_known
from rules.language.roots import compiled

_RUSSIAN = re.compile(r"[а-я]+")
_LETTER = re.compile(r"[a-zа-я]")
_SEPARATORS = r"\s.,;:…()\[\]{}<>«»„“”\"'`_~—–\-/\\=°•·′’‘"
_PART = re.compile(rf"[^{_SEPARATORS}*#%&?]+")
_MASKED_PART = re.compile(rf"[^{_SEPARATORS}]+")
_MASKS = str.maketrans(dict.fromkeys("#%&?•×", "*"))
_DOTTED_MASK = re.compile(r"(?<=[a-zа-я0-9])(?:[._-]{2,}|…)(?=[a-zа-я0-9])")
_LONG_RUN = re.compile(r"(.)\1{2,}")
_REPEAT = re.compile(r"(.)\1+")
_SOUNDS = re.compile(r"shch|sch|zh|kh|ch|sh|ts|tz|tc|y[aeou]|j[aeou]|i[au]")
_SOUND_LETTERS = {
    "shch": "щ", "sch": "щ", "zh": "ж", "kh": "х", "ch": "ч", "sh": "ш", "ts": "ц", "tz": "ц",
    "tc": "ц", "ya": "я", "ye": "е", "yo": "е", "yu": "ю", "ja": "я", "je": "е", "jo": "е",
    "ju": "ю", "ia": "я", "iu": "ю",
}  # fmt: skip
_AS_DRAWN = str.maketrans("abcehkmoptuxyin03461@$", "авсенкмортихуипозчби" + "ас")
_SHORT_CORES = frozenset({"хуй", "бля"})
_SHORT_MASK = re.compile(r"(?:на|по|до|о)?[хпбе]\*{2,}[а-я]{0,2}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`kind`: obscene, vulgar, insult (certain, ambiguous …), letter, piece or ordinary."""

    kind: str
    start: int = 0  # of the word, in the piece
    end: int = 0
    certain: bool = True


def judge(piece: str) -> Verdict | None:
    """The verdict on a piece of a text without spaces in it; None for a clean one."""
    folded = fold(piece)
    found = _judge_folded(folded)
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
    if len(word) == 1 and word.isalnum():
        return Verdict("letter", start, start + 1)
    return _judge_mixed(word, start)


_EDGES = " \n.,!?;:…()[]{}<>«»„“”\"'`*_~—–-/\\|#№+=&%^•·’‘"


def russian_kind(word: str) -> str | None:
    """What a folded, wholly Russian word is; None for an ordinary one."""
    if len(word) == 1:
        return "letter"
    tier = insult_forms().get(word)
    if tier is not None:
        return tier
    match = compiled(drawn=False).search(word if len(word) < 40 else _LONG_RUN.sub(r"\1\1", word))
    if match is None:
        return glued_kind(word) or ("piece" if word in words("pieces.txt") else None)
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
    match = compiled(drawn=True).search(_SOUNDS.sub(lambda m: _SOUND_LETTERS[m[0]], word))
    if match is None or not _enough_is_seen(match[0]):
        return None
    if not _has_russian(word) and (match.start() > 0 or word in words("latin.txt")):
        return None
    if is_ordinary(word.translate(_AS_DRAWN)):
        return None
    return match.lastgroup


def _has_russian(word: str) -> bool:
    return any("а" <= letter <= "я" for letter in word)


def _enough_is_seen(matched: str) -> bool:
    """At least two letters of the root, and a third of them, must not be hidden."""
    seen = sum(letter.isalnum() or letter in "@$!" for letter in matched)
    return len(_LETTER.findall(matched)) >= 2 and 3 * seen >= len(matched)


def _judge_mixed(word: str, start: int) -> Verdict | None:
    for judged in (_judge_parts, _judge_masked, _judge_cut):
        verdict = judged(word)
        if verdict is not None:
            return Verdict(
                verdict.kind, start + verdict.start, start + verdict.end, verdict.certain
            )
    return None


def _judge_parts(word: str) -> Verdict | None:
    for part in _PART.finditer(word):
        text = part[0]
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
        kind = drawn_kind(text)
        if kind is not None:
            return Verdict(kind, *part.span())
    if _SHORT_MASK.fullmatch(masked):
        return Verdict("obscene", 0, len(word), certain=False)
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
    if len(joined) < 4 and joined not in _SHORT_CORES and drawn_core(joined) is None:
        return None
    kind = russian_kind(joined) if _RUSSIAN.fullmatch(joined) else drawn_kind(joined)
    return kind if kind in ("obscene", "vulgar", "certain") else None
