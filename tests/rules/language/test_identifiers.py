"""Check digits, on numbers that the authorities print as examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.language.identifiers import is_account_in_bank, is_inn, is_snils, passes_luhn

DIGITS = st.text("0123456789", min_size=1, max_size=20)


@pytest.mark.parametrize("number", ["4111111111111111", "5555555555554444", "2200000000000004"])
def test_a_card_passes_luhn(number):
    assert passes_luhn(number)


@given(st.text("0123456789", min_size=15, max_size=15), st.integers(0, 9))
def test_one_check_digit_in_ten_passes(body, figure):
    passing = [last for last in "0123456789" if passes_luhn(body + last)]

    assert len(passing) == (0 if body.strip("0") == "" else 1)
    assert passes_luhn(body + str(figure)) == (str(figure) in passing)


@pytest.mark.parametrize(("number", "valid"), [("11223344595", True), ("11223344596", False)])
def test_snils(number, valid):
    assert is_snils(number) is valid


@pytest.mark.parametrize(
    ("number", "valid"),
    [("500100732259", True), ("500100732258", False), ("7707083893", True), ("7707083894", False)],
)
def test_inn(number, valid):
    assert is_inn(number) is valid


def test_an_account_belongs_to_its_bank():
    assert is_account_in_bank("40602810700000000025", "049805746")
    assert not is_account_in_bank("40602810800000000025", "049805746")


@given(DIGITS)
def test_no_number_raises(number):
    assert passes_luhn(number) in (True, False)
    assert is_snils(number) in (True, False)
    assert is_inn(number) in (True, False)
    assert is_account_in_bank(number, "049805746") in (True, False)
