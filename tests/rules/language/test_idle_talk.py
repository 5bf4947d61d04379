"""Idle talk in words: told from business by the words beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.language.idle_talk import is_idle_talk
from rules.language.reading import read


@pytest.mark.parametrize(
    "text",
    [
        "скучно",
        "всем привет как дела у кого что нового",
        "я спать",
        "го поболтаем кто онлайн",
        "мой кот опять спит на батарее вот умора",
        "кто смотрел вчера голос? я в восторге",
        "а мы с мужем шашлыки сегодня жарим, а вы?",
    ],
)
def test_talk_to_while_time_away_is_idle(text):
    assert is_idle_talk(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "как дела с проектом?",
        "я тут, у входа, выходите",
        "кто смотрел параграф 5?",
        "снег в среду, лыжи берём",
        "моя кошка съела тетрадь по русскому",
        "первый урок отменили",
        "",
    ],
)
def test_talk_about_something_is_not(text):
    assert not is_idle_talk(read(text))


@given(st.text(max_size=300) | st.text("а тут есть кто ", max_size=300))
def test_any_text_is_judged_alike(text):
    assert is_idle_talk(read(text)) == is_idle_talk(read(text))
