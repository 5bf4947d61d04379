"""The word lists beside this file, read once and kept as frozen sets of folded words."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

LEXICONS = Path(__file__).with_name("lexicons")


def lines(name: str) -> tuple[str, ...]:
    """The lines of a lexicon, without comments and empty ones."""
    text = (LEXICONS / name).read_text(encoding="utf-8")
    stripped = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(filter(None, stripped))


@cache
def words(name: str) -> frozenset[str]:
    """All words of a lexicon, however many stand in a line."""
    return frozenset(word for line in lines(name) for word in line.split())


@cache
def insult_forms() -> Mapping[str, str]:
    """Each form of each insult → its tier: certain, ambiguous, adjective, euphemism."""
    forms: dict[str, str] = {}
    for line in lines("insult_forms.txt"):
        tier, *inflected = line.split()
        forms.update(dict.fromkeys(inflected, tier))
    return MappingProxyType(forms)
