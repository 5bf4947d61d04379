"""Morphology: what pymorphy3 knows of a word, and what it cannot read."""

import pytest

from rules.language import morphology
from rules.language.morphology import lemma

KINDS = (
    morphology.is_known,
    morphology.is_first_name,
    morphology.is_order,
    morphology.is_named,
    morphology.is_nominative,
    morphology.is_said_to_you,
    morphology.is_function_word,
    morphology.is_adjective,
)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("дом", morphology.is_known),
        ("ваня", morphology.is_first_name),
        ("отдай", morphology.is_order),
        ("шавка", morphology.is_named),
        ("тормоза", morphology.is_nominative),
        ("умеешь", morphology.is_said_to_you),
        ("под", morphology.is_function_word),
        ("хороший", morphology.is_adjective),
    ],
)
def test_a_word_is_of_its_kind(word, kind):
    assert kind(word)


def test_the_dictionary_form_has_no_yo():
    assert lemma("лётчиками") == "летчик"


@pytest.mark.parametrize("word", ["", "\U00018610дом", "\ud800", "дом\ud800"])
def test_what_cannot_be_read_is_of_no_kind_and_its_own_lemma(word):
    assert lemma(word) == word
    assert not any(kind(word) for kind in KINDS)
