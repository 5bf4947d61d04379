"""A copy of the whole memory in one SQLite file, taken while the bot runs.

SQLite copies itself: `VACUUM INTO` sees one moment, keeps no writer waiting, and leaves out
what was erased, which a copy of the file would bring along. PostgreSQL is read in one
transaction and copied row by row; its own `pg_dump` does as well.
"""

import asyncio
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.copying import Checked, Told, copy, walked
from storage.engine import BUSY_SECONDS, in_words, open_engine
from storage.errors import DatabaseError


def file_of(url: str) -> Path | None:
    """The file of an SQLite database; None for a server or a database in memory."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or address.database in (None, "", ":memory:"):
        return None
    return Path(str(address.database))


async def back_up(url: str, file: Path, told: Told, *, replace: bool) -> tuple[Checked, ...]:
    """Copy the database at an address into a file that only its owner may read.

    The file appears whole and on the disk, or not at all. Raises DatabaseError, and OSError of
    the file system: FileExistsError where there is a file already and it is not to be replaced.
    """
    source = file_of(url)
    _refuse_a_taken(file, source, replace=replace)
    with _appearing(file) as part:
        if source is not None:
            await asyncio.to_thread(_vacuum, source, part)
        else:
            await _copied(url, part, told)
        return await _checked(part)


def _refuse_a_taken(file: Path, source: Path | None, *, replace: bool) -> None:
    if not file.exists():
        return
    if source is not None and source.exists() and file.samefile(source):
        raise DatabaseError("это файл самой базы данных", "назовите копию иначе")
    if not replace:
        raise FileExistsError(file)


@contextmanager
def _appearing(file: Path) -> Iterator[Path]:
    """A file beside it to fill, which then takes its name at one blow."""
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield part
        _sync(part)
        part.replace(file)
        _sync(file.parent)
    finally:
        for rest in (part, *(part.with_name(f"{part.name}{end}") for end in ("-wal", "-shm"))):
            rest.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """Onto the disk itself: neither SQLite's copy nor a new name is there without it."""
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folders, and keeps names by itself
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _vacuum(source: Path, target: Path) -> None:
    if not source.exists():
        raise DatabaseError(f"файла базы данных {source} нет", "проверьте [storage] url")
    try:
        # Never `mode=ro`: a reader of a write-ahead log has to lay files beside it.
        address = f"{source.absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(address, timeout=BUSY_SECONDS, uri=True)) as database:
            database.execute("VACUUM INTO ?", (str(target),))
    except sqlite3.Error as error:
        raise DatabaseError.of(error, "скопировать базу данных") from error


async def _copied(url: str, part: Path, told: Told) -> None:
    source, target = open_engine(url, writes=False), _at(part)
    try:
        await copy(source, target, told)
    finally:
        await source.dispose()
        await target.dispose()


async def _checked(part: Path) -> tuple[Checked, ...]:
    """Read the copy from end to end: one that cannot be read is none."""
    copied = _at(part)
    try:
        async with in_words("прочитать копию"), copied.connect() as connection:
            journals = await walked(connection)
    finally:
        await copied.dispose()
    await asyncio.to_thread(_refuse_a_broken, part)
    return journals


def _refuse_a_broken(part: Path) -> None:
    try:
        with closing(sqlite3.connect(part)) as database:
            # One file from now on: what still stands in a log beside it moves in.
            (mode,) = database.execute("PRAGMA journal_mode=DELETE").fetchone()
            (said,) = database.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.Error as error:
        raise DatabaseError.of(error, "прочитать копию") from error
    if (mode, said) != ("delete", "ok"):
        raise DatabaseError("копия не читается", "база данных повреждена: проверьте диск")


def _at(part: Path) -> AsyncEngine:
    return open_engine(f"sqlite+aiosqlite:///{part}")
