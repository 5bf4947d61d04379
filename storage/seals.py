"""Under which keys a community's words lie, and how they come under another key, or under none."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Row, Table, delete, func, insert, select, text, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.ciphers import Cipher
from storage.engine import in_words
from storage.errors import DatabaseError
from storage.sealed import Sealed
from storage.tables import metadata, seals

BATCH = 500  # rows of one transaction

Told = Callable[[int, int], None]  # rows looked at just now, rows in all


async def admit(connection: AsyncConnection, cipher: Cipher) -> bool:
    """Note that words are kept under the newest key from now on; tells whether that is new.

    Raises DatabaseError when words are kept under a key that is not among the given.
    """
    kept_under = await _names(connection, cipher.community)
    if kept_under - set(cipher.names):
        problem = (
            "ключ шифрования не тот" if cipher.keys else "слова людей в базе зашифрованы, ключа нет"
        )
        raise DatabaseError(
            problem,
            "верните прежний ключ в [storage] key или key_file; новый ключ ставят перед прежним, "
            "через пробел",
        )
    newest = cipher.names[:1]
    if not newest or newest[0] in kept_under:
        return False
    await connection.execute(insert(seals).values(community=cipher.community, key=newest[0]))
    return True


async def reseal(engine: AsyncEngine, old: Cipher, new: Cipher, told: Told) -> int:
    """Bring all that one community keeps under the newest key of `new`; how many rows changed.

    `old` reads, `new` writes: the same, or one without keys. `engine` has no cipher of its own.
    What is so already is passed over: begun again, it goes on. Nobody may write meanwhile who
    does not know the new key. Raises DatabaseError.
    """
    async with in_words("прочитать базу данных"), engine.connect() as connection:
        if await admit(connection, old):
            await connection.commit()
        totals = [await _count(connection, table, new.community) for table in sealed_tables()]
    changed = 0
    for table in sealed_tables():
        last: tuple[Any, ...] | None = None
        while True:
            async with in_words("записать в базу данных"), engine.connect() as connection:
                rows = await _page(connection, table, new.community, last)
                changed += await _changed(connection, table, rows, old, new)
                await connection.commit()
            told(len(rows), sum(totals))
            if len(rows) < BATCH:
                break
            last = tuple(rows[-1]._mapping[column] for column in table.primary_key)
    async with in_words("записать в базу данных"), engine.connect() as connection:
        others = (seals.c.community == new.community) & seals.c.key.not_in(new.names[:1])
        await connection.execute(delete(seals).where(others))
        await connection.commit()
    return changed


def sealed_tables() -> list[Table]:
    return [table for table in metadata.sorted_tables if any(_sealed(table))]


def _sealed(table: Table) -> Iterator[tuple[str, Sealed]]:
    for column in table.columns:
        if isinstance(column.type, Sealed):
            yield column.name, column.type


async def _names(connection: AsyncConnection, community: int) -> set[str]:
    query = select(seals.c.key).where(seals.c.community == community)
    return set((await connection.execute(query)).scalars())


async def _count(connection: AsyncConnection, table: Table, community: int) -> int:
    query = select(func.count()).select_from(table).where(table.c.community == community)
    return int((await connection.execute(query)).scalar_one())


async def _page(
    connection: AsyncConnection, table: Table, community: int, last: tuple[Any, ...] | None
) -> list[Row[Any]]:
    if connection.dialect.name == "postgresql":
        # Whoever else writes for this community waits: see `Memory.unit`.
        lock = text("SELECT pg_advisory_xact_lock(:community)")
        await connection.execute(lock, {"community": community})
    key = tuple_(*table.primary_key)
    query = select(table).where(table.c.community == community)
    if last is not None:
        query = query.where(key > tuple_(*last))
    query = query.order_by(*table.primary_key).limit(BATCH)
    return list((await connection.execute(query)).all())


async def _changed(
    connection: AsyncConnection, table: Table, rows: list[Row[Any]], old: Cipher, new: Cipher
) -> int:
    changed = 0
    for row in rows:
        values = {
            name: kind.to_keep(kind.to_read(row._mapping[table.c[name]], old), new)
            for name, kind in _sealed(table)
            if not _is_so(row._mapping[table.c[name]], kind, new)
        }
        if values:
            same = [column == row._mapping[column] for column in table.primary_key]
            await connection.execute(update(table).where(*same).values(**values))
            changed += 1
    return changed


def _is_so(kept: Any, kind: Sealed, new: Cipher) -> bool:
    token = kind.token_in(kept) if kept else None
    if token is None:
        return not kept or not new.keys
    return bool(new.keys) and new.is_newest(token)


async def wipe(engine: AsyncEngine) -> None:
    """Leave nothing in the database's files of what its rows held before. Raises DatabaseError."""
    async with in_words("очистить базу данных"), engine.connect() as connection:
        bare = await connection.execution_options(isolation_level="AUTOCOMMIT")
        if engine.dialect.name == "postgresql":
            for table in sealed_tables():
                await bare.execute(text(f'VACUUM FULL "{table.name}"'))
            return
        driver = (await bare.get_raw_connection()).driver_connection
        assert driver is not None  # noqa: S101 - a connection that is open has a driver's
        await driver.execute("VACUUM")
        cursor = await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (busy, *_) = await cursor.fetchone()
    if busy:
        raise DatabaseError(
            "база открыта другой программой, и прежний вид строк остался в файле рядом с ней",
            "остановите бота и повторите команду",
        )
