"""Phrases: each sign of the form in which they are written down."""

import random

import pytest

from rules.language.first_look import FirstLook
from rules.language.phrases import PhraseBook


def found(table, text):
    """The words that the first finding covers, as they stand in the text."""
    finding = PhraseBook(table, FirstLook()).first(text)
    return None if finding is None else text[finding.first.start : finding.last.end]


@pytest.mark.parametrize(
    ("line", "text", "expected"),
    [
        ("! закрой|закройте рот", "ну закройте рот!", "закройте рот"),
        ("! закрой рот", "закрой дверь и рот", None),
        ("! закрой ..1 рот", "закрой свой рот", "закрой свой рот"),
        ("! закрой ..1 рот", "закрой свой поганый рот", None),
        ("! закрой ..1 рот", "закрой не рот", None),
        ("! закрой ...1 рот", "закрой не рот", "закрой не рот"),
        ("! закрой ..2 рот", "закрой. рот", None),
        ("! закрой ?свой рот", "закрой рот", "закрой рот"),
        ("! закрой ?свой рот", "закрой свой рот", "закрой свой рот"),
        ("! закрой !рот дверь|рот", "закрой рот", None),
        ("! закрой !рот дверь|рот", "закрой дверь", "закрой дверь"),
        ("! бездар*", "бездарность", "бездарность"),
        ("! морд~ бью", "морду бью", "морду бью"),
        ("! морд~ бью", "мордоворот бью", None),
        ("! морд~ бью", "мордия бью", None),
        ("! ты *ешь чушь", "ты несешь чушь", "ты несешь чушь"),
        ("! карта за №", "карта за 5к", "карта за 5к"),
        ("! карта за №", "карта за пять", None),
        ("! < молчи", "молчи", "молчи"),
        ("! < молчи", "а ты молчи", None),
        ("! < молчи", "ясно. молчи", "молчи"),
        ("! молчи >", "молчи!", "молчи"),
        ("! молчи >", "молчи и жди", None),
        ("! %1 деньги где мои", "мои где же деньги", "мои где же деньги"),
        ("! %1 деньги где мои", "деньги и все такое где мои", None),
        ("! пошел вон", "пашел вон", "пашел вон"),
        ("! иди прочь", "иди иди иди прочь", "иди иди прочь"),
    ],
)
def test_a_line_finds_what_it_says(line, text, expected):
    assert found(line, text) == expected


def test_a_phrase_is_found_far_behind_in_a_long_text():
    text = "добрый день " * 150 + "закройте свои рты"

    assert found("! закройте ..1 рты", text) == "закройте свои рты"


def test_words_far_from_each_other_make_no_phrase():
    assert found("! закройте ..1 рты", "закройте " + "добрый день " * 150 + "рты") is None


@pytest.mark.parametrize("again", ["добрый ", "добрый день ", "добрый день дети ", "ну и что? "])
def test_words_said_over_and_over_hide_no_phrase(again):
    text = f"{again * 200}закройте свои рты. {again * 200}"

    assert found("! закройте ..1 рты", text) == "закройте свои рты"


@pytest.mark.parametrize("line", ["! %4 закройте свои рты", "! закройте ..2 ?ну свои ..2 рты"])
def test_a_text_of_nothing_but_a_phrase_s_words_comes_to_an_end(line):
    some = random.Random(1).choices(["закройте", "свои", "ну", "и", "да", "вот", "же"], k=900)

    assert found(line, " ".join(some)) is None
    assert found(line, " ".join(["закройте свои рты", *some])) == "закройте свои рты"


@pytest.mark.parametrize("again", ["а ", "а б в "])
def test_a_phrase_before_thousands_of_words_is_found(again):
    assert found("! закройте ..1 рты", f"закройте рты {again * 1000}") == "закройте рты"


@pytest.mark.parametrize("text", ["это пословица: закрой рот", "закрой рот, это пословица"])
def test_a_calming_phrase_excuses_wherever_it_stands(text):
    assert found("! закрой рот\n- пословиц*", text) is None


def test_a_calming_phrase_that_looks_forward_excuses_only_what_follows():
    table = "! закрой рот\n-< сказал"

    assert found(table, "он сказал закрой рот") is None
    assert found(table, "закрой рот он сказал") == "закрой рот"


def test_nothing_calms_the_plainest():
    assert found("!! закрой рот\n- пословиц*", "пословица: закрой рот") == "закрой рот"


@pytest.mark.parametrize("line", ["молчи", "! <", "! @нет"])
def test_a_line_of_no_known_form_is_refused(line):
    with pytest.raises((ValueError, KeyError)):
        PhraseBook(line, FirstLook()).first("молчи")
