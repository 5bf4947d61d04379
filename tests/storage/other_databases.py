"""Databases beside the one of the other tests: empty ones to move into, and to move from."""

import asyncio
from itertools import count

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

_names = count(1)


def sqlite_in(folder):
    return f"sqlite+aiosqlite:///{folder / f'other_{next(_names)}'}.db"


def emptied(server, name):
    """A database of this name in the server, with nothing in it.

    To lay out a new one takes seconds; to empty one does not.
    """
    url = make_url(server).set(database=name).render_as_string(hide_password=False)
    try:
        asyncio.run(_commands(server, f"CREATE DATABASE {name}"))
    except DBAPIError as error:
        if "already exists" not in str(error):
            raise
    asyncio.run(_commands(url, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public"))
    return url


async def _commands(url, *commands):
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as connection:
            for command in commands:
                await connection.execute(text(command))
    finally:
        await engine.dispose()
