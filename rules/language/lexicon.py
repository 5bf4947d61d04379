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


class Pair(NamedTuple):
    """Beginnings of words beside which a word swears, and beside which it may."""

    surely: re.Pattern[str]
    perhaps: re.Pattern[str]


@cache
def pairs() -> Mapping[str, Pair]:
    found = {}
    for line in lines("pairs.txt"):
        word, *stems = line.split()
        cut = stems.index("|") if "|" in stems else len(stems)
        found[word] = Pair(_any_of(stems[:cut]), _any_of(stems[cut + 1 :]))
    return MappingProxyType(found)


def _any_of(stems: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(stems) or r"(?!)")


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


@cache
def shortened() -> Mapping[str, str]:
    """For a swear word without its vowels, its kind."""
    return MappingProxyType(
        {word: kind for kind, found in table("short.txt").items() for word in found}
    )


@cache
def swear_words() -> frozenset[str]:
    """Whole swear words: those that are listed, OpenCorpora's, and the past tenses of both."""
    listed = words("glued.txt") | words("cut.txt") | words("obscene_forms.txt")
    past = {form for form in listed if len(form) > 5 and form.endswith(("ал", "ил", "ул", "ел"))}
    return listed | {form + ending for form in past for ending in "аио"}
