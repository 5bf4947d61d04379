"""Every setting of every rule is described for those who set it."""

import re
from dataclasses import fields
from typing import get_args, get_type_hints

import pytest

from rules.catalogue import CATALOGUE


@pytest.mark.parametrize(
    ("rule", "setting"),
    [(rule, field.name) for rule in CATALOGUE.values() for field in fields(rule)],  # type: ignore[arg-type]  # every rule is a dataclass
)
def test_a_setting_is_described_by_a_russian_sentence(rule, setting):
    hint = get_type_hints(rule, include_extras=True)[setting]

    described = [note for note in get_args(hint)[1:] if isinstance(note, str)]

    assert described
    assert re.fullmatch(r"[А-ЯЁ].*\.", described[0])
