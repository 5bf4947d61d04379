"""Letters that stand apart, and words cut in two."""

import pytest

from rules.language.apart import cut_up, letters_apart


def kinds(text: str) -> list[str]:
    return [kind for _, _, kind in letters_apart(text)]


@pytest.mark.parametrize("text", ["х у й", "с.у.к.а", "п + и + з + д + а", "м | * | д | а | к"])
def test_letters_with_anything_between_them_are_read_together(text: str) -> None:
    assert kinds(text) == ["obscene"]


@pytest.mark.parametrize(
    "text", ["у ч е б н и к", "п и р а м и д а", "х*у + й*х = 3", "оси х у и", "8 9 1 2"]
)
def test_a_lesson_and_a_formula_are_no_swearing(text: str) -> None:
    assert kinds(text) == []


def test_the_place_is_that_of_the_text_as_written() -> None:
    text = "ну х\u0301 у й вот"

    (start, end, _), *_ = letters_apart(text)

    assert text[start:end].strip() == "х\u0301 у й"


@pytest.mark.parametrize("text", ["пиз дец", "ну су ка", "бл ядь какая"])
def test_two_halves_of_a_swear_word_are_joined(text: str) -> None:
    assert [kind for _, _, kind in cut_up(text)] == ["obscene"]


@pytest.mark.parametrize("text", ["под борт", "бля Дь", "за лупой"])
def test_two_words_are_left_two(text: str) -> None:
    assert list(cut_up(text)) == []
