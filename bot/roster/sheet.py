"""A table file as rows of cells: CSV of any common kind, or the first sheet of an xlsx."""

import csv
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from bot.errors import DezhurnyError, why

LARGEST = 20 * 1024 * 1024  # bytes of a file, and of what an xlsx holds when unpacked × 10
MOST_ROWS, MOST_COLUMNS = 50_000, 200
LONGEST_CELL = 1000  # characters

# What openpyxl and zipfile run into in a file that is broken or no xlsx at all.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    InvalidFileException,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    SyntaxError,  # of its XML
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Row:
    number: int  # as the spreadsheet program numbers it, from 1
    cells: tuple[str, ...]


def read(file: Path) -> list[Row]:
    """The rows that are not empty. Raises DezhurnyError with what is wrong with the file."""
    try:
        if file.stat().st_size > LARGEST:
            raise DezhurnyError(f"Файл {file} слишком велик для списка школы.")
        raw = file.read_bytes()
    except IsADirectoryError:
        raise DezhurnyError(f"{file} — папка, а нужен файл .csv или .xlsx.") from None
    except OSError as error:
        raise DezhurnyError(f"Файл {file} не прочитать: {why(error)}.") from error
    rows = _xlsx(raw, file) if raw.startswith(b"PK") else _csv(raw, file)
    found = [row for row in rows if any(row.cells)]
    if len(found) > MOST_ROWS:
        raise DezhurnyError(f"В файле {file} больше {MOST_ROWS} строк: это не список школы.")
    return found


def _clean(value: object) -> str:
    text = "" if value is None else str(value)
    return " ".join(text.replace("\0", "").split())[:LONGEST_CELL]


def _csv(raw: bytes, file: Path) -> Iterator[Row]:
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise DezhurnyError(f"{file} — старый формат .xls: сохраните его как .xlsx или .csv.")
    text = _decoded(raw, file)
    head = text[:4096].splitlines()[0] if text.strip() else ""
    delimiter = max(";\t,", key=head.count)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for number, cells in enumerate(lines, 1):
            yield Row(number, tuple(map(_clean, cells)))
    except csv.Error as error:
        raise DezhurnyError(f"{file} — не таблица CSV: сохраните список заново.") from error


def _decoded(raw: bytes, file: Path) -> str:
    for encoding in ("utf-8-sig", "cp1251"):  # Excel's «CSV UTF-8», and its plain CSV in Russia
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise DezhurnyError(f"{file} — не таблица: нужен файл .csv или .xlsx.")


def _xlsx(raw: bytes, file: Path) -> Iterator[Row]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > 10 * LARGEST:
                raise DezhurnyError(f"Файл {file} слишком велик для списка школы.")
        sheet = load_workbook(io.BytesIO(raw), data_only=True).worksheets[0]
        # One cell in the farthest corner makes a table of seventeen billion.
        if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
            raise DezhurnyError(
                f"Таблица {file} больше {MOST_ROWS} строк или {MOST_COLUMNS} столбцов: перенесите "
                "список на чистый лист."
            )
    except _BROKEN as error:
        raise DezhurnyError(f"{file} не открывается как .xlsx: сохраните его заново.") from error
    for number, cells in enumerate(sheet.iter_rows(), 1):
        yield Row(number, tuple(_cell(cell) for cell in cells))


def _cell(cell: Any) -> str:
    """What the cell says; where it only dresses a link up, the link."""
    link = getattr(cell.hyperlink, "target", None) if getattr(cell, "hyperlink", None) else None
    return _clean(link if isinstance(link, str) and "vk." in link else cell.value)
