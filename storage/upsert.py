"""Insert a row or change the one that stands, in one statement on both databases."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


def inserting(connection: AsyncConnection, table: Table) -> Any:
    """An INSERT in the database's own words, which knows `on_conflict_…`."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return dialect.insert(table)


async def upsert(
    connection: AsyncConnection,
    table: Table,
    key: Mapping[str, Any],
    values: Mapping[str, Any],
) -> None:
    statement = inserting(connection, table).values(**key, **values)
    await connection.execute(
        statement.on_conflict_do_update(index_elements=list(key), set_=dict(values))
    )


async def upsert_all(
    connection: AsyncConnection,
    table: Table,
    key: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    """Many rows of the same columns at once; the later of two with one key stands."""
    if not rows:
        return
    statement = inserting(connection, table)
    change = {name: statement.excluded[name] for name in rows[0] if name not in key}
    await connection.execute(
        statement.on_conflict_do_update(index_elements=list(key), set_=change),
        [dict(row) for row in rows],
    )


async def insert_new(connection: AsyncConnection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row unless its key stands already; tells whether it was new."""
    statement = inserting(connection, table).values(**row).on_conflict_do_nothing()
    return bool((await connection.execute(statement)).rowcount)


async def insert_numbered(connection: AsyncConnection, table: Table, row: Mapping[str, Any]) -> int:
    """Insert a row, and the number that the database gave it."""
    statement = insert(table).values(**row).returning(table.c.id)
    return int((await connection.execute(statement)).scalar_one())
