"""The journal's rows as a file: JSON Lines, CSV, a workbook."""

import csv
import io
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import BinaryIO

import orjson
from openpyxl import Workbook

from bot.spreadsheets import harmless
from storage.chain import COLUMNS, FIRST, Row


@dataclass(slots=True)
class Written:
    """Which rows went out."""

    rows: int = 0
    first: int = 0
    last: int = 0
    head: str = FIRST

    async def counted(self, rows: AsyncIterator[Row]) -> AsyncIterator[Row]:
        async for row in rows:
            self.rows += 1
            self.first = self.first or row["seq"]
            self.last, self.head = row["seq"], row["hash"]
            yield row


async def as_json_lines(rows: AsyncIterator[Row], out: BinaryIO) -> None:
    async for row in rows:
        out.write(orjson.dumps(row) + b"\n")


async def as_csv(rows: AsyncIterator[Row], out: BinaryIO) -> None:
    # The mark at the front is what makes Excel read the file as UTF-8.
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    table = csv.writer(text)
    table.writerow(COLUMNS)
    async for row in rows:
        table.writerow(harmless(row[name]) for name in COLUMNS)
    text.detach()


async def as_xlsx(rows: AsyncIterator[Row], out: BinaryIO) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Журнал")
    sheet.append(COLUMNS)
    async for row in rows:
        sheet.append([harmless(row[name]) for name in COLUMNS])
    buffer = io.BytesIO()  # a zip file needs a place to go back in, and stdout has none
    book.save(buffer)
    out.write(buffer.getvalue())


Form = Callable[[AsyncIterator[Row], BinaryIO], Awaitable[None]]
FORMATS: Mapping[str, Form] = MappingProxyType(
    {"jsonl": as_json_lines, "csv": as_csv, "xlsx": as_xlsx}
)
