"""What one piece of a text (all between two spaces) says: is it a swear word, however drawn?

A Russian word is looked up by its root. Anything else is read letter by letter: look-alikes,
transliteration, leetspeak, masks («х*й»), letters cut by signs («х.у.й»).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rules.language.apart import spelled
from rules.language.codes import (
    is_a_code,
    is_a_file,
    is_a_formula,
    is_a_link,
    is_a_nickname,
    is_numbered,
)
from rules.language.drawn import (
    AS_DRAWN,
    MASKS,
    drawn_kind,
    has_russian,
    insult_tier,
    joined_kind,
    leet_kind,
    masked_kind,
    weakly_masked_kind,
)
from rules.language.folding import fold, moves, origins
from rules.language.glued import glued_kind, is_glued_of_ordinary
from rules.language.lexicon import insult_forms, shortened, swear_words, words
from rules.language.masked import hides_an_ordinary_letter, starred_certainty
from rules.language.mishaps import is_drawn_out, is_misspelt, is_ordinary_whole
from rules.language.morphology import is_known
from rules.language.roots import LONG_RUN, has_hint, is_ordinary, searched, squeezed

LONGEST_WORD = 96  # letters of one piece that are looked at: nobody reads further either
_LONGEST_PIECE = 288  # with the signs around the word
_SHORTEST_PART = 4  # letters of a part of a piece that is taken for a word cut short
_NEVER_GLUED = 7  # letters of a swear word that is not looked at as ordinary words glued
# Nearly every piece of a message: a word with the signs of a sentence, none of which is ever
# taken for a letter; or a figure.
USUAL = re.compile(r'["«]?(?:([А-Яа-яЁё]+)|[0-9][0-9.,:/-]*[0-9])[.,!?;:»")]*')
_RUSSIAN = re.compile(r"[а-я]+")
_LETTERS = re.compile(r"[a-zа-я\\|{}<>*]")  # or the signs that letters are drawn with
_LATIN = re.compile(r"[a-z]+")
_SEPARATORS = r"\s.,;:…()\[\]{}<>«»„“”\"_~—–\-/\\=°•·+|"
_PART = re.compile(rf"[^{_SEPARATORS}*#%&?]+")
_MASKED_PART = re.compile(rf"[^{_SEPARATORS}]+")
_DOTTED_MASK = re.compile(r"(?<=[a-zа-я0-9])(?:[._~-]{2,}|…)(?=[a-zа-я0-9])")
_BESIDE_A_MASK = re.compile(r"(?<=[а-я]\*)[._~-](?=[а-я])|(?<=[а-я])[._~-](?=\*[а-я])")
_SHORT_MASK = re.compile(
    r"(?:^|[\"(«])((?:на|по|до|о|за|ни)?(?:[хпе]|бл|ху|пи|пиз|су|ебл?|муд|го|долб[оа]|хуе|пид|пизд|ебан|муда|залу|ганд|дроч)\*{2,}[а-я]{0,2})"
    r"(?:$|[^\w*])"
)
# «х_й», «х—й», «х€й», but not «х-й член прогрессии».
_SIGN_FOR_A_VOWEL = re.compile(
    r"^(?:на|по|ни|до|о)?[хХxX][_—€¥£§~]{1,2}(?:й|йн[яюе]|[её]в[оа]|[её]та)\W*$"
    r"|^(?:на|по|ни|до)?х[._]{1,2}[яю]\W*$|^(?:на|ни)?х_л[_и]\W*$"
)
# Pictures that stand for any letter, or for none: folded, they would be an «о».
_PICTURES = re.compile("[❌❎✖✕✗✘🈂Ⓜ⭕○◯⚪⚫●⚬◦◎🌑🔴🔵⚽🏀🟠🟡🟢🟣🟤🟥🅾🅱🅰🅿🅜]\ufe0f?")
EDGES = " \n.,!?;:…()[]{}<>«»„“”\"'`*_~—–-/\\|#№+=&%^•·’‘"
_OUTER_EDGES = EDGES.replace("*", "")
_SPELLED = re.compile(r"[а-я](?:[^а-яa-z0-9][а-я])+")  # «п*р*а*з*д*н*и*к»
_INITIALS = re.compile(
    r"(?:[А-ЯЁІЇЄ]\.){1,2}(?=[А-ЯЁІЇЄ](?:[а-яёіїє’ʼ]|[А-ЯЁІЇЄ]){3})|[ОДЛ]['’ʼ](?=[А-ЯЁ][а-яё]{2})"
)
_AFTER_AN_INITIAL = frozenset(".'’ʼ")
_FIGURE = re.compile(r"\d")
_JOINTS = re.compile(r"[\W_]+")
_WITH_A_NUMBER = re.compile(r"([а-я]{4,})\d{2,}")
_STARRED_EDGE = re.compile(r"[а-я]\*+\W*$|^\W*\*+[а-я]")
_SWEARING = ("obscene", "vulgar", "insult", "certain", "context")


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """`kind`: obscene, vulgar, a tier of insults.txt, paired, letter, piece or ordinary."""

    kind: str
    start: int = 0  # of the word, in the piece
    end: int = 0
    certain: bool = True


def judge(piece: str) -> Verdict | None:
    """The verdict on a piece of a text without spaces in it; None for a clean one."""
    usual = USUAL.fullmatch(piece)
    if usual is not None:
        word = usual[1]
        kind = russian_kind(word.lower().replace("ё", "е")) if word else None
        return None if kind is None else Verdict(kind, *usual.span(1))
    piece = piece[:_LONGEST_PIECE]
    found = _judge_drawing(piece)
    if piece.isalpha() or piece.isascii():
        return found
    if found is None or found.kind == "ordinary":
        hidden = _PICTURES.sub("*", piece)
        if hidden != piece and len(hidden) == len(piece):
            return _judge_drawing(hidden) or found
        if hidden != piece:
            again = _judge_drawing(hidden)
            return found if again is None else Verdict(again.kind, 0, len(piece), again.certain)
    return found


def _judge_drawing(piece: str) -> Verdict | None:
    folded = fold(piece)
    named = _INITIALS.match(piece) if piece[1:2] in _AFTER_AN_INITIAL else None
    if named is not None and _JOINTS.sub("", folded) not in swear_words():
        found = _judge_drawing(piece[named.end() :])
        start = named.end()
        return found and Verdict(found.kind, start + found.start, start + found.end, found.certain)
    figures = "-" in piece or _FIGURE.search(piece) is not None
    if figures and (is_a_code(folded.strip(EDGES)) or is_a_formula(piece)):
        return None
    if is_a_nickname(piece):
        found = _judge_folded(folded[1:])
        return found and Verdict(found.kind, 1 + found.start, 1 + found.end, found.certain)
    drawn_by_hand = folded.count("*") == piece.count("*")  # an emoji is no letter left out
    found = _judge_folded(folded)
    masked = found is not None and found.kind in _SWEARING and drawn_by_hand
    if masked and hides_an_ordinary_letter(folded.strip(EDGES).translate(MASKS)):
        return None
    if _SIGN_FOR_A_VOWEL.search(piece) is not None:
        return Verdict("obscene", 0, len(piece.rstrip(EDGES)))
    if "**" in piece and (found is None or found.kind in ("letter", "piece")):
        match = _SHORT_MASK.search(folded)  # stars themselves: an emoji may stand for anything
        if match is not None:
            found = Verdict("obscene", match.start(1), match.end(1), certain=False)
    if found is None and drawn_by_hand and _STARRED_EDGE.search(folded) is not None:
        found = _judge_starred_edge(folded)
    if found is None or not moves(piece, folded):
        return found
    places = origins(piece)
    return Verdict(found.kind, places[found.start], places[found.end], found.certain)


def _judge_folded(folded: str) -> Verdict | None:
    word = folded.strip(EDGES)
    if not word:
        return None
    start = folded.index(word)
    if _RUSSIAN.fullmatch(word):
        kind = russian_kind(word)
        if kind is None and word != folded:
            return _judge_edges(folded)
        return None if kind is None else Verdict(kind, start, start + len(word))
    numbered = _WITH_A_NUMBER.fullmatch(word) if word[-1].isdigit() else None
    if numbered is not None:
        return _judge_folded(folded[: start + numbered.end(1)])
    if len(word) == 1:
        return Verdict("letter", start, start + 1)
    if _LETTERS.search(word) is None:
        return None
    return _judge_mixed(word[:LONGEST_WORD], start) or _judge_edges(folded[:LONGEST_WORD])


def _judge_edges(folded: str) -> Verdict | None:
    """Signs at the edges that are letters: «(ука», «|)роч3р», «бл-дств-»."""
    kind = leet_kind(folded)
    if kind is None and folded[-1] in "_~-":
        text = folded.lstrip(EDGES)
        kind = weakly_masked_kind(text) if len(text) > 3 else None
    return Verdict(kind, 0, len(folded)) if kind in _SWEARING else None


def _judge_starred_edge(folded: str) -> Verdict | None:
    """«бля*», «пид***», «*уйня», but not «*важно*»."""
    word = folded.strip(_OUTER_EDGES)
    certain = None if word[0] == word[-1] == "*" else starred_certainty(word.translate(AS_DRAWN))
    start = folded.index(word)
    return None if certain is None else Verdict("obscene", start, start + len(word), certain)


def russian_kind(word: str) -> str | None:
    """What a folded, wholly Russian word is; None for an ordinary one."""
    kind = listed().get(word)
    if kind is None and has_hint(word):
        kind = _rooted_kind(word)
    return "piece" if kind is None and word in words("pieces.txt") else kind


@cache
def listed() -> Mapping[str, str]:
    """The kinds of words that are told without looking at their letters."""
    letters = dict.fromkeys("абвгдежзийклмнопрстуфхцчшщъыьэюя", "letter")
    insults = {form: insult.tier for form, insult in insult_forms().items()}
    return {**shortened(), **insults, **letters}


def _rooted_kind(word: str) -> str | None:
    word = LONG_RUN.sub(r"\1\1", word)[:LONGEST_WORD]
    match = searched(word, drawn=False)
    if match is None:
        return insult_tier(squeezed(word)) or glued_kind(word)
    if is_ordinary(word) or is_misspelt(word) or is_drawn_out(word):
        return "ordinary"
    listed = match.start() == 0 and match.lastgroup == "vulgar"
    if (
        len(word) > _NEVER_GLUED
        and not listed
        and not is_known(word)
        and is_glued_of_ordinary(word)
    ):
        return None
    return match.lastgroup


def _judge_mixed(word: str, start: int) -> Verdict | None:
    if "-" in word and _is_hyphenated(word.replace("-", "")):
        return None
    if (
        not word[1].isalnum()
        and _SPELLED.fullmatch(word) is not None
        and is_ordinary_whole(word[::2])
    ):
        return None
    ways = (_judge_parts, _judge_masked, _judge_cut, _judge_weak)
    plain = is_a_link(word) or is_a_file(word) or _LATIN.fullmatch(word)
    for judged in ways[:1] if plain else ways:
        verdict = judged(word)
        if verdict is not None:
            return Verdict(
                verdict.kind, start + verdict.start, start + verdict.end, verdict.certain
            )
    return None


def _is_hyphenated(joined: str) -> bool:
    """«под-стра-хуй», «ме-бель»: an ordinary word by its syllables."""
    known = is_known(joined) and joined not in words("obscene_forms.txt")
    return known and russian_kind(joined) in (None, "ordinary")


def _judge_parts(word: str) -> Verdict | None:
    link = is_a_link(word)
    for part in _PART.finditer(word):
        text = part[0]
        if link and not has_russian(text):
            continue
        if is_numbered(text):
            continue
        kind = russian_kind(text) if _RUSSIAN.fullmatch(text) else drawn_kind(text)
        if kind == "crude" and len(text) < _SHORTEST_PART and len(text) < len(word):
            continue
        if kind not in (None, "ordinary", "letter", "piece"):
            return Verdict(str(kind), *part.span())
    return None


def _judge_masked(word: str) -> Verdict | None:
    masked = word.translate(MASKS)
    masked = _BESIDE_A_MASK.sub("*", masked)
    masked = _DOTTED_MASK.sub(lambda match: "*" * len(match[0]), masked)
    if "*" not in masked or _stands_between_words(masked):
        return None
    for part in _MASKED_PART.finditer(masked):
        hidden = masked_kind(part[0])
        if hidden is not None:
            return Verdict(hidden, *part.span())
        certain = starred_certainty(part[0].translate(AS_DRAWN))
        if certain is not None:
            return Verdict("obscene", *part.span(), certain)
    bare = masked.replace("*", "")  # «бля🐱дь»: the picture hides nothing
    whole = russian_kind(bare) if _RUSSIAN.fullmatch(bare) else None
    return Verdict(whole, 0, len(word)) if whole in ("obscene", "vulgar") else None


def _stands_between_words(masked: str) -> bool:
    """«когда?завтра», «гарантии😂бавария»: there was no space, and no letter is hidden."""
    parts = masked.split("*")
    return len(parts) > 1 and all(len(part) > 3 and is_known(part) for part in filter(None, parts))


def _judge_cut(word: str) -> Verdict | None:
    """«х.у.й», «су-ка»: the parts joined, unless they are ordinary words each."""
    apart = next(spelled(word), None)
    if apart is not None:
        return Verdict(apart[2], apart[0], apart[1])
    parts = [part[0] for part in _PART.finditer(word)]
    if len(parts) < 2 or min(map(len, parts)) > 3 or len(parts) > 24:
        return None
    kind = joined_kind("".join(parts))
    if kind is None or all(len(part) > 1 and is_known(part) for part in parts):
        return None
    if len(parts) == 2 and any(len(part) > 3 and is_known(part) for part in parts):
        return None  # «е-банк»
    return Verdict(kind, 0, len(word))


def _judge_weak(word: str) -> Verdict | None:
    kind = weakly_masked_kind(word) if has_russian(word) else None
    if kind is None:
        kind = leet_kind(word)
    return Verdict(kind, 0, len(word)) if kind in _SWEARING else None
