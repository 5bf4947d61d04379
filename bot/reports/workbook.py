"""A report as a workbook: a sheet for each question, numbers as numbers."""

import io
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from bot.reports import words
from bot.reports.report import Pair, Report
from bot.spreadsheets import harmless

FIRST_WIDTH, WIDTH = 44, 14  # of columns, in characters

Row = Sequence[object]


def workbook(report: Report) -> bytes:
    """The .xlsx file. Whatever a chat is called, no cell is a formula."""
    book = Workbook(write_only=True)
    for title, rows in _sheets(report):
        _write(book, title, rows)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _sheets(report: Report) -> Iterable[tuple[str, list[Row]]]:
    yield "Итоги", _totals(report)
    yield "По пунктам", _clauses(report)
    yield "По чатам", _chats(report)
    hours = [(words.hour(number), pair) for number, pair in enumerate(report.hours)]
    yield "По часам", _compared("Время", hours)
    yield (
        "По дням недели",
        _compared("День", list(zip(words.WEEKDAYS, report.weekdays, strict=True))),
    )
    yield "Обжалования и ответы", _decisions(report)
    yield "Модераторы", _work(report)


def _compared(first: str, pairs: list[tuple[str, Pair]]) -> list[Row]:
    rows = [(name, pair.now, pair.before, pair.change) for name, pair in pairs]
    return [(first, "Нарушений", "Было", "Изменение"), *rows]


def _clauses(report: Report) -> list[Row]:
    rows = [
        (
            f"{line.clause.cited}, {line.clause.title}",
            line.breaches.now,
            line.breaches.before,
            line.breaches.change,
            line.annulled,
        )
        for line in report.clauses
    ]
    return [("Пункт", "Нарушений", "Было", "Изменение", "Отменено"), *rows]


def _work(report: Report) -> list[Row]:
    work = report.work
    rows = [(one.name, one.decisions, one.percent, one.chats) for one in work.shares]
    head = ("Модератор", "Решений", "Доля, %", "Чатов")
    return [head, *rows, ("Ничего не решали", work.idle)]


def _totals(report: Report) -> list[Row]:
    annulled, judged = report.totals.annulled, report.totals.judged
    return [
        (words.heading(report),),
        (report.period.title,),
        (f"Для сравнения: {report.period.compared}",),
        (),
        ("Всего", "Сейчас", "Было", "Изменение"),
        *((name, pair.now, pair.before, pair.change) for name, pair in words.lines(report.totals)),
        (
            "Доля отменённых дел",
            words.percent(annulled.now, judged.now),
            words.percent(annulled.before, judged.before),
        ),
        (),
        (words.NOTE,),
    ]


def _chats(report: Report) -> list[Row]:
    counted = [
        (
            line.place.title,
            line.breaches.now,
            line.breaches.before,
            line.breaches.change,
            line.deleted,
            line.warnings,
            line.blocks,
            line.annulled,
            _remark(line.place.trouble, watched=line.place.watched_only),
        )
        for line in report.chats
    ]
    told = {line.place.peer for line in report.chats}
    others: list[Row] = [
        (place.title, *(0,) * 7, _remark(place.trouble, watched=place.watched_only))
        for place in report.places
        if place.peer not in told
    ]
    names = ("Нарушений", "Было", "Изменение", "Удалено", "Предупреждений", "Блокировок")
    return [("Чат", *names, "Отменено", "Примечание"), *counted, *others]


def _remark(trouble: str, *, watched: bool) -> str:
    return f"без надзора: {trouble}" if trouble else "только наблюдение" if watched else ""


def _decisions(report: Report) -> list[Row]:
    appeals, doubts = report.appeals, report.doubts
    return [
        ("Обжалования", "Сейчас", "Было"),
        ("Подано", appeals.filed.now, appeals.filed.before),
        ("Решено", appeals.decided.now, appeals.decided.before),
        ("Удовлетворено", appeals.granted),
        (
            "Обычный срок решения, часов",
            _hours(appeals.waits.usual),
            _hours(appeals.waits_before.usual),
        ),
        ("Самый долгий срок, часов", _hours(appeals.waits.longest)),
        ("Ждут решения", appeals.open),
        (),
        ("Сомнительные случаи", "Сейчас", "Было"),
        ("Показано модераторам", doubts.asked.now, doubts.asked.before),
        ("Нарушение", doubts.breaches),
        ("Не нарушение", doubts.dismissed),
        ("Без ответа, закрыто", doubts.lapsed),
        ("Ждут ответа", doubts.waiting),
        ("Обычный срок ответа, часов", _hours(doubts.waits.usual)),
    ]


def _hours(wait: timedelta | None) -> float | None:
    return None if wait is None else round(wait.total_seconds() / 3600, 1)


def _write(book: Workbook, title: str, rows: list[Row]) -> None:
    sheet = book.create_sheet(title)
    for column in "ABCDEFGHI":
        sheet.column_dimensions[column].width = FIRST_WIDTH if column == "A" else WIDTH
    for row in rows:
        is_head = "Сейчас" in row or "Решений" in row or "Нарушений" in row[1:]
        sheet.append([_cell(sheet, value, bold=is_head) for value in row])


def _cell(sheet: Any, value: object, *, bold: bool) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, harmless(value))
    if bold:
        cell.font = Font(bold=True)
    return cell
