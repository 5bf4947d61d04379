"""The connection to SQLite or PostgreSQL, set up so that nothing acknowledged is lost."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import (
    DBAPIError,
    InterfaceError,
    InternalError,
    OperationalError,
    SQLAlchemyError,
    StatementError,
)
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.errors import DatabaseError

ANSWER_SECONDS = 60  # how long PostgreSQL may take for one statement: a network can swallow it
BUSY_SECONDS = 10  # how long SQLite waits for another process before it gives up


def open_engine(url: str, *, writes: bool = True) -> AsyncEngine:
    """An engine whose every transaction may write from its first word, or only looks."""
    try:
        target = make_url(url)
        options: dict[str, Any] = {}
        if target.get_backend_name() == "sqlite":
            options["connect_args"] = {"timeout": BUSY_SECONDS}
        if target.get_backend_name() == "postgresql":
            options["connect_args"] = {"timeout": ANSWER_SECONDS, "command_timeout": ANSWER_SECONDS}
        # A failed statement's values are members' words: no traceback may show them.
        engine = create_async_engine(target, hide_parameters=True, **options)
    except SQLAlchemyError as error:
        raise DatabaseError("адрес базы данных непонятен", "проверьте [storage] url") from error
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine, "BEGIN IMMEDIATE" if writes else "BEGIN")
    return engine


def _prepare_sqlite(engine: AsyncEngine, begin: str) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        # The driver's own transactions start only at the first write: two readers who then
        # write lose an update without an error. We say BEGIN IMMEDIATE ourselves.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",  # a row that we said is kept survives a power cut
            "foreign_keys=ON",
            "secure_delete=ON",  # what is erased is overwritten, and not only forgotten
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)


@asynccontextmanager
async def in_words(what: str) -> AsyncIterator[None]:
    """Turn the drivers' exceptions into a sentence. `what` says what we were doing."""
    try:
        yield
    except _FAILURES as error:
        raise DatabaseError.of(error, what) from error


def is_down(error: StatementError) -> bool:
    """Can the database not go on, whatever it is given? Else it is this row that it refuses."""
    if isinstance(error, OperationalError | InterfaceError | InternalError):
        return True
    return isinstance(error, DBAPIError) and error.connection_invalidated


# asyncpg's own: SQLAlchemy wraps neither what is raised while it connects nor an answer too late.
NO_ANSWER = (TimeoutError, OSError, asyncpg.PostgresError, asyncpg.InterfaceError)
_FAILURES = (DBAPIError, *NO_ANSWER)
