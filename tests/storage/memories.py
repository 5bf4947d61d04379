"""Memories with something in every column of every table, for what copies them."""

from datetime import datetime, timedelta

from sqlalchemy import JSON, BigInteger, Boolean, Integer, insert, select

from rules.regulation.acts import Act, Kind
from rules.regulation.entry import Deed, Entry
from storage.engine import open_engine
from storage.migrate import migrate
from storage.sealed import SealedBytes, SealedJSON
from storage.tables import Moment, journal, metadata
from storage.unit import Memory
from tests.storage.conftest import MOSCOW

AT = datetime(2026, 9, 1, 12, tzinfo=MOSCOW)
COMMUNITIES = (1, 2)


def left_alone(stage, done, total):
    """Nobody looks how far it is."""


async def fill(url, rows=5):
    """Every table of both communities, and a journal of each with a true chain."""
    engine = open_engine(url)
    await migrate(engine)
    async with engine.connect() as connection:
        for table in metadata.sorted_tables:
            if table is not journal:
                for row in _rows_of(table, rows):
                    await connection.execute(insert(table).values(row))
        await connection.commit()
    await engine.dispose()
    for community in COMMUNITIES:
        await keep_journal(url, community, rows * community)


async def keep_journal(url, community, rows, *, acts=0):
    """So many rows of the journal, and of the outbox, in one transaction."""
    memory = Memory.at(url, community, MOSCOW, lambda: 1)
    async with memory.unit() as unit:
        await unit.journal.add([Entry(action=Deed.WARNING, target=7)] * rows, AT)
        for _ in range(acts):
            await unit.outbox.add(Act(kind=Kind.SEND, chat=1), AT)
        await unit.commit()
    await memory.close()


async def everything(engine):
    """Every row of every table, in the order of their keys."""
    async with engine.connect() as connection:
        return {
            table.name: [
                tuple(row)
                for row in await connection.execute(
                    select(table).order_by(*table.primary_key.columns)
                )
            ]
            for table in metadata.sorted_tables
        }


def _rows_of(table, rows):
    key = [column.name for column in table.primary_key.columns]
    numbers = range(2, 3) if key == ["community"] else range(rows)
    return [
        {
            column.name: _value(column, community, number)
            for column in table.columns
            if column.name != "id"  # it numbers itself
        }
        for community in COMMUNITIES
        for number in numbers
    ]


def _value(column, community, number):
    if column.name == "community":
        return community
    if column.nullable and number % 2:
        return None
    kind = column.type
    if isinstance(kind, Moment):
        return AT + timedelta(hours=number, microseconds=number)
    if isinstance(kind, Boolean):
        return bool(number % 4)
    if isinstance(kind, SealedBytes):
        return bytes([number, 0, 255])
    if isinstance(kind, BigInteger):
        return 2_000_000_000_000 + number
    if isinstance(kind, Integer):
        return number
    if isinstance(kind, JSON | SealedJSON):
        return {"ё": [number, None, {"b": 1, "a": "«»"}]}
    return f"{column.name[:8]}-ё{number}🙂"
