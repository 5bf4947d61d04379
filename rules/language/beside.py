"""A noun that may insult, and what stands beside it: a comma, an end, nothing at all."""

import re
from collections.abc import Sequence

from rules.language.lexicon import insult_forms
from rules.language.reading import Word

_END = re.compile(r"[,.!?;:)(]|\s[—–-]\s")


def is_adjective_of_insults(word: Word) -> bool:
    insult = insult_forms().get(word.text)
    return insult is not None and insult.tier == "adjective"


def insult_lemma(word: Word) -> str:
    """Empty for a word that insults nobody."""
    insult = insult_forms().get(word.text)
    return "" if insult is None else insult.lemma


def ends(spoken: Sequence[Word], place: int, text: str) -> bool:
    """Is it the last word, or the last before a comma, a dot or «и»?"""
    if place + 1 == len(spoken) or spoken[place + 1].text == "и":
        return True
    return _END.search(text, spoken[place].end, spoken[place + 1].start) is not None


def joined(one: Word, other: Word, text: str) -> bool:
    """Does nothing but a space stand between them?"""
    return text[one.end : other.start].isspace()
