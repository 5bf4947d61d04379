"""A backup is whole, of one moment, on the disk, for its owner's eyes, and can be gone back to."""

import asyncio
import sqlite3
import stat
from contextlib import closing

import pytest
from sqlalchemy import text

from storage.backup import back_up, file_of
from storage.engine import open_engine
from storage.errors import DatabaseError
from storage.tables import metadata
from tests.storage.memories import everything, fill, keep_journal, left_alone
from tests.storage.other_databases import emptied, sqlite_in


@pytest.fixture(params=["sqlite", "postgresql"])
def source(request, tmp_path):
    if request.param == "sqlite":
        return sqlite_in(tmp_path)
    return emptied(request.getfixturevalue("postgresql"), "backed_up")


def _its_file(url):
    file = file_of(url)
    assert file is not None
    return file


def _rows(file):
    with closing(sqlite3.connect(file)) as database:
        return {
            table.name: database.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0]  # noqa: S608 - names of our own
            for table in metadata.sorted_tables
        }


async def _at(url):
    engine = open_engine(url)
    try:
        return await everything(engine)
    finally:
        await engine.dispose()


def test_a_backup_holds_every_row_and_only_its_owner_may_read_it(source, tmp_path):
    file = tmp_path / "copy.db"
    asyncio.run(fill(source))

    journals = asyncio.run(back_up(source, file, left_alone, replace=False))

    before = asyncio.run(_at(source))
    after = asyncio.run(_at(f"sqlite+aiosqlite:///{file}"))
    assert {name: sorted(map(repr, rows)) for name, rows in after.items()} == {
        name: sorted(map(repr, rows)) for name, rows in before.items()
    }
    assert [(one.community, one.rows, one.fault) for one in journals] == [
        (1, 5, None),
        (2, 10, None),
    ]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_backup_is_one_file_with_nothing_beside_it(source, tmp_path):
    folder = tmp_path / "copies"
    folder.mkdir()
    asyncio.run(fill(source))

    asyncio.run(back_up(source, folder / "copy.db", left_alone, replace=False))

    assert [file.name for file in folder.iterdir()] == ["copy.db"]


def test_a_file_that_is_there_is_replaced_only_when_told_to(source, tmp_path):
    file = tmp_path / "copy.db"
    file.write_bytes(b"precious")
    asyncio.run(fill(source))

    with pytest.raises(FileExistsError):
        asyncio.run(back_up(source, file, left_alone, replace=False))
    assert file.read_bytes() == b"precious"
    asyncio.run(back_up(source, file, left_alone, replace=True))

    assert _rows(file)["journal"] == 15


def test_the_database_itself_is_never_replaced_by_its_copy(tmp_path):
    source = sqlite_in(tmp_path)
    asyncio.run(fill(source))
    before = asyncio.run(_at(source))

    with pytest.raises(DatabaseError, match="самой базы"):
        asyncio.run(back_up(source, _its_file(source), left_alone, replace=True))

    assert asyncio.run(_at(source)) == before


def test_a_failed_backup_leaves_the_old_one_and_no_rest(tmp_path):
    file, broken = tmp_path / "copy.db", tmp_path / "broken.db"
    file.write_bytes(b"precious")
    broken.write_bytes(b"this is no database" * 1000)

    with pytest.raises(DatabaseError):
        asyncio.run(back_up(f"sqlite+aiosqlite:///{broken}", file, left_alone, replace=True))

    assert file.read_bytes() == b"precious"
    assert {one.name for one in tmp_path.iterdir()} == {"copy.db", "broken.db"}


def test_a_database_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(DatabaseError, match="нет"):
        asyncio.run(back_up(sqlite_in(tmp_path), tmp_path / "a.db", left_alone, replace=False))

    assert list(tmp_path.iterdir()) == []


def test_a_backup_taken_amid_writing_is_of_one_moment(source, tmp_path):
    """The writer adds to a journal and to the outbox in one transaction: they never differ."""
    taken = []

    async def backed_up():
        await fill(source)
        stop = asyncio.Event()

        async def write():
            while not stop.is_set():
                await keep_journal(source, 3, 1, acts=1)

        writing = asyncio.create_task(write())
        for number in range(4):
            file = tmp_path / f"copy{number}.db"
            await back_up(source, file, left_alone, replace=False)
            taken.append(file)
        stop.set()
        await writing

    asyncio.run(backed_up())

    seen = []
    for file in taken:
        with closing(sqlite3.connect(file)) as database:
            count = "SELECT count(*) FROM {} WHERE community = 3"
            rows = database.execute(count.format("journal")).fetchone()[0]
            assert rows == database.execute(count.format("outbox")).fetchone()[0]
        seen.append(rows)
    assert seen == sorted(seen)
    assert seen[-1] > seen[0], "nobody wrote meanwhile"


def test_what_was_erased_is_not_in_the_copy(tmp_path):
    source, file = sqlite_in(tmp_path), tmp_path / "copy.db"
    secret = "телефон бабушки"

    async def kept_and_erased():
        await fill(source)
        engine = open_engine(source)
        async with engine.connect() as connection:
            await connection.execute(text("PRAGMA secure_delete=OFF"))
            await connection.execute(text("UPDATE evidence SET fragment = :it"), {"it": secret})
            await connection.commit()
            await connection.execute(text("DELETE FROM evidence"))
            await connection.commit()
        await engine.dispose()
        await back_up(source, file, left_alone, replace=False)

    asyncio.run(kept_and_erased())

    assert secret.encode() in _its_file(source).read_bytes(), "the file itself still holds it"
    assert secret.encode() not in file.read_bytes()
