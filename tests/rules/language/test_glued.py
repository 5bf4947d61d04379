"""Swear words glued to other words."""

import pytest

from rules.language.glued import glued_kind, holds_long_swear_word, is_glued_of_ordinary


@pytest.mark.parametrize("word", ["мамасука", "приветбля", "простовыебон", "мымудакипростилиего"])
def test_a_swear_word_among_ordinary_words_is_found(word: str) -> None:
    assert glued_kind(word) == "obscene"


def test_an_insult_keeps_its_tier() -> None:
    assert glued_kind("тыдебил") == "certain"


@pytest.mark.parametrize("word", ["сукулент", "ассамбляж", "перебаловать", "барсука"])
def test_a_word_that_only_looks_glued_is_ordinary(word: str) -> None:
    assert glued_kind(word) is None


@pytest.mark.parametrize("word", ["вариантзаданиебаллиз", "себештаны", "нашуродину"])
def test_ordinary_words_that_make_a_root_where_they_meet_are_ordinary(word: str) -> None:
    assert is_glued_of_ordinary(word)


@pytest.mark.parametrize("word", ["чатохуевший", "физикаебанутая", "школьникамебланы"])
def test_a_swear_word_is_likelier_than_scraps_of_ordinary_ones(word: str) -> None:
    assert glued_kind(word) == "obscene"
    assert not is_glued_of_ordinary(word)


def test_only_a_long_swear_word_counts_among_latin_letters() -> None:
    assert holds_long_swear_word("всезаебало")
    assert not holds_long_swear_word("мандатори")
