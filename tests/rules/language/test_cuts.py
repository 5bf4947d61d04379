"""Ordinary words without spaces between them."""

from rules.language.cuts import NEVER, Cuts
from rules.language.morphology import ends_of_words


def test_the_fewest_ordinary_words_are_counted() -> None:
    assert Cuts("приветмамазавтра").all_clean() == 3


def test_what_is_no_word_cannot_be_cut() -> None:
    assert Cuts("приветъъъъ").all_clean() >= NEVER


def test_a_swear_word_is_no_ordinary_one() -> None:
    cuts = Cuts("мамапиздец")

    assert cuts.all_clean() >= NEVER
    assert cuts.before(4, joints=False) == 1


def test_the_words_of_the_dictionary_that_begin_at_a_place_are_found() -> None:
    assert 4 in ends_of_words("ежикежик", 0, 3, 8)
    assert ends_of_words("ъъъ", 0, 1, 3) == []
