"""Letters that stand apart: «х у й», «с.у.к.а», «п + и + з + д + а», «м | * | д | а | к»."""

import re
from collections.abc import Iterator

from rules.language.drawn import MASKS, joined_kind

_LONGEST = 80  # letters that are read together
# Single letters with whatever between them that is no letter.
_SINGLE = re.compile(r"(?<![^\W_])[^\W_](?:(?:[^\S\n]|[^\w\s]|_){1,5}[^\W_]){2,}(?![^\W_])")
# The same sign, or spaces, between letters some of which are masked.
_UNIFORM = re.compile(
    r"(?<![^\W_])([^\W_])([^\w\s]|_| [^\w\s]? ?| {2,4})(?:[^\W_]|[*#%@$&])"
    r"(?:\2(?:[^\W_]|[*#%@$&])){2,}(?![^\W_])"
)
_BETWEEN = re.compile(r"[\W_]+")
_FORMULA = re.compile(r"[*=/^<>]")
_NUMBER = re.compile(r"\d\s*[*+=/-]|[*+=/-]\s*\d")


def spelled(folded: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, kind) of each swear word whose letters stand apart in a folded text."""
    for match in _SINGLE.finditer(folded):
        kind = _single_kind(match[0])
        if kind is not None:
            yield match.start(), match.end(), kind
    for match in _UNIFORM.finditer(folded):
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
