"""A quick look whether a regular expression can match at all, before it is tried at each letter.

Python's `re` tries a choice of forty words at every letter of a text; RE2 reads the text once,
whatever the choice. But RE2 knows no look-around and, of `\\\\w` and `\\\\s`, ASCII alone. So it
is given a wider pattern, and what it lets through is searched for as written.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import re2

# Each is at least as wide as in `re`; `$` may stand before a last line break there.
_WIDER_IN_CLASS = {r"\w": r"\S", r"\d": r"\pN"}
_WIDER = {r"\b": "", r"\B": "", r"\Z": "", "$": "", **_WIDER_IN_CLASS}
_SPACE = r"\s\v\x1c-\x1f\x{85}\pZ"
_LOOKS_AROUND = ("(?=", "(?!", "(?<=", "(?<!")


class Sifted:
    """A pattern without back-references, far quicker where it finds nothing."""

    __slots__ = ("_sieve", "pattern")

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self.pattern = re.compile(pattern, flags)
        self._sieve: Any = None  # made when first asked for

    def search(self, text: str) -> re.Match[str] | None:
        if self._sieve is None:
            self._sieve = re2.compile(wider(self.pattern), _options())
        try:
            found = self._sieve.search(text)
        except UnicodeEncodeError:  # half of a surrogate pair: RE2 reads UTF-8
            return self.pattern.search(text)
        return None if found is None else self.pattern.search(text, found.start())

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        first = self.search(text)
        return iter(()) if first is None else self.pattern.finditer(text, first.start())


@cache
def _options() -> Any:
    options = re2.Options()
    options.never_capture = True
    options.max_mem = 32 << 20
    return options


def wider(pattern: re.Pattern[str]) -> str:
    """A pattern for RE2 that matches wherever this one does, without back-references."""
    flags = "(?i)" if pattern.flags & re.IGNORECASE else ""
    return flags + "".join(_widened(pattern.pattern))


def _widened(pattern: str) -> Iterator[str]:
    place = 0
    while place < len(pattern):
        if pattern.startswith(_LOOKS_AROUND, place):
            place = _behind_group(pattern, place)
            if pattern[place : place + 1] in ("?", "*", "+"):
                place += 1
        elif pattern[place] == "[":
            end = _behind_class(pattern, place)
            yield "".join(_widened_class(pattern[place:end]))
            place = end
        else:
            sign = pattern[place : place + 2] if pattern[place] == "\\" else pattern[place]
            place += len(sign)
            yield f"[{_SPACE}]" if sign == r"\s" else _WIDER.get(sign, sign)


def _widened_class(letters: str) -> Iterator[str]:
    negated = letters.startswith("[^")
    signs = re.findall(r"\\.|.", letters, re.DOTALL)
    if not negated:
        yield from (_SPACE if sign == r"\s" else _WIDER_IN_CLASS.get(sign, sign) for sign in signs)
    elif {r"\W", r"\D", r"\S"}.isdisjoint(signs):
        yield letters  # in RE2 it excludes less
    else:
        yield r"(?s:.)"


def _behind_class(pattern: str, start: int) -> int:
    place = start + 1 + pattern.startswith("^", start + 1)
    place += pattern.startswith("]", place)  # stands for itself
    while pattern[place] != "]":
        place += 2 if pattern[place] == "\\" else 1
    return place + 1


def _behind_group(pattern: str, start: int) -> int:
    depth, place = 0, start
    while True:
        sign = pattern[place]
        if sign == "[":
            place = _behind_class(pattern, place)
            continue
        depth += (sign == "(") - (sign == ")")
        place += 2 if sign == "\\" else 1
        if not depth:
            return place
