"""What was found out about a word or a text, kept for the next message that holds it.

The words of a chat are few and come again: a look-up a word is the cheapest way to tell that a
message holds nothing of interest. Short messages («спасибо», «ок») come again as they are.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Concatenate, ParamSpec, TypeVar, cast

Finding = TypeVar("Finding")
Settings = ParamSpec("Settings")

MOST_WORDS = 16384  # beyond them all is forgotten and found out anew
LONGEST_KEPT = 40  # code points: what is longer is no word that comes again
_MOST_TEXTS = 16384
_LONGEST_TEXT = 400  # code points: longer texts are seldom sent twice, and fill the memory
_LAST_TEXTS = 4  # long ones: the rules of one message ask for the same


class Remembered(dict[str, Finding]):
    """`remembered[word]` is `find(word)`; pass `remembered.__getitem__` to `map`."""

    __slots__ = ("_find", "_longest", "_most")

    def __init__(
        self,
        find: Callable[[str], Finding],
        most: int = MOST_WORDS,
        longest: int = LONGEST_KEPT,
    ) -> None:
        super().__init__()
        self._find = find
        self._most = most
        self._longest = longest

    def __missing__(self, word: str) -> Finding:
        found = self._find(word)
        if len(word) <= self._longest:
            if len(self) >= self._most:
                self.clear()
            self[word] = found
        return found


def by_text(
    find: Callable[Concatenate[str, Settings], Finding],
) -> Callable[Concatenate[str, Settings], Finding]:
    """`find`, which need not look twice at a text that comes again."""
    of_short = cast(Callable[..., Finding], lru_cache(maxsize=_MOST_TEXTS)(find))
    of_long = cast(Callable[..., Finding], lru_cache(maxsize=_LAST_TEXTS)(find))

    def remembered(text: str, /, *args: Settings.args, **kwargs: Settings.kwargs) -> Finding:
        if len(text) <= _LONGEST_TEXT:
            return of_short(text, *args, **kwargs)
        return of_long(text, *args, **kwargs)

    return remembered
