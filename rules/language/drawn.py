"""Words drawn with what is no Russian letter: look-alikes, leetspeak, masks, transliteration.

All texts here are folded (`rules.language.folding`); `*` is a letter that nobody can see.
"""

import re
from collections.abc import Iterator

from rules.language.glued import glued_kind, holds_long_swear_word
from rules.language.latin import (
    drawn_reading,
    ends_like_russian,
    is_swear_word,
    is_unmistakable,
    may_be_chance,
    russian_readings,
)
from rules.language.lexicon import insult_forms, words
from rules.language.masked import hides_an_ordinary_letter
from rules.language.morphology import is_known
from rules.language.roots import LONG_RUN, is_ordinary, searched, squeezed

AS_DRAWN = str.maketrans("abcehkmoptuxyin03461@$", "авсенкмортихуипозчби" + "ас")
MASKS = str.maketrans(dict.fromkeys("#%&?•×@$", "*"))
_GLUED_FROM = 8  # letters of Latin words that are glued
_SHORTEST_ORDINARY = 4
_TWO_LETTERS = re.compile(r"[a-zа-я]{2}")
_LETTER = re.compile(r"[a-zа-я]")
_RUSSIAN = re.compile("[а-я]")
_ONLY_RUSSIAN = re.compile("[а-я]+")

# Letters that several signs make together; the order is that of trying.
_LEET_SIGNS = {
    "/\\/\\": "м", "/v\\": "м", "|v|": "м", ">_<": "ж", "}|{": "ж", ">|<": "ж",
    "]|[": "ж", "|-|": "н", "|\\|": "и", "|/|": "и", "/-\\": "а", "}{": "х",
    "><": "х", ")(": "х", "|)": "д", "/\\": "л", "|<": "к", "|{": "к",
    "|3": "в", "()": "о", "[]": "о", "|o": "ю", "/|": "л", "b|": "ы",
    "ь|": "ы", "(": "с", "<": "с", "|\"|": "п", "|7": "п", "|`": "г",
}  # fmt: skip
_LEET_SIGN = re.compile("|".join(map(re.escape, _LEET_SIGNS)))
_LEET_EDGES = ' \n.,!?;:…{[«»„“”"*'
_CLOSED = re.compile(r"[(<].*[)>]")  # a pair of brackets is a pair of brackets

# Signs that hide a letter when they stand inside of a word, but have other uses too.
_WEAK = re.compile(r"(?<=[a-zа-я0-9])[._~+|=^'`:;!-]{1,3}(?=[a-zа-я0-9*])|(?<=[a-zа-я])[_~-]{1,2}$")
_SURE_WEAK = re.compile(r"(?<=[a-zа-я0-9])(?:[_~]{1,3}|[.-]{2,})(?=[a-zа-я0-9])")
_JOINTS = re.compile(r"[^a-zа-я0-9]+")

ENGLISH = re.compile(
    "(?:mother|mutha)?f+[u*@v]+[c*]+k+|fu+kk?(?:ing|er)$|sh[i1!*]+t+(?:s|ty|head|face)?$|b[i1!*]+tch"
    "|b+i+t+c+h+|a+s+s+h+o+l+e|c+u+n+t+s?$|wh[o*]res?$|sl[u*]ts?$|bast[a*]rds?$|dickhead|cocksuck|d[i*]ldo"
)


def has_russian(word: str) -> bool:
    return _RUSSIAN.search(word) is not None


def drawn_kind(word: str) -> str | None:
    """What a word drawn with other letters, digits and signs is read as."""
    word = LONG_RUN.sub(r"\1\1", word)
    if not has_russian(word):
        return _latin_kind(word)
    as_drawn = word.translate(AS_DRAWN)
    if is_ordinary(as_drawn):
        return None
    match = searched(word, drawn=True)
    if match is not None and (_enough_is_seen(match[0]) or _most_is_seen(word, match)):
        return None if _is_plainly_ordinary(as_drawn) else match.lastgroup
    return insult_tier(as_drawn) or _glued_drawn(as_drawn)


def _is_plainly_ordinary(word: str) -> bool:
    """«кopидop», «и3бавиться»: an ordinary word by its look, and no root is in it."""
    return (
        len(word) > _SHORTEST_ORDINARY
        and _ONLY_RUSSIAN.fullmatch(word) is not None
        and is_known(word)
        and word not in insult_forms()
        and searched(word, drawn=False) is None
    )


def _glued_drawn(word: str) -> str | None:
    return glued_kind(word) if _ONLY_RUSSIAN.fullmatch(word) is not None else None


def _latin_kind(word: str) -> str | None:
    if len(word) < 3 or _LETTER.search(word) is None or word in words("latin.txt"):
        return None
    hidden = "*" in word
    if hidden and re.search("[a-z]{2}", word) is None:
        return None  # a formula: x*y
    if ENGLISH.match(word):
        return "obscene"
    for reading in russian_readings(word):
        if is_swear_word(reading):
            return "obscene"
        kind = _kind_read_back(reading, hidden=hidden)
        if kind is not None:
            return kind
        tier = insult_tier(reading)
        if tier is not None:
            return tier
    drawn = drawn_reading(word)
    kind = None if drawn is None else _kind_read_back(drawn, hidden=hidden)
    return kind if kind is not None or hidden else _glued_latin(word)


def _glued_latin(word: str) -> str | None:
    """«vsezaebalo», «pizdecnahui»."""
    if len(word) < _GLUED_FROM:
        return None
    readings = filter(_ONLY_RUSSIAN.fullmatch, russian_readings(word))
    return "obscene" if any(map(holds_long_swear_word, readings)) else None


def _kind_read_back(reading: str, *, hidden: bool) -> str | None:
    """Is a word read back from Latin built like a Russian one around its root?"""
    match = searched(reading, drawn=hidden)
    if match is None or is_ordinary(reading):
        return None
    if "*" in match[0]:
        starts = _starts(reading, match.start())
        return match.lastgroup if starts and ends_like_russian(reading[match.end() :]) else None
    if may_be_chance(reading) or is_unmistakable(reading):
        return match.lastgroup
    if is_known(reading) and reading not in words("obscene_forms.txt"):
        return None
    starts = _starts(reading, match.start()) and len(reading) > 4
    return match.lastgroup if starts and ends_like_russian(reading[match.end() :]) else None


def _starts(word: str, place: int) -> bool:
    """In a foreign-looking word a root must stand first, or after a prefix."""
    return place == 0 or word[:place] in words("prefixes.txt")


def insult_tier(word: str) -> str | None:
    """Only what is an insult anywhere: a bent «козёл» is a goat all the same."""
    for form in dict.fromkeys((word, squeezed(word))):
        insult = insult_forms().get(form)
        if insult is not None and insult.tier in ("certain", "context"):
            return insult.tier
    return None


def _enough_is_seen(matched: str) -> bool:
    """Two letters at least, and a third of them, must not be hidden; «3б» is a class."""
    seen = sum(letter.isalnum() or letter in "@$!" for letter in matched)
    return len(matched) > 2 and seen > 1 and 3 * seen >= len(matched)


def _most_is_seen(word: str, match: re.Match[str]) -> bool:
    """«е**ть»: what follows the root is seen, if not the root."""
    seen = sum(letter.isalpha() for letter in word)
    return match.start() == 0 and word[0] in "еxхпбм" and seen >= 3 and 2 * seen >= len(word)


def leet_kind(folded: str) -> str | None:
    """«6/\\9», «}{уй», «|)роч3р», «(ука»: letters made of several signs."""
    if _LEET_SIGN.search(folded) is None or _CLOSED.search(folded) is not None:
        return None
    read = _LEET_SIGN.sub(lambda match: _LEET_SIGNS[match[0]], folded.strip(_LEET_EDGES))
    read = read.strip(".,!?;:)>/\\|*-+=")
    if len(read) < 3 or _LETTER.search(read) is None or re.search(r"[^a-zа-я0-9$@!^*]", read):
        return None
    return drawn_kind(read)


def masked_kind(word: str) -> str | None:
    """«х*й», «п**дец», «м#дак»; «х*у*й» is spelled by letters, x*y is a formula."""
    if "*" not in word or len(_LETTER.findall(word)) < 2:
        return None
    if _TWO_LETTERS.search(word) or word.endswith("*й"):
        return drawn_kind(word)
    return joined_kind(word.replace("*", ""))


def weakly_masked_kind(word: str) -> str | None:
    """«м.нда», «др~чил», «бл-дство»: the signs hide a letter unless ordinary words meet there."""
    parts = _JOINTS.split(word)
    if len(parts) > 1 and len(set(filter(None, parts))) == 1:
        return None  # «ху-ху-ху»
    sure = _SURE_WEAK.search(word) is not None
    if any(len(part) > 3 and is_known(part) for part in parts) and not (sure or parts[0] == "въ"):
        return None
    if not sure and all(not part or is_known(part) for part in parts):
        return None
    for masked in _weak_masks(word):
        match = searched(masked, drawn=True)
        if match is None or "*" not in match[0] or not _starts(masked, match.start()):
            continue
        if match[0].endswith("*") and "-" in word:
            continue  # «Хуэй-мэй»
        if hides_an_ordinary_letter(masked):
            return None
        seen = sum(letter.isalnum() for letter in match[0])
        if seen >= 2 and 2 * seen > len(match[0]) and match.lastgroup != "insult":
            return match.lastgroup
    return None


def _weak_masks(word: str) -> Iterator[str]:
    """A letter for each sign, then a letter for each run of them."""
    each = _WEAK.sub(lambda match: "*" * len(match[0]), word)
    if "*" in each and len(_LETTER.findall(each)) > 2:
        yield each
        yield _WEAK.sub("*", word)


_SHORT_CORES = frozenset(
    [
        *("хуй", "бля", "xyй", "xуй", "хyй", "xyu", "huy", "hui", "xuy", "xui", "xuj", "huj"),
        *("6ля", "bля", "6лr", "чмо", "лох", "хуи", "еби"),
    ]
)


def joined_kind(joined: str) -> str | None:
    """What letters that stood apart read as, together: whole swear words only."""
    if len(joined) < 4 and joined not in _SHORT_CORES:
        return None
    if joined == "еби":
        return "obscene"
    if "*" in joined:
        hidden = joined.count("*")
        kind = drawn_kind(joined) if 3 * hidden <= len(joined) and has_russian(joined) else None
        return kind if kind in ("obscene", "vulgar") else None
    russian = joined.translate(AS_DRAWN) if has_russian(joined) else joined
    kind = russian_root(russian) if russian.isalpha() and has_russian(russian) else None
    if kind is None and _ONLY_RUSSIAN.fullmatch(joined) is None:
        kind = drawn_kind(joined)
    return kind if kind in ("obscene", "vulgar", "certain", "context") else None


def russian_root(word: str) -> str | None:
    """The kind of a wholly Russian word that a root is in, or that insults anywhere."""
    tier = insult_tier(word)
    if tier is not None:
        return tier
    match = searched(LONG_RUN.sub(r"\1\1", word), drawn=False)
    return None if match is None or is_ordinary(word) else match.lastgroup
