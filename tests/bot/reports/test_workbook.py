"""The workbook: numbers as numbers, and no cell that is a formula."""

import io

from openpyxl import load_workbook

from bot.reports.figures import Counted
from bot.reports.workbook import workbook


def _sheets(made: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(io.BytesIO(made))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_every_question_has_its_sheet(a_report):
    sheets = _sheets(workbook(a_report()))

    assert list(sheets) == [
        "Итоги",
        "По пунктам",
        "По чатам",
        "По часам",
        "По дням недели",
        "Обжалования и ответы",
        "Модераторы",
    ]
    assert ("Нарушений", 10, 4, 6) in sheets["Итоги"]
    assert sheets["По часам"][22][:3] == ("21:00–22:00", 7, 4)
    assert sheets["Модераторы"][1] == ("модератор 1", 9, 90, 2)


def test_a_chat_called_like_a_formula_is_only_a_text(a_report):
    book = load_workbook(io.BytesIO(workbook(a_report())))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "'=6Б <b>родители</b>" in [cell.value for cell in cells]
    assert not any(cell.data_type == "f" for cell in cells)


def test_chats_without_cases_stand_there_too(a_report):
    chats = {row[0]: row for row in _sheets(workbook(a_report()))["По чатам"]}

    assert chats["7В родители"][1:8] == (0,) * 7
    assert chats["8Г родители"][8] == "без надзора: у бота нет прав администратора чата"


def test_an_empty_report_is_a_workbook_all_the_same(a_report):
    sheets = _sheets(workbook(a_report(now=Counted(), before=Counted(), appeals=(), places=())))

    assert len(sheets) == 7
