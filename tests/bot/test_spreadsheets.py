"""What people wrote is no formula in a spreadsheet, in no form that the bot writes."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.spreadsheets import harmless
from bot.terminal.journal_forms import as_csv, as_xlsx
from storage.chain import COLUMNS

FORMULAS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "＝1", "\x07=1",
    '=HYPERLINK("http://evil.example")', "=cmd|' /C calc'!A0",
]  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_a_text(text):
    assert str(harmless(text)).startswith("'")


@pytest.mark.parametrize("value", ["брань", "п. 3.3 (4)", "5-А", "'=1", 17, -3, None])
def test_other_values_stay_as_they_are(value):
    assert harmless(value) == value


@given(st.text(st.characters()))
def test_no_text_at_all_begins_like_a_formula(text):
    shown = str(harmless(text))

    assert not shown.lstrip().startswith(("=", "+", "-", "@", "＝"))
    assert harmless(shown) == shown


async def rows():
    for number, text in enumerate(FORMULAS, 1):
        yield dict.fromkeys(COLUMNS, text) | {"seq": number, "target": -number}


async def test_a_moderators_reason_is_no_formula_in_a_csv():
    out = io.BytesIO()

    await as_csv(rows(), out)

    head, *lines = csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline=""))
    told = [dict(zip(head, line, strict=True)) for line in lines]
    assert len(told) == len(FORMULAS)
    assert all(one["reason"].startswith("'") for one in told)
    assert [one["target"] for one in told] == [str(-n) for n in range(1, len(FORMULAS) + 1)]


async def test_a_moderators_reason_is_no_formula_in_a_workbook():
    out = io.BytesIO()

    await as_xlsx(rows(), out)

    (sheet,) = load_workbook(io.BytesIO(out.getvalue())).worksheets
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert len(cells) == len(FORMULAS) * len(COLUMNS)
    assert {cell.data_type for cell in cells} == {"s", "n"}
