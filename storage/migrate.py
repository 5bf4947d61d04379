"""Brings a database to the tables of this program, at start, once.

Alembic takes a second to import, so it is asked only when there is something to do.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.ciphers import cipher_of
from storage.engine import in_words
from storage.errors import DatabaseError
from storage.seals import admit

STEPS = Path(__file__).parent / "migrations"
NEWEST = "0005"  # the last file in migrations/versions; a test says when it is forgotten


async def migrate(engine: AsyncEngine) -> None:
    """Raises DatabaseError when the database is newer than the program, cannot be reached, or
    keeps words under a key that the engine was not given.
    """
    async with in_words("открыть базу данных"), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            await connection.execute(text("SELECT pg_advisory_xact_lock(815)"))
        changed = await upgrade(connection)
        cipher = cipher_of(engine.dialect)
        if cipher is not None:
            changed |= await admit(connection, cipher)
        if changed:
            await connection.commit()


async def upgrade(connection: AsyncConnection) -> bool:
    """Lay the tables inside a transaction of the caller's; tells whether anything was to do."""
    version = await connection.run_sync(_version)
    if version != NEWEST:
        await connection.run_sync(_upgrade, version)
    return version != NEWEST


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection, version: str | None) -> None:
    from alembic import command
    from alembic.config import Config

    known = {path.stem[:4] for path in (STEPS / "versions").glob("[0-9]*.py")}
    if version is not None and version not in known:
        raise DatabaseError(
            f"база данных новее программы (её версия {version}, программа знает до {NEWEST})",
            "обновите программу или укажите другую базу в [storage] url",
        )
    config = Config()
    config.set_main_option("script_location", str(STEPS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
