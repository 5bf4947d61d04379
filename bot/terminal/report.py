"""`dezhurny report`: the head's figures of a week or a month, on the terminal or as a file."""

import asyncio
from pathlib import Path

import typer
from rich.console import Console

from bot.clocks import school_clock
from bot.config import Settings
from bot.errors import DezhurnyError, why
from bot.memory import memory_of
from bot.reports.making import make
from bot.reports.page import page
from bot.reports.period import Length, Period
from bot.reports.report import Report
from bot.reports.tables import print_report
from bot.reports.workbook import workbook
from bot.terminal.loading import settings_of, storage_in_words
from bot.texts.texts import Texts
from storage.migrate import migrate

FILES = (".html", ".xlsx")


def run(
    config: Path, period: str, output: Path | None, *, names: bool = False, whole: bool = False
) -> None:
    length = _length(period)
    if output is not None and output.suffix.lower() not in FILES:
        raise DezhurnyError(
            f"Не знаю, каким сделать файл {output}: назовите его отчёт.html или отчёт.xlsx."
        )
    settings = settings_of(config)
    now = school_clock(settings)()
    spans = Period.whole(length, now) if whole else Period.running(length, now)
    with storage_in_words():
        report = asyncio.run(_read(settings, spans, named=names))
    texts = Texts(settings.texts)
    if output is None:
        print_report(Console(markup=False, emoji=False, highlight=False), report, texts)
        return
    _write(output, report, texts)
    typer.echo(f"Отчёт: {output}", err=True)


def _length(period: str) -> Length:
    try:
        return Length(period)
    except ValueError as error:
        raise DezhurnyError(
            f"Срока «{period}» нет: напишите --period week (неделя) или --period month (месяц)."
        ) from error


async def _read(settings: Settings, period: Period, *, named: bool) -> Report:
    memory = memory_of(settings)
    try:
        await migrate(memory.engine)
        async with memory.look() as unit:
            return await make(unit, settings, period, named=named)
    finally:
        await memory.close()


def _write(file: Path, report: Report, texts: Texts) -> None:
    is_page = file.suffix.lower() == ".html"
    made = page(report, texts).encode() if is_page else workbook(report)
    try:
        file.write_bytes(made)
    except OSError as error:
        raise DezhurnyError(f"Файл {file} не записать: {why(error)}.") from error
