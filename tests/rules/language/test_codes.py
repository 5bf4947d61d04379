"""Models, number plates, formulas, nicknames and files are no words."""

import pytest

from rules.language.codes import (
    is_a_code,
    is_a_file,
    is_a_formula,
    is_a_link,
    is_a_nickname,
    is_numbered,
)


@pytest.mark.parametrize("word", ["hy1-9pz", "сру-5", "6113ет", "е666бу", "до-36950-гт"])
def test_letters_and_figures_of_a_model_are_a_code(word: str) -> None:
    assert is_a_code(word)


@pytest.mark.parametrize("word", ["др0438о", "вы360ны", "ху380", "х7й"])
def test_figures_for_letters_are_no_code(word: str) -> None:
    assert not is_a_code(word)


@pytest.mark.parametrize("piece", ["na*6", "xy*0", "D-dur", "es-moll,"])
def test_a_formula_and_a_musical_key_are_no_words(piece: str) -> None:
    assert is_a_formula(piece)
    assert not is_a_formula("bl*t")


def test_names_of_people_files_and_pages_are_seen() -> None:
    assert is_a_nickname("@bitva_polden69,")
    assert is_a_file("grunt_61в.pdf")
    assert is_a_link("https://vk.com/wall")
    assert is_numbered("33б")
