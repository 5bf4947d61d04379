"""The words around a number, which say whose it is and of what kind."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from rules.language.cues import Cues, line_of
from rules.language.links import links_in
from rules.language.personal.words import HINTS

_HINTS = Cues(HINTS)
# How many letters before a number and after it a word may stand and still speak of it.
_USUAL_REACH = (45, 25)
_REACH: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"id": (28, 14), "order": (16, 12), "book": (32, 16), "public": (60, 40), "inn": (30, 6)}
)
_FARTHEST = 60
_ANYWHERE = frozenset({"sum", "public", "lives"})
_LONGEST_HINT = 60


class Surroundings:
    """The hints and the links of one text, by their places in the original."""

    __slots__ = ("_hints", "_links", "_starts", "anywhere")

    def __init__(self, text: str) -> None:
        line = line_of(text)
        cues = _HINTS.find(line)
        self._hints = sorted((*line.span(cue.first, cue.last), cue.kind) for cue in cues)
        self._starts = [start for start, _, _ in self._hints]
        self._links = [(link.start, link.end) for link in links_in(text)]
        self.anywhere = _ANYWHERE & {cue.kind for cue in cues}

    def near(self, start: int, end: int) -> frozenset[str]:
        """The kinds of the hints close enough to speak of what stands there."""
        kinds = set()
        first = bisect_left(self._starts, start - _FARTHEST - _LONGEST_HINT)
        last = bisect_right(self._starts, end + _FARTHEST)
        for hint_start, hint_end, kind in self._hints[first:last]:
            before, after = _REACH.get(kind, _USUAL_REACH)
            if start - before <= hint_end and hint_start <= end + after:
                kinds.add(kind)
        return frozenset(kinds)

    def within_link(self, start: int, end: int) -> bool:
        return any(first < end and start < last for first, last in self._links)


@lru_cache(maxsize=64)
def surroundings_of(text: str) -> Surroundings:
    """Found once for all detectors of one message."""
    return Surroundings(text)
