"""The bounds on what is judged of one message."""

import random
from itertools import cycle, islice
from pathlib import Path

import pytest

from rules.language.message_swearing import worst

_LINES = Path(__file__).parents[1] / "data" / "advertising.txt"


def said(text):
    found = worst(text, insults=True, euphemisms=False, exceptions=frozenset())
    return None if found is None else found.fragment


def a_letter():
    """Some 4,000 characters that parents wrote, none of them bad."""
    lines = [line for line in _LINES.read_text(encoding="utf-8").splitlines() if line[:2] == "- "]
    random.Random(3).shuffle(lines)
    honest = [line[2:] for line in lines if said(line[2:]) is None]
    return ". ".join(islice(cycle(honest), 200))[:4000].rpartition(". ")[0]


@pytest.mark.parametrize("ending", ["блядь", "пиздец", "х*й", "Х У Й", "пи3дец", "дебилы"])
def test_an_honest_letter_is_read_to_its_end(ending):
    assert said(f"{a_letter()}. {ending}") == ending


def test_behind_much_that_is_strange_whole_swear_words_are_still_found():
    strange = " ".join(f"x*y{number}-{number}" for number in range(350))

    assert said(f"{strange} сука!") == "сука"
    assert said(f"{strange} (сука)") == "сука"
