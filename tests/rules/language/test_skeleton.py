"""Skeletons: what is misspelt and what is right come to the same."""

import pytest

from rules.language.skeleton import skeleton


@pytest.mark.parametrize(
    ("misspelt", "right"),
    [
        ("пашол", "пошол"),
        ("закрои", "закрой"),
        ("учится", "учиться"),
        ("можеш", "можешь"),
        ("жыви", "живи"),
        ("рассказ", "расказ"),
        ("подьезд", "подъезд"),
    ],
)
def test_a_misspelt_word_has_the_skeleton_of_the_right_one(misspelt, right):
    assert skeleton(misspelt) == skeleton(right)


def test_words_of_a_line_have_the_skeletons_that_they_have_alone():
    words = ["учиться", "жить", "подъезд", "рассказ", "этот", "шить"]

    assert skeleton(" ".join(words)).split() == list(map(skeleton, words))
