"""Cues: stems, phrases and phrases with endings, found at the right words."""

import pytest

from rules.language.cues import MOST_CUES, Cue, Cues, kinds_of, line_of
from rules.language.first_look import FirstLook

CUES = Cues(
    {"sell": "продам продава*", "order": "на_заказ*", "card": "номер*_карт*", "tg": "tg"},
    FirstLook(),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Продам стол", [Cue("sell", 0, 0)]),
        ("мы продавали стол", [Cue("sell", 1, 1)]),
        ("распродам", []),
        ("Торты НА заказы!", [Cue("order", 1, 2)]),
        ("дайте номера ваших карт", []),
        ("дайте номера карты", [Cue("card", 1, 2)]),
        ("мой tg тут", [Cue("tg", 1, 1)]),
        ("", []),
    ],
)
def test_a_stem_is_found_at_its_words(text, expected):
    assert CUES.find(line_of(text)) == expected


def test_the_span_of_a_cue_is_its_place_in_the_original():
    text = "А вот, торты — на заказ!"
    line = line_of(text)

    (cue,) = CUES.find(line)
    start, end = line.span(cue.first, cue.last)

    assert text[start:end] == "на заказ"


def test_the_number_of_cues_is_bounded():
    found = CUES.find(line_of("продам " * 500))

    assert len(found) == MOST_CUES
    assert kinds_of(found) == {"sell"}


def test_a_stem_that_wants_a_word_after_it_is_not_found_at_the_end():
    followed = Cues({"sell": "сдам_*"}, FirstLook())

    assert followed.find(line_of("сдам гараж")) == [Cue("sell", 0, 1)]
    assert followed.find(line_of("гараж сдам")) == []
