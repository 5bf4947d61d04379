"""A whole memory into another, empty database: all communities, one transaction, compared after.

The tables are those of the metadata, so that a new one is copied without a word here. Either
side is SQLite or PostgreSQL.
"""

import hashlib
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Insert, MetaData, Row, Table, cast, func, insert, inspect, select, text
from sqlalchemy.dialects.postgresql import REGCLASS
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

import storage.procedure_tables  # noqa: F401 - its tables join the metadata
from storage.chain import Fault
from storage.engine import in_words
from storage.errors import DatabaseError
from storage.journal import Journal
from storage.migrate import upgrade
from storage.tables import journal, metadata

BATCH = 1000  # rows held in memory, and sent to the target, at one time

Told = Callable[["Stage", int, int], None]  # rows done just now, rows in all tables


class Stage(StrEnum):
    COPY = "copy"
    COMPARE = "compare"  # the target is read again


@dataclass(frozen=True, slots=True)
class Sum:
    """What a table holds: its rows, and a digest that their order does not change."""

    rows: int = 0
    digest: int = 0

    def with_rows(self, rows: Iterable[Row[Any]]) -> "Sum":
        count, digest = self.rows, self.digest
        for row in rows:
            count += 1
            said = hashlib.sha256(repr(tuple(row)).encode("utf-8", "backslashreplace"))
            digest = (digest + int.from_bytes(said.digest())) % 2**256
        return Sum(count, digest)


@dataclass(frozen=True, slots=True)
class Checked:
    """One community's journal after it was walked."""

    community: int
    rows: int
    head: str
    fault: Fault | None


@dataclass(frozen=True, slots=True)
class Copied:
    rows: int
    tables: int  # those that hold a row
    journals: tuple[Checked, ...]


async def copy(
    source: AsyncEngine, target: AsyncEngine, told: Told, *, alone: bool = False
) -> Copied:
    """Copy everything; the target keeps all of it or nothing.

    `alone` keeps the source's writers waiting meanwhile (on SQLite they wait where the engine
    was opened for writing). Raises DatabaseError when the target is not empty, or does not
    hold afterwards what the source holds.
    """
    async with in_words("прочитать базу данных"), source.connect() as old:
        await _hold_still(old, alone=alone)
        async with in_words("записать в новую базу данных"), target.connect() as new:
            if new.dialect.name == "postgresql":
                await new.execute(text("SELECT pg_advisory_xact_lock(815)"))
            await _refuse_a_full(new)
            await upgrade(new)
            sums = await _copied_tables(old, new, told)
            await _compare(new, sums, told)
            journals = await walked(new)
            await new.commit()
    filled = sum(1 for one in sums.values() if one.rows)
    return Copied(sum(one.rows for one in sums.values()), filled, journals)


async def walked(connection: AsyncConnection) -> tuple[Checked, ...]:
    """The journal's chain of every community in a database, from its first row to its last."""
    query = select(journal.c.community).distinct().order_by(journal.c.community)
    found = []
    for community in (await connection.execute(query)).scalars().all():
        book = Journal(connection, community)
        rows, head = await book.head()
        found.append(Checked(community, rows, head, await book.verify()))
    return tuple(found)


async def _hold_still(old: AsyncConnection, *, alone: bool) -> None:
    """One moment of the source: whatever is read later is of the same."""
    if old.dialect.name != "postgresql":
        return  # a transaction of SQLite sees one moment by itself
    await old.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
    if alone:
        names = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
        await old.execute(text(f"LOCK TABLE {names} IN SHARE MODE"))


async def _refuse_a_full(new: AsyncConnection) -> None:
    names = set(await new.run_sync(lambda known: inspect(known).get_table_names()))
    if foreign := names - metadata.tables.keys() - {"alembic_version"}:
        raise DatabaseError(
            f"новая база не пуста: в ней есть чужая таблица {min(foreign)}",
            "создайте для бота отдельную базу",
        )
    for table in metadata.sorted_tables:
        if table.name in names and (await new.execute(_any_of(table))).first():
            raise DatabaseError(
                f"новая база не пуста: в таблице {table.name} есть строки",
                "укажите пустую базу: то, что уже записано, не перезаписывается",
            )


def _any_of(table: Table) -> Any:
    """A row of it; of its first column alone, which every version of the table has."""
    return select(next(iter(table.columns))).limit(1)


async def _copied_tables(
    old: AsyncConnection, new: AsyncConnection, told: Told
) -> dict[Table, Sum]:
    total, sums = 0, {}
    for table in metadata.sorted_tables:
        total += (await old.execute(select(func.count()).select_from(table))).scalar_one()
    for table in metadata.sorted_tables:
        found, adding = Sum(), _insert_into(table)
        async for rows in _batches(old, table):
            found = found.with_rows(rows)
            with _naming(table):
                await new.execute(adding, [row._asdict() for row in rows])
            told(Stage.COPY, len(rows), total)
        await _count_on(new, table)
        sums[table] = found
    return sums


async def _compare(new: AsyncConnection, sums: dict[Table, Sum], told: Told) -> None:
    total = sum(one.rows for one in sums.values())
    for table, wanted in sums.items():
        found = Sum()
        async for rows in _batches(new, table):
            found = found.with_rows(rows)
            told(Stage.COMPARE, len(rows), total)
        if found != wanted:
            raise DatabaseError(
                f"таблица {table.name} перенеслась неверно (строк {found.rows} из {wanted.rows})",
                "новая база оставлена пустой, старая не изменилась; пользуйтесь старой",
            )


async def _batches(connection: AsyncConnection, table: Table) -> AsyncIterator[Sequence[Row[Any]]]:
    query = select(table).order_by(*table.primary_key.columns)
    async with connection.stream(query, execution_options={"yield_per": BATCH}) as result:
        async for rows in result.partitions(BATCH):
            yield rows


def _insert_into(table: Table) -> Insert:
    """A missing JSON stays NULL: by default it would become the word `null`."""
    written = table.to_metadata(MetaData())
    for column in written.columns:
        if isinstance(column.type, JSON) and column.nullable:
            column.type = JSON(none_as_null=True)
    return insert(written)


async def _count_on(new: AsyncConnection, table: Table) -> None:
    """The next row that numbers itself comes after those that came with their numbers."""
    column = table.autoincrement_column
    if column is None or new.dialect.name != "postgresql":
        return
    last = select(func.max(column)).scalar_subquery()
    sequence = func.pg_get_serial_sequence(f'"{table.name}"', column.name)
    await new.execute(select(func.setval(cast(sequence, REGCLASS), last)))


@contextmanager
def _naming(table: Table) -> Iterator[None]:
    """SQLite keeps what PostgreSQL refuses: a text too long, a number too large."""
    try:
        yield
    except DBAPIError as error:
        state = getattr(error.orig, "sqlstate", None) or ""
        if not state.startswith(_UNFIT):
            raise
        raise DatabaseError(
            f"строка таблицы {table.name} не подходит новой базе (код {state})",
            "новая база оставлена пустой; расскажите об этом разработчикам",
        ) from error


_UNFIT = ("22", "23")  # classes of SQLSTATE: the data, or what holds between them
