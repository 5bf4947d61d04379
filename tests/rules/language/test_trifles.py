"""Trifles of one's own day: two signs make one, a word of school clears it."""

import pytest

from rules.language.idle_talk import is_idle_talk
from rules.language.reading import read


@pytest.mark.parametrize(
    "text",
    [
        "а у меня кот на холодильник залез, и сидит",
        "пью чай с малиной и смотрю на дождь",
        "мне сегодня приснилось, что я летаю",
        "какой сериал посмотреть вечером?",
        "сделала маникюр, красота",
        "го в кс",
        "скууучно",
    ],
)
def test_a_trifle_is_idle_talk(text: str) -> None:
    assert is_idle_talk(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Блины печём на Масленицу в четверг",
        "у нас кот пропал, рыжий",
        "эх, жаль, тогда в следующую субботу",
        "стою в пробке, опоздаю на урок",
        "какой фильм посмотреть к сочинению?",
        "а где все",
    ],
)
def test_what_belongs_to_school_is_not(text: str) -> None:
    assert not is_idle_talk(read(text))
