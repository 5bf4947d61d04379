"""Words drawn with other letters, digits and masks."""

import pytest

from rules.language.drawn import drawn_kind, joined_kind, leet_kind, masked_kind, weakly_masked_kind


@pytest.mark.parametrize("word", ["xyй", "6лять", "пи3дa", "pizdec", "nahuj", "vyebon", "cyka"])
def test_a_drawn_swear_word_is_read(word: str) -> None:
    assert drawn_kind(word) == "obscene"


@pytest.mark.parametrize(
    "word",
    [
        "к0манда",
        "herrenhaus",
        "xuesheng",
        "scala",
        "ebenholz",
        "fukuoka",
        "shui",
        "bichon",
    ],
)
def test_words_of_other_languages_and_clean_leet_pass(word: str) -> None:
    assert drawn_kind(word) is None


@pytest.mark.parametrize("word", ["х*й", "п**дец", "м*дак", "х*у*й"])
def test_a_masked_swear_word_is_read(word: str) -> None:
    assert masked_kind(word) == "obscene"


@pytest.mark.parametrize("word", ["x*y", "5*х", "*", "а*б*в", "с*бота"])
def test_a_formula_is_no_mask(word: str) -> None:
    assert masked_kind(word) is None


def test_letters_of_several_signs_are_read() -> None:
    assert leet_kind("}{уй") == "obscene"
    assert leet_kind("(привет)") is None


def test_weak_signs_hide_a_letter_unless_ordinary_words_meet_there() -> None:
    assert weakly_masked_kind("бл-дство") == "obscene"
    assert weakly_masked_kind("ху-ху-ху") is None
    assert weakly_masked_kind("хуэй-мэй") is None


def test_joined_letters_must_be_a_whole_swear_word() -> None:
    assert joined_kind("хуй") == "obscene"
    assert joined_kind("учебник") is None
