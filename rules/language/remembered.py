"""What was found out about a word, kept for the next message that holds the word.

The words of a chat are few and come again, the messages are ever new: a look-up a word is the
cheapest way to tell that a message holds nothing of interest.
"""

from collections.abc import Callable
from typing import TypeVar

Finding = TypeVar("Finding")

MOST_WORDS = 16384  # beyond them all is forgotten and found out anew
LONGEST_KEPT = 40  # code points: what is longer is no word that comes again


class Remembered(dict[str, Finding]):
    """`remembered[word]` is `find(word)`; pass `remembered.__getitem__` to `map`."""

    __slots__ = ("_find",)

    def __init__(self, find: Callable[[str], Finding]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> Finding:
        found = self._find(word)
        if len(word) <= LONGEST_KEPT:
            if len(self) >= MOST_WORDS:
                self.clear()
            self[word] = found
        return found
