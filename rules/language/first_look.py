"""One look at the words of a text for all tables of words, whichever rule they belong to.

A table is a list of conditions: up to three sets of words, one of each of which a text has to
hold before the table is worth searching for. Most texts meet no condition of any table. What
the tables know of a word is found out when the word is first met and kept: the words of a chat
come again, only its messages are new.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_

import ahocorasick

from rules.language.reading import Reading
from rules.language.remembered import Remembered
from rules.language.skeleton import skeleton

MOST_SETS = 3  # of words that a condition may have
STRETCH = 12  # words: few phrases are wider
_MOST_WORDS = 1000  # that are looked at a dozen at a time
_ORDINARY = 80  # words of one text that were never met before

Condition = Sequence[Iterable[str]]  # sets of words; «прода*» is every word that begins so
Known = Remembered[int]


@dataclass(frozen=True, slots=True)
class Signs:
    conditions: Sequence[Condition]
    counting: int  # one bit for each condition that by itself is worth a search
    by_skeleton: bool = False  # the words are skeletons, and so must be those of the text


class FirstLook:
    """Tables enter when they are made; their signs are read when the first text is looked at.

    A word is known by bits, one for each set of each condition to which it belongs: the first
    sets of all conditions stand lowest, then the second ones, then the third.
    """

    __slots__ = (
        "_as_read",
        "_by_skeleton",
        "_counting",
        "_first_sets",
        "_known",
        "_makers",
        "_masks",
        "_size",
        "_stretches",
        "_unneeded",
    )

    def __init__(self) -> None:
        self._makers: list[Callable[[], Signs]] = []
        self._known: Known | None = None
        self._as_read = self._by_skeleton = _automaton({})
        self._masks: list[int] = []  # of each table: its conditions
        self._size = self._counting = self._first_sets = 0
        self._unneeded = [0] * (MOST_SETS - 1)  # the conditions without a second, a third set
        self._stretches: Callable[[Reading], Sequence[int]] = self._bits_of_stretches

    def enter(self, make: Callable[[], Signs]) -> int:
        """The number by which a table asks what was seen of it."""
        self._makers.append(make)
        self._known = None
        return len(self._makers) - 1

    def saw(self, table: int, reading: Reading) -> bool:
        """Does the text meet any condition of the table that counts?"""
        known = self._known
        if known is None or reading.looked_at is not known:
            known = self.known()
            long = len(reading.texts) > _ORDINARY
            bits = reduce(or_, self.stretches(reading)) if long else self.bits_of(reading.texts)
            reading.met = self.met(bits) & self._counting
            reading.looked_at = known
        return bool(reading.met and reading.met & self._masks[table])

    def known(self) -> Known:
        """What was found out about words. It is another one once a new table has entered."""
        if self._known is None:
            self._begin([make() for make in self._makers])
            self._known = Remembered(self._bits_of_word)
            self._stretches = lru_cache(maxsize=16)(self._bits_of_stretches)
        return self._known

    def bits_of(self, said: Sequence[str]) -> int:
        """What is known of some folded words together."""
        return reduce(or_, filter(None, map(self.known().__getitem__, said)), 0)

    def bits_of_each(self, parts: Sequence[Sequence[str]]) -> list[int]:
        """The same for the parts of one text."""
        known = self.known()
        if sum(map(len, parts)) > _ORDINARY:
            said = {word for part in parts for word in part}
            if sum(word not in known for word in said) > _ORDINARY:
                return list(map(self._bits_unkept, parts))
        return list(map(self.bits_of, parts))

    def stretches(self, reading: Reading) -> Sequence[int]:
        """What is known of each dozen of a text's words; of the last texts it is kept."""
        self.known()
        return self._stretches(reading)

    def _bits_of_stretches(self, reading: Reading) -> Sequence[int]:
        said = reading.texts[:_MOST_WORDS]
        rest = tuple(set(reading.texts[_MOST_WORDS:]))
        parts = [said[i : i + STRETCH] for i in range(0, len(said), STRETCH)]
        return self.bits_of_each([*parts, rest] if rest else parts)

    def _bits_unkept(self, said: Sequence[str]) -> int:
        """Of words that hardly are words, so many of them are new: not worth remembering."""
        known = self.known()
        new = [word for word in said if word not in known]
        old = filter(None, map(known.get, said))
        return reduce(or_, old, self._bits_of_word(" ".join(new)))

    def met(self, bits: int) -> int:
        """The conditions of words with these bits meet; `mask` tells whose they are."""
        met = bits & self._first_sets
        for place, unneeded in enumerate(self._unneeded, start=1):
            if not met:
                break
            met &= bits >> place * self._size | unneeded
        return met

    def mask(self, table: int) -> int:
        """The bits of a table's conditions among all that may be met, in the table's order."""
        self.known()
        return self._masks[table]

    def _bits_of_word(self, word: str) -> int:
        """Of a new word, or of several with a space between them."""
        line, found = f" {word} ", 0
        for _, bits in self._as_read.iter(line):
            found |= bits
        for _, bits in self._by_skeleton.iter(skeleton(line)):
            found |= bits
        return found

    def _begin(self, tables: Sequence[Signs]) -> None:
        self._size = sum(len(signs.conditions) for signs in tables)
        self._first_sets = (1 << self._size) - 1
        self._counting, self._unneeded = 0, [0] * (MOST_SETS - 1)
        self._masks = [0] * len(tables)
        as_read, by_skeleton = dict[str, int](), dict[str, int]()
        number = 0
        # Small tables first: what they meet stays a small number, which is quick to work with.
        for table, signs in sorted(enumerate(tables), key=lambda pair: len(pair[1].conditions)):
            self._masks[table] = (1 << len(signs.conditions)) - 1 << number
            self._counting |= signs.counting << number
            for condition in signs.conditions:
                self._enter(condition, number, by_skeleton if signs.by_skeleton else as_read)
                number += 1
        self._as_read, self._by_skeleton = _automaton(as_read), _automaton(by_skeleton)

    def _enter(self, condition: Condition, number: int, keys: dict[str, int]) -> None:
        for place in range(len(condition), MOST_SETS):
            self._unneeded[place - 1] |= 1 << number
        for place, words in enumerate(condition):
            bit = 1 << place * self._size + number
            for word in words:
                key = f" {word[:-1]}" if word[-1] == "*" else f" {word} "
                keys[key] = keys.get(key, 0) | bit


def _automaton(keys: dict[str, int]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    automaton.add_word("\0", 0)  # without any key it could not be searched
    for key, bits in keys.items():
        automaton.add_word(key, bits)
    automaton.make_automaton()
    return automaton


FIRST_LOOK = FirstLook()
