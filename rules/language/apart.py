"""Letters that stand apart: «х у й», «с.у.к.а», «п + и + з + д + а», «м | * | д | а | к».

And words in two halves: «пиз дец».
"""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from rules.language.drawn import MASKS, joined_kind
from rules.language.folding import fold, origins
from rules.language.lexicon import swear_words, words
from rules.language.morphology import is_known
from rules.language.reading import read

_LONGEST = 80  # letters that are read together
_MOST_RUNS = 12  # runs of single letters of a text that are read: each takes up to 50 µs
# Single letters with whatever between them that is no letter.
_SINGLE = re.compile(r"(?<![^\W_])[^\W_](?:(?:[^\S\n]|[^\w\s]|_){1,5}[^\W_]){2,}(?![^\W_])")
# The same sign, or spaces, between letters some of which are masked.
_UNIFORM = re.compile(
    r"(?<![^\W_])([^\W_])([^\w\s]|_| [^\w\s]? ?| {2,4})(?:[^\W_]|[*#%@$&])"
    r"(?:\2(?:[^\W_]|[*#%@$&])){2,}(?![^\W_])"
)
_MANY = (3, 4)  # pieces that a word is cut into
_LONGEST_PIECE = 4  # letters
_MOST_PLACES = 400  # where such a word may begin
_BETWEEN = re.compile(r"[\W_]+")
_FORMULA = re.compile(r"[*=/^<>]")
_OF_LETTERS = re.compile(
    "координат|(?<![а-я])ос(?:и|ь|ям)(?![а-я])|алфавит|букв|переменн|формул|уравнен|"
    "звонк|глух|гласн|звук|шипящ"
)
_NEVER_ALONE = frozenset(
    ["су", "ху", "му", "жо", "го", "пи", "бля", "бл", "ган", "шл", "шлю", "пиз", "муд"]
)
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
    if letters.isdigit() or _NUMBER.search(run) is not None:
        return None
    for first, last in ((0, 0), (1, 0), (0, 1), (2, 0), (1, 1)):
        kind = joined_kind(letters[first : len(letters) - last])
        if kind is not None:
            return kind
    return None


def letters_apart(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, kind) of each swear word of a text as written whose letters stand apart."""
    folded = fold(text)
    if _OF_LETTERS.search(folded) is not None:
        return
    places: list[int] | None = None
    for first, last, kind in spelled(folded):
        places = places or origins(text)
        yield places[first], places[last], kind


def cut_up(text: str) -> Iterator[tuple[int, int, str]]:
    """«пиз дец», «за е ба ли»: the pieces are no words, or such as never meet."""
    yield from _cut_in_two(text)
    spoken = read(text).words
    for size in _MANY:
        for first in range(min(len(spoken) - size + 1, _MOST_PLACES)):
            pieces = [word.text for word in spoken[first : first + size]]
            if max(map(len, pieces)) > _LONGEST_PIECE or "".join(pieces) not in swear_words():
                continue
            if not all(len(piece) > 1 and is_known(piece) for piece in pieces):
                yield spoken[first].start, spoken[first + size - 1].end, "obscene"


def _cut_in_two(text: str) -> Iterator[tuple[int, int, str]]:
    """«пиз дец», «су ка»: the halves are no words, or such as never meet."""
    for one, other in pairwise(read(text).words):
        if one.text + other.text not in words("cut.txt"):
            continue
        if text[other.start].isupper() != text[one.start].isupper():
            continue
        if one.text in _NEVER_ALONE or not (is_known(one.text) and is_known(other.text)):
            yield one.start, other.end, "obscene"
