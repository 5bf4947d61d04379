"""The first look: which tables are worth searching for in a text."""

from functools import reduce
from itertools import product
from operator import or_

import pytest

from rules.language.first_look import FirstLook, Signs
from rules.language.reading import read
from rules.language.remembered import MOST_WORDS, Remembered

LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"


@pytest.fixture
def look():
    return FirstLook()


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("продам коляску", True),
        ("продаём коляску", False),
        ("дешёвый велосипед", True),
        ("недешёвый велосипед", False),
        ("", False),
    ],
)
def test_a_word_is_seen_whole_and_a_stem_where_a_word_begins(look, text, seen):
    table = look.enter(lambda: Signs([[["продам", "дешев*"]]], counting=1))

    assert look.saw(table, read(text)) is seen


@pytest.mark.parametrize(("text", "seen"), [("закрой рот", True), ("закрой дверь", False)])
def test_a_condition_is_met_by_a_word_of_each_of_its_sets(look, text, seen):
    table = look.enter(lambda: Signs([[["закрой"], ["рот", "пасть"]]], counting=1))

    assert look.saw(table, read(text)) is seen


def test_a_condition_that_does_not_count_is_met_but_not_seen(look):
    table = look.enter(lambda: Signs([[["пословица"]], [["рот"]]], counting=0b10))

    assert not look.saw(table, read("пословица"))
    assert look.met(look.bits_of(["пословица"])) & look.mask(table) == 0b01


def test_words_that_people_misspell_are_compared_by_their_skeletons(look):
    table = look.enter(lambda: Signs([[["пашел"]]], counting=1, by_skeleton=True))

    assert look.saw(table, read("пошел"))


def test_tables_are_told_apart(look):
    one = look.enter(lambda: Signs([[["кот"]]], counting=1))
    other = look.enter(lambda: Signs([[["пес"]]], counting=1))

    assert look.saw(one, read("мой кот"))
    assert not look.saw(other, read("мой кот"))


def test_a_table_that_enters_late_is_seen_in_texts_looked_at_before(look):
    look.saw(look.enter(lambda: Signs([[["кот"]]], counting=1)), read("кот и пёс"))

    late = look.enter(lambda: Signs([[["пес"]]], counting=1))

    assert look.saw(late, read("кот и пёс"))


def test_a_text_of_hundreds_of_new_words_is_seen_like_any_other(look):
    table = look.enter(lambda: Signs([[["закрой"], ["рот"]]], counting=1))
    new = " ".join(f"слово{number}" for number in range(300))

    assert look.saw(table, read(f"закрой {new} рот"))
    assert not look.saw(table, read(f"закрой {new} дверь"))


def test_what_is_seen_of_strange_words_is_the_same_once_they_are_known(look):
    table = look.enter(lambda: Signs([[["закрой"], ["рот*"]]], counting=1))
    new = map("".join, product(LETTERS, repeat=2))  # more words than are looked at by the dozen
    text = read(" ".join(["закрой", *new, "ротик"]))
    strange = list(look.stretches(text))

    for word in text.texts:
        look.bits_of([word])
    known = look.bits_of(text.texts)

    assert look.saw(table, text)
    assert look.met(known) == look.met(reduce(or_, strange)) == 1


def test_what_was_found_out_is_forgotten_before_it_grows_too_large():
    remembered = Remembered(len)

    for number in range(MOST_WORDS + 5):
        assert remembered[str(number)] == len(str(number))

    assert len(remembered) == 5
