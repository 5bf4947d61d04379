"""Swear words glued to other words."""

import pytest

from rules.language.glued import glued_kind, is_segmented


@pytest.mark.parametrize("word", ["мамасука", "приветбля", "простовыебон", "мымудакипростилиего"])
def test_a_swear_word_among_ordinary_words_is_found(word: str) -> None:
    assert glued_kind(word) == "obscene"


def test_an_insult_keeps_its_tier() -> None:
    assert glued_kind("тыдебил") == "certain"


@pytest.mark.parametrize("word", ["сукулент", "ассамбляж", "перебаловать", "барсука"])
def test_a_word_that_only_looks_glued_is_ordinary(word: str) -> None:
    assert glued_kind(word) is None


def test_a_text_of_ordinary_words_is_segmented() -> None:
    assert is_segmented("приветмамазавтра")
    assert not is_segmented("приветъъъъ")
