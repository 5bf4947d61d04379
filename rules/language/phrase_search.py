"""Which phrases of a table may stand in a text at all, told by its words alone."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial, reduce
from itertools import pairwise
from operator import or_

from rules.language.first_look import STRETCH, FirstLook, Signs
from rules.language.phrases_table import Phrase, phrases_of
from rules.language.reading import Reading

_MOST_STARTS = 1600  # of all phrases: hardly any film dialogue of 4,096 characters needs more


class Stretches:
    """A text a dozen words at a time, for all tables that search it.

    `parts` are places in the row of words that is searched. When that row lacks words of the
    reading, `reading` is None and the row itself is cut.
    """

    __slots__ = ("_bits", "_known", "_met", "_reading", "_row", "parts")

    def __init__(self, row: Sequence[str], reading: Reading | None, places: Sequence[int]) -> None:
        """`places` are those of the reading's words in the row."""
        begins = places[::STRETCH] if reading is not None else range(0, len(row), STRETCH)
        self.parts = [range(*ends) for ends in pairwise((0, *begins[1:], len(row)))]
        self._row = row
        self._reading = reading
        self._known: object = None  # what the look knew when it looked
        self._bits: Sequence[int] = ()
        self._met = dict[int, list[int]]()

    def met(self, look: FirstLook, reach: int) -> list[int]:
        """The conditions that the words of each stretch and of the next `reach` ones meet."""
        known = look.known()
        if self._known is not known:
            self._bits = self._looked_at(look)
            self._known = known
            self._met = {}
        met = self._met.get(reach)
        if met is None:
            bits = self._bits
            met = [look.met(reduce(or_, bits[i : i + reach + 1])) for i in range(len(bits))]
            self._met[reach] = met
        return met

    def _looked_at(self, look: FirstLook) -> Sequence[int]:
        if self._reading is not None:
            return look.stretches(self._reading)
        return look.bits_of_each([self._row[part.start : part.stop] for part in self.parts])


class PhraseSearch:
    """A table of phrases; it is read when the first text is looked at.

    A phrase may stand where words of all its needed sets were met close to each other.
    """

    __slots__ = ("_look", "_number", "_of_reach", "_phrases", "_table", "may_find")

    def __init__(self, table: str, look: FirstLook) -> None:
        self._table = table
        self._look = look
        self._phrases: tuple[Phrase, ...] = ()
        self._of_reach = dict[int, int]()  # the next stretches that a phrase may touch → phrases
        self._number = self._look.enter(self._signs)
        # False for nearly every text: of each phrase that counts it lacks some word.
        self.may_find: Callable[[Reading], bool] = partial(look.saw, self._number)

    def candidates(self, stretches: Stretches) -> Iterator[tuple[Phrase, list[int]]]:
        """The phrases that may stand among the words, and at which words they may begin.

        Of a text in which hardly any phrase may not stand, only the beginning is searched.
        """
        mask = self._look.mask(self._number)
        lowest = (mask & -mask).bit_length() - 1
        of_reach = [
            (stretches.met(self._look, reach), phrases << lowest)
            for reach, phrases in self._of_reach.items()
        ]
        near = dict[int, list[int]]()
        starts = 0
        for place, part in enumerate(stretches.parts):
            for met, phrases in of_reach:
                for number in _numbers(met[place] & phrases):
                    near.setdefault(number, []).extend(part)
                    starts += len(part)
            if starts >= _MOST_STARTS:
                break
        for number in sorted(near):
            yield self._phrases[number - lowest], near[number]

    def _signs(self) -> Signs:
        self._phrases = tuple(phrases_of(self._table))
        self._of_reach.clear()
        counting = 0
        for number, phrase in enumerate(self._phrases):
            reach = -(-phrase.width // STRETCH)
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
