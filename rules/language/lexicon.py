"""The word lists beside this file, read once and kept as frozen sets of folded words."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

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
def table(name: str) -> Mapping[str, frozenset[str]]:
    """Kind → its words, of a lexicon whose lines begin with a kind."""
    found: dict[str, set[str]] = {}
    for line in lines(name):
        kind, *listed = line.split()
        found.setdefault(kind, set()).update(listed)
    return MappingProxyType({kind: frozenset(listed) for kind, listed in found.items()})


class Insult(NamedTuple):
    tier: str  # certain, context, ambiguous, adjective, crude, paired or euphemism
    lemma: str


@cache
def pairs() -> Mapping[str, re.Pattern[str]]:
    """For a word, the beginnings of words beside which it swears."""
    found = {}
    for line in lines("pairs.txt"):
        word, *stems = line.split()
        found[word] = re.compile("|".join(stems))
    return MappingProxyType(found)


@cache
def insult_forms() -> Mapping[str, Insult]:
    """Each form of each insult of insults.txt."""
    forms: dict[str, Insult] = {}
    for line in lines("insult_forms.txt"):
        tier, lemma, *inflected = line.split()
        forms.update(dict.fromkeys(inflected, Insult(tier, lemma)))
    forms.update({word: Insult("paired", word) for word in pairs()})
    return MappingProxyType(forms)


@cache
def contexts() -> Mapping[str, re.Pattern[str]]:
    """For a lemma, the beginnings of words beside which it is no insult."""
    found = {}
    for line in lines("contexts.txt"):
        lemma, *stems = line.split()
        found[lemma] = re.compile("|".join(stems))
    return MappingProxyType(found)
