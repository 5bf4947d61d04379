"""The journal is read in Russian, whatever was done."""

import re

from bot.commands.told import DEEDS, STATES
from rules.regulation.cases import State
from rules.regulation.entry import Deed


def test_every_deed_and_every_state_has_its_russian_words():
    assert set(DEEDS) == set(Deed)
    assert set(STATES) == set(State)
    assert all(re.fullmatch(r"[а-яё :,]+", words) for words in (*DEEDS.values(), *STATES.values()))
