"""One look at the words of a text for all tables of words, whichever rule they belong to.

A table is a list of conditions: up to three sets of words, one of each of which a text has to
hold before the table is worth searching for. Most texts meet no condition of any table. What
the tables know of a word is found out when the word is first met and kept: the words of a chat
come again, only its messages are new.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

import ahocorasick

from rules.language.reading import Reading
from rules.language.remembered import Remembered
from rules.language.skeleton import skeleton

MOST_SETS = 3  # of words that a condition may have
_ORDINARY = 80  # words of one text that were never met before

Condition = Sequence[Iterable[str]]  # sets of words; «прода*» is every word that begins so


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
        "_makers",
        "_places",
        "_remembered",
        "_size",
        "_unneeded",
    )

    def __init__(self) -> None:
        self._makers: list[Callable[[], Signs]] = []
        self._remembered: Remembered[int] | None = None
        self._as_read = self._by_skeleton = _automaton({})
        self._places: list[tuple[int, int]] = []  # of each table: its first condition, its mask
        self._size = self._counting = 0
        self._unneeded = [0] * (MOST_SETS - 1)  # the conditions without a second, a third set

    def enter(self, make: Callable[[], Signs]) -> int:
        """The number by which a table asks what was seen of it."""
        self._makers.append(make)
        self._remembered = None
        return len(self._makers) - 1

    def saw(self, table: int, reading: Reading) -> bool:
        """Does the text meet any condition of the table that counts?"""
        words = self._words()
        if reading.looked_at is not words:
            bits = self._bits_of_all(words, reading.texts)
            reading.met = self._met(bits) & self._counting if bits else 0
            reading.looked_at = words
        if not reading.met:
            return False
        lowest, mask = self._places[table]
        return bool(reading.met >> lowest & mask)

    def bits_of(self, words: Iterable[str]) -> int:
        """For `conditions_met`: what is known of some folded words together."""
        return reduce(or_, filter(None, map(self._words().__getitem__, words)), 0)

    def conditions_met(self, table: int, bits: int) -> int:
        """One bit for each condition of a table, those that do not count too."""
        lowest, mask = self._places[table]
        return self._met(bits) >> lowest & mask if bits else 0

    def _met(self, bits: int) -> int:
        met = bits & ((1 << self._size) - 1)
        for place, unneeded in enumerate(self._unneeded, start=1):
            if not met:
                break
            met &= bits >> place * self._size | unneeded
        return met

    def _bits_of_all(self, words: Remembered[int], said: Sequence[str]) -> int:
        if len(said) > _ORDINARY:
            said = tuple(set(said))
            new = [word for word in said if word not in words]
            if len(new) > _ORDINARY:  # hardly words: they are not worth remembering
                known = filter(None, map(words.get, said))
                return reduce(or_, known, self._bits_in(f" {' '.join(new)} "))
        return reduce(or_, filter(None, map(words.__getitem__, said)), 0)

    def _words(self) -> Remembered[int]:
        if self._remembered is None:
            self._begin([make() for make in self._makers])
            self._remembered = Remembered(lambda word: self._bits_in(f" {word} "))
        return self._remembered

    def _bits_in(self, line: str) -> int:
        return _found(self._as_read, line) | _found(self._by_skeleton, skeleton(line))

    def _begin(self, tables: Sequence[Signs]) -> None:
        self._size = sum(len(signs.conditions) for signs in tables)
        self._places, self._counting, self._unneeded = [], 0, [0] * (MOST_SETS - 1)
        as_read, by_skeleton = dict[str, int](), dict[str, int]()
        number = 0
        for signs in tables:
            self._places.append((number, (1 << len(signs.conditions)) - 1))
            self._counting |= signs.counting << number
            for condition in signs.conditions:
                self._enter(condition, number, by_skeleton if signs.by_skeleton else as_read)
                number += 1
        self._as_read, self._by_skeleton = _automaton(as_read), _automaton(by_skeleton)

    def _enter(self, condition: Condition, number: int, keys: dict[str, int]) -> None:
        for place in range(len(condition), MOST_SETS):
            self._unneeded[place - 1] |= 1 << number
        for place, words in enumerate(condition):
            for word in words:
                stem = word.removesuffix("*")
                key = f" {stem}" if stem != word else f" {word} "
                keys[key] = keys.get(key, 0) | 1 << place * self._size + number


def _automaton(keys: dict[str, int]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for key, bits in keys.items():
        automaton.add_word(key, bits)
    automaton.make_automaton()
    return automaton


def _found(automaton: ahocorasick.Automaton, line: str) -> int:
    """Of words with a space before, between and behind them."""
    found = 0
    if len(automaton):
        for _, bits in automaton.iter(line):
            found |= bits
    return found


FIRST_LOOK = FirstLook()
