"""A real database for each test: an SQLite file, and a PostgreSQL where one can be had."""

from collections.abc import AsyncIterator
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from storage.migrate import migrate
from storage.unit import Memory
from tests import databases

MOSCOW = ZoneInfo("Europe/Moscow")
_names = count(1)


@pytest.fixture(scope="session")
def postgresql() -> str:
    """The address of a real PostgreSQL: TEST_DATABASE_URL, or the one from the wheel."""
    return databases.server()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path) -> str:
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'memory.db'}"
    address: str = request.getfixturevalue("postgresql")
    return address


@pytest.fixture
async def memory(url) -> AsyncIterator[Memory]:
    """The memory of a community that no other test has."""
    draws = count(1)
    memory = Memory.at(url, next(_names), MOSCOW, lambda: next(draws))
    await migrate(memory.engine)
    yield memory
    await memory.close()
