"""Names and other languages."""

import pytest

from rules.language.innocence import is_left_out, tells_of_itself
from rules.language.names import is_foreign


def foreign(text: str, word: str) -> bool:
    return is_foreign(text, text.index(word), len(word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("wai hui shou ru", "hui"),
        ("учитель Zhang Hui", "Hui"),
        ("suka duka по-индонезийски", "suka"),
    ],
)
def test_a_word_of_another_language_is_foreign(text: str, word: str) -> None:
    assert foreign(text, word)


@pytest.mark.parametrize(
    ("text", "word"), [("idi na hui", "hui"), ("suka", "suka"), ("ну и hui с ним", "hui")]
)
def test_among_russian_words_it_is_not(text: str, word: str) -> None:
    assert not foreign(text, word)


def test_an_exercise_leaves_letters_out() -> None:
    assert is_left_out("х..лод, б..льшой — орфограммы", "х..лод")
    assert not is_left_out("да пошёл ты на х..й", "х..й")


def test_what_one_says_of_oneself_is_no_insult() -> None:
    assert tells_of_itself("я такой дурак", 8, 5)
    assert tells_of_itself("дураком себя чувствую", 0, 7)
    assert not tells_of_itself("ты такой дурак", 9, 5)
