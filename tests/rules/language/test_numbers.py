"""The fold for figures: digits of every script, letters for digits, spelled-out numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.language.numbers import read_numbers


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("８９１２", "8912"),
        ("٨٩١٢", "8912"),
        ("1️⃣2️⃣", "12"),
        ("8 9O5 I23-4О-5l", "8 905 i23-4о-5l"),
        ("89О4l23З4", "890412334"),
        ("восемь девятьсот двенадцать", "8 912"),
        ("сорок пять", "45"),
        ("восемьдевять", "89"),
        ("8—912–345", "8-912-345"),
        ("8\u200b912", "8912"),
        ("стол и пятница", "стол и пятница"),
    ],
)
def test_figures_become_ascii(text: str, read: str) -> None:
    assert read_numbers(text).text == read


def test_the_places_of_a_spelled_out_number_are_its_words() -> None:
    text = "звони: восемь девятьсот 12"
    reading = read_numbers(text)
    start = reading.text.index("8")

    first, end = reading.span(start, len(reading.text))

    assert text[first:end] == "восемь девятьсот 12"


@given(st.text(max_size=200))
def test_every_place_is_within_the_text(text: str) -> None:
    reading = read_numbers(text)

    places = [reading.origin(place) for place in range(len(reading.text))]

    assert all(0 <= place < len(text) for place in places)
    assert places == sorted(places)
