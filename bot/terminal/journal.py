"""`dezhurny journal export` and `dezhurny journal verify`."""

import asyncio
import csv
import io
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import BinaryIO

import orjson
import typer
from openpyxl import Workbook

from bot.config import Settings
from bot.errors import DezhurnyError
from bot.terminal.loading import settings_of, storage_in_words
from storage.journal import COLUMNS, Fault, Row
from storage.migrate import migrate
from storage.unit import Memory

FORMATS = ("jsonl", "csv", "xlsx")


def export(config: Path, form: str, output: Path | None) -> None:
    if form not in FORMATS:
        raise DezhurnyError(f"Вид «{form}» не умею: напишите --format {', '.join(FORMATS)}.")
    if form == "xlsx" and output is None and sys.stdout.isatty():
        raise DezhurnyError("Таблицу xlsx на экран не вывести: добавьте --output журнал.xlsx.")
    settings = settings_of(config)
    with storage_in_words():
        if output is None:
            asyncio.run(_export(settings, form, sys.stdout.buffer))
            sys.stdout.flush()
            return
        try:
            with output.open("wb") as file:
                asyncio.run(_export(settings, form, file))
        except OSError as error:
            raise DezhurnyError(f"Файл {output} не записать: {error.strerror}.") from error


def verify(config: Path) -> None:
    settings = settings_of(config)
    with storage_in_words():
        rows, fault = asyncio.run(_verify(settings))
    if fault is None:
        typer.echo(f"Журнал цел: строк {rows}.")
        return
    typer.echo(f"Журнал нарушен в строке {fault.seq}: {fault.problem}.", err=True)
    raise typer.Exit(1)


def _memory(settings: Settings) -> Memory:
    return Memory.at(settings.storage.url, settings.vk.group_id, settings.zone, lambda: 1)


async def _export(settings: Settings, form: str, out: BinaryIO) -> None:
    memory = _memory(settings)
    try:
        await migrate(memory.engine)
        async with memory.look() as unit:
            rows = unit.journal.rows()
            if form == "jsonl":
                async for row in rows:
                    out.write(orjson.dumps(row) + b"\n")
            elif form == "csv":
                await _as_csv(rows, out)
            else:
                await _as_xlsx(rows, out)
    finally:
        await memory.close()


async def _as_csv(rows: AsyncIterator[Row], out: BinaryIO) -> None:
    # The mark at the front is what makes Excel read the file as UTF-8.
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    table = csv.writer(text)
    table.writerow(COLUMNS)
    async for row in rows:
        table.writerow(_harmless(row[name]) for name in COLUMNS)
    text.detach()


async def _as_xlsx(rows: AsyncIterator[Row], out: BinaryIO) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Журнал")
    sheet.append(COLUMNS)
    async for row in rows:
        sheet.append([_harmless(row[name]) for name in COLUMNS])
    buffer = io.BytesIO()  # a zip file needs a place to go back in, and stdout has none
    book.save(buffer)
    out.write(buffer.getvalue())


def _harmless(value: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + value
    return value


async def _verify(settings: Settings) -> tuple[int, Fault | None]:
    memory = _memory(settings)
    try:
        await migrate(memory.engine)
        async with memory.look() as unit:
            rows, _ = await unit.journal.head()
            return rows, await unit.journal.verify()
    finally:
        await memory.close()
