"""Which phrases of a table may stand in a text at all, told by its words alone."""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_

from rules.language.first_look import FirstLook, Signs
from rules.language.phrases_table import Phrase, phrases_of
from rules.language.reading import Reading

_STRETCH = 12  # words: few phrases are wider


class PhraseSearch:
    """A table of phrases; it is read when the first text is looked at.

    A phrase may stand where words of all its needed sets were met close to each other.
    """

    __slots__ = ("_look", "_number", "_of_reach", "_phrases", "_table")

    def __init__(self, table: str, look: FirstLook) -> None:
        self._table = table
        self._look = look
        self._phrases: tuple[Phrase, ...] = ()
        self._of_reach = dict[int, int]()  # stretches that a phrase may touch → those phrases
        self._number = self._look.enter(self._signs)

    def may_find(self, reading: Reading) -> bool:
        """False for nearly every text: of each phrase that counts it lacks some word."""
        return self._look.saw(self._number, reading)

    def candidates(self, words: Sequence[str]) -> Iterator[tuple[Phrase, list[range]]]:
        """The phrases that may stand among the words, and from where to where they may begin."""
        starts = [
            range(first, min(first + _STRETCH, len(words)))
            for first in range(0, len(words), _STRETCH)
        ]
        bits = [self._look.bits_of(words[part.start : part.stop]) for part in starts]
        near = dict[int, list[range]]()
        for place, part in enumerate(starts):
            for reach, phrases in self._of_reach.items():
                together = reduce(or_, bits[place : place + reach])
                met = self._look.conditions_met(self._number, together) & phrases
                for number in _numbers(met):
                    near.setdefault(number, []).append(part)
        for number in sorted(near):
            yield self._phrases[number], near[number]

    def _signs(self) -> Signs:
        self._phrases = tuple(phrases_of(self._table))
        self._of_reach.clear()
        counting = 0
        for number, phrase in enumerate(self._phrases):
            reach = 1 + -(-phrase.width // _STRETCH)
            self._of_reach[reach] = self._of_reach.get(reach, 0) | 1 << number
            counting |= (not phrase.calms) << number
        needed = [
            [[word.replace("~", "*") for word in words] for words in phrase.needed]
            for phrase in self._phrases
        ]
        return Signs(needed, counting, by_skeleton=True)


def _numbers(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
