"""A noun that is told of somebody."""

import pytest

from rules.language.branded import is_branded
from rules.language.reading import read


def told(text: str, noun: str) -> bool:
    spoken = read(text).words
    place = next(i for i, word in enumerate(spoken) if word.text == noun)
    return is_branded(spoken, place, text)


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("завуч крыса", "крыса"),
        ("Петров из 7б баран", "баран"),
        ("ну и овца, опять забыла сменку", "овца"),
        ("привет, козел", "козел"),
        ("осел этот ваш председатель", "осел"),
        ("ваша дочь корова", "корова"),
        ("тупые курицы обсуждают шторы", "курицы"),
    ],
)
def test_a_noun_told_of_a_person_brands_him(text: str, noun: str) -> None:
    assert told(text, noun)


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("корова опять не дала молока", "корова"),
        ("я нашел старый пень", "пень"),
        ("у козы и барана рога разные", "барана"),
        ("в зоопарке слон и крокодил", "крокодил"),
    ],
)
def test_an_animal_or_a_thing_is_left_alone(text: str, noun: str) -> None:
    assert not told(text, noun)
