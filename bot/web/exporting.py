"""The journal as a file, made in a thread: to write a large workbook takes many seconds.

An administrator's is what `journal export` makes, row by row, and its chain can be checked. A
moderator's holds the rows of his chats alone, and names nobody who complained or objected.
"""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from types import MappingProxyType
from typing import BinaryIO, cast

from bot.commands.told import NOT_NAMED
from bot.terminal.journal_forms import FORMATS
from storage.chain import Row
from storage.unit import Memory

IN_MEMORY = 4_000_000  # bytes of a file that are not yet put on the disk


@dataclass(frozen=True, slots=True)
class Form:
    name: str  # as `journal export --format` calls it
    label: str
    type: str


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        form.name: form
        for form in (
            Form("csv", "CSV", "text/csv; charset=utf-8"),
            Form(
                "xlsx",
                "Excel",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ),
            Form("jsonl", "JSON Lines", "application/jsonl"),
        )
    }
)


async def export_of(memory: Memory, form: Form, chats: Collection[int] | None) -> BinaryIO:
    """The file, at its beginning. `chats` None: the whole journal."""
    file = cast(BinaryIO, SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 - the caller closes it
    await asyncio.to_thread(lambda: asyncio.run(_write(memory, form, chats, file)))
    file.seek(0)
    return file


async def _write(memory: Memory, form: Form, chats: Collection[int] | None, file: BinaryIO) -> None:
    own = memory.apart()
    try:
        async with own.look() as unit:
            rows = unit.journal.rows()
            await FORMATS[form.name](rows if chats is None else _of(rows, chats), file)
    finally:
        await own.close()


async def _of(rows: AsyncIterator[Row], chats: Collection[int]) -> AsyncIterator[Row]:
    async for row in rows:
        if row["chat"] in chats:
            yield {**row, "actor": ""} if row["action"] in NOT_NAMED else row
