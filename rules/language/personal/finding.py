"""What a detector of personal data hands back, and the words around a number that decide."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

# How many letters before a number and after it a word may stand and still speak of it.
_USUAL_REACH = (45, 25)
_REACH: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"id": (28, 14), "order": (16, 12), "book": (32, 16), "public": (60, 40), "sum": (400, 400)}
)


@dataclass(frozen=True, slots=True)
class Finding:
    kind: str  # a Russian word for the evidence: «телефон»
    start: int  # in the original text
    end: int
    certain: bool
    tail: str = ""  # the last two digits at most: all that may be remembered of the datum

    @property
    def masked(self) -> str:
        return f"{self.kind} …{self.tail}" if self.tail else self.kind


@dataclass(frozen=True, slots=True)
class Hint:
    """A word such as «паспорт» or «идентификатор», by its place in the original."""

    kind: str
    start: int
    end: int


def near(hints: Iterable[Hint], start: int, end: int) -> frozenset[str]:
    """The kinds of the hints that stand close enough to a number to speak of it."""
    kinds = set()
    for hint in hints:
        before, after = _REACH.get(hint.kind, _USUAL_REACH)
        if start - before <= hint.end and hint.start <= end + after:
            kinds.add(hint.kind)
    return frozenset(kinds)
