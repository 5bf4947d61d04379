"""Words most letters of which are starred."""

import pytest

from rules.language.masked import hides_an_ordinary_letter, starred_certainty


@pytest.mark.parametrize("word", ["*уйня", "бля*", "пид***", "заеб****", "х**сос"])
def test_a_word_that_shows_enough_is_certain(word: str) -> None:
    assert starred_certainty(word) is True


@pytest.mark.parametrize("word", ["п****ц", "б***ь"])
def test_a_word_that_shows_little_is_doubtful(word: str) -> None:
    assert starred_certainty(word) is False


@pytest.mark.parametrize("word", ["*ука", "*роза", "к**ова", "себе*", "п*сьмо"])
def test_a_word_that_fits_no_swear_word_alone_is_none(word: str) -> None:
    assert starred_certainty(word) is None


def test_a_letter_that_a_pupil_puts_in_is_an_ordinary_one() -> None:
    assert hides_an_ordinary_letter("манд*рин")
    assert not hides_an_ordinary_letter("п*дрила")
