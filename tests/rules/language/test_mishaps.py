"""Ordinary words that a mishap makes look like swearing."""

import pytest

from rules.language.mishaps import is_drawn_out, is_half_of_a_word, is_misspelt


@pytest.mark.parametrize("word", ["пердложение", "портебует", "оперделить"])
def test_two_neighbours_swapped_make_a_misspelt_word(word: str) -> None:
    assert is_misspelt(word)


@pytest.mark.parametrize("word", ["обоссанный", "ссучился", "хуллиии", "пердун", "хуйня"])
def test_swearing_is_not_taken_for_a_misspelt_word(word: str) -> None:
    assert not is_misspelt(word)


def test_a_vowel_drawn_out_leaves_the_word_ordinary() -> None:
    assert is_drawn_out("колееебания")
    assert not is_drawn_out("хууйня")


@pytest.mark.parametrize(
    ("text", "half"),
    [("слу-\nхам не верьте", "хам"), ("нах одилась тут", "нах"), ("километ- рах", "рах")],
)
def test_half_of_a_broken_word_is_no_word(text: str, half: str) -> None:
    assert is_half_of_a_word(text, text.index(half), len(half))


def test_a_word_of_its_own_is_no_half() -> None:
    assert not is_half_of_a_word("иди нах отсюда", 4, 3)
