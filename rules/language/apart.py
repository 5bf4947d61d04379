"""Letters that stand apart: «х у й», «с.у.к.а», «п + и + з + д + а», «м | * | д | а | к».

And words in two halves: «пиз дец».
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from rules.language.drawn import MASKS, joined_kind
from rules.language.folding import fold, origins
from rules.language.lexicon import swear_words, words
from rules.language.mishaps import is_ordinary_whole
from rules.language.morphology import is_known
from rules.language.reading import Reading, Word, read

_LONGEST = 80  # letters that are read together
_MOST_RUNS = 12  # runs of single letters of a text that are read: each takes up to 50 µs
# Single letters with whatever between them that is no letter.
_SINGLE = re.compile(r"(?<![^\W_])[^\W_](?:(?:[^\S\n]|[^\w\s]|_){1,5}[^\W_]){2,}(?![^\W_])")
# The same sign, or spaces, between letters some of which are masked.
_UNIFORM = re.compile(
    r"(?<![^\W_])([^\W_])([^\w\s]|_| [^\w\s]? ?| {2,4})(?:[^\W_]|[*#%@$&])"
    r"(?:\2(?:[^\W_]|[*#%@$&])){2,}(?![^\W_])"
)
_TWO, _MOST_PIECES = 2, 4  # that a word is cut into
_LONGEST_PIECE = 4  # letters, of more than two
_BETWEEN = re.compile(r"[\W_]+")
_FORMULA = re.compile(r"[*=/^<>]")
_OF_LETTERS = re.compile(
    "координат|(?<![а-я])ос(?:и|ь|ям)(?![а-я])|алфавит|букв|переменн|формул|уравнен|"
    "звонк|глух|гласн|звук|шипящ|прописн|точк[аиу] |инициал"
)
_NEVER_ALONE = frozenset(
    ["су", "ху", "му", "жо", "го", "пи", "бля", "бл", "ган", "шл", "шлю", "пиз", "муд"]
)
_ALONE = (1, 1, 1)
_MASK = re.compile("[*#%&?•×@$]")
_ONE_LETTER_WORDS = frozenset("авикосуя")
_NUMBER = re.compile(r"\d\s*[*+=/-]|[*+=/-]\s*\d")


def spelled(folded: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, kind) of each swear word whose letters stand apart in a folded text."""
    for match in islice(_SINGLE.finditer(folded), _MOST_RUNS):
        kind = _single_kind(match[0])
        if kind is not None:
            yield match.start(), match.end(), kind
    for match in islice(_UNIFORM.finditer(folded), _MOST_RUNS):
        atoms = match[0][:: 1 + len(match[2])][:_LONGEST]
        kind = joined_kind(atoms.translate(MASKS)) if not atoms.isalnum() else None
        if kind is not None:
            yield match.start(), match.end(), kind


def _single_kind(run: str) -> str | None:
    letters = _BETWEEN.sub("", run)[:_LONGEST]
    if len(letters) < 5 and _FORMULA.search(run) is not None and "й" not in letters:
        return None
    if letters.isdigit() or _NUMBER.search(run) is not None or _is_heading(letters):
        return None
    for first, last in ((0, 0), (1, 0), (0, 1), (2, 0), (1, 1)):
        kind = joined_kind(letters[first : len(letters) - last])
        if kind is not None:
            return kind
    return None


def _is_heading(letters: str) -> bool:
    """«к о м а н д а», «Т Р Е Б О В А Н И Я к …»: an ordinary word, a preposition beside it."""
    if is_ordinary_whole(letters):
        return True
    beside = letters[-1] in _ONE_LETTER_WORDS and is_ordinary_whole(letters[:-1])
    return beside and letters not in swear_words() and not is_known(letters)


def letters_apart(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, kind) of each swear word of a text as written whose letters stand apart."""
    folded = fold(text)
    if _OF_LETTERS.search(folded) is not None:
        return
    places: list[int] | None = None
    for first, last, kind in spelled(folded):
        places = places or origins(text)
        yield places[first], places[last], kind


def may_stand_apart(reading: Reading) -> bool:
    """False for most texts: no three single letters in a row, and none that is masked."""
    sizes = list(map(len, reading.texts))
    if _ALONE in zip(sizes, sizes[1:], sizes[2:], strict=False):
        return True
    return _MASK.search(reading.folded) is not None


def may_be_cut(reading: Reading) -> bool:
    """False for most texts: no words that stand together make a swear word."""
    return next(_cuts(reading.texts), None) is not None


def cut_up(text: str) -> Iterator[tuple[int, int, str]]:
    """«пиз дец», «за е ба ли»: the pieces are no words, or such as never meet."""
    if _OF_LETTERS.search(text.lower()) is not None:
        return
    reading = read(text)
    for size, first in sorted(_cuts(reading.texts)):
        row = reading.words[first : first + size]
        if _is_cut_in_two(text, *row) if size == _TWO else _is_cut_in_many(row):
            yield row[0].start, row[-1].end, "obscene"


def _cuts(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Of how many words, and from which on, a swear word may be made."""
    beginnings = _beginnings()
    for first, text in enumerate(texts):
        if text not in beginnings:
            continue
        joined = text
        for size, piece in enumerate(texts[first + 1 : first + _MOST_PIECES], start=_TWO):
            joined += piece
            whole = words("cut.txt") if size == _TWO else swear_words()
            if joined in whole:
                yield size, first
            if joined not in beginnings:
                break


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(word[:size] for word in swear_words() for size in range(1, len(word)))


def _is_cut_in_two(text: str, one: Word, other: Word) -> bool:
    """«пиз дец», «су ка»: the halves are no words, or such as never meet."""
    if text[other.start].isupper() != text[one.start].isupper():
        return False
    return one.text in _NEVER_ALONE or not (is_known(one.text) and is_known(other.text))


def _is_cut_in_many(row: Sequence[Word]) -> bool:
    pieces = [word.text for word in row]
    if max(map(len, pieces)) > _LONGEST_PIECE:
        return False
    return not all(len(piece) > 1 and is_known(piece) for piece in pieces)
