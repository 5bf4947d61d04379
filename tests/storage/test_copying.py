"""A memory moves whole from one database to another, or not at all."""

import asyncio
from contextlib import asynccontextmanager
from itertools import count

import pytest
from sqlalchemy import func, select, text, update

from rules.regulation.acts import Act, Kind
from rules.regulation.entry import Deed, Entry
from storage.copying import Stage, copy
from storage.engine import open_engine
from storage.errors import DatabaseError
from storage.migrate import migrate
from storage.tables import journal, outbox
from storage.unit import Memory
from tests.storage.conftest import MOSCOW
from tests.storage.memories import AT, everything, fill, keep_journal, left_alone
from tests.storage.other_databases import emptied, sqlite_in

PAIRS = [(one, other) for one in ("sqlite", "postgresql") for other in ("sqlite", "postgresql")]
TARGETS = ["sqlite", "postgresql"]


@pytest.fixture
def address(request, tmp_path):
    """The address of an empty database: SQLite's at will, and two of a PostgreSQL."""
    names = iter(("copying_one", "copying_other"))

    def make(kind):
        if kind == "sqlite":
            return sqlite_in(tmp_path)
        return emptied(request.getfixturevalue("postgresql"), next(names))

    return make


@asynccontextmanager
async def _engines(*urls):
    engines = [open_engine(url) for url in urls]
    try:
        yield engines
    finally:
        for engine in engines:
            await engine.dispose()


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_every_row_of_every_table_and_community_comes_along(address, one, other):
    source, target = address(one), address(other)
    steps = []

    async def moved():
        await fill(source)
        async with _engines(source, target) as (old, new):
            copied = await copy(old, new, lambda *told: steps.append(told), alone=True)
            return copied, await everything(old), await everything(new)

    copied, before, after = asyncio.run(moved())

    assert all(before.values()), "a table with no row shows nothing"
    assert {name: sorted(rows, key=repr) for name, rows in after.items()} == {
        name: sorted(rows, key=repr) for name, rows in before.items()
    }
    assert copied.rows == sum(map(len, before.values()))
    assert [(c.community, c.rows, c.fault) for c in copied.journals] == [
        (1, 5, None),
        (2, 10, None),
    ]
    for stage in Stage:
        assert sum(done for at, done, _ in steps if at is stage) == copied.rows
    assert {total for _, _, total in steps} == {copied.rows}


@pytest.mark.parametrize("kind", TARGETS)
def test_new_rows_go_on_after_the_moved_ones(address, kind):
    source, target = address("sqlite"), address(kind)

    async def moved():
        await fill(source)
        async with _engines(source, target) as (old, new):
            await copy(old, new, left_alone)
        memory = Memory.at(target, 1, MOSCOW, lambda: 1)
        async with memory.unit() as unit:
            number = await unit.outbox.add(Act(kind=Kind.SEND, chat=1), AT)
            await unit.journal.add([Entry(action=Deed.UNBLOCK)], AT)
            fault = await unit.journal.verify()
            await unit.commit()
        await memory.close()
        return number, fault

    number, fault = asyncio.run(moved())

    assert number == 2 * 5 + 1
    assert fault is None


@pytest.mark.parametrize("kind", TARGETS)
def test_a_target_with_a_row_is_refused_and_stays_as_it_was(address, kind):
    source, target = address("sqlite"), address(kind)

    async def moved():
        await fill(source)
        async with _engines(source, target) as (old, new):
            await migrate(new)
            await keep_journal(target, 9, 1)
            with pytest.raises(DatabaseError, match="не пуста"):
                await copy(old, new, left_alone)
            return await everything(new)

    assert {name: len(rows) for name, rows in asyncio.run(moved()).items() if rows} == {
        "journal": 1
    }


@pytest.mark.parametrize("kind", TARGETS)
def test_a_target_with_a_strangers_table_is_refused(address, kind):
    source, target = address("sqlite"), address(kind)

    async def moved():
        await fill(source)
        async with _engines(source, target) as (old, new):
            async with new.connect() as connection:
                await connection.execute(text("CREATE TABLE shop (id INTEGER)"))
                await connection.commit()
            with pytest.raises(DatabaseError, match="чужая таблица shop"):
                await copy(old, new, left_alone)

    asyncio.run(moved())


class CutError(Exception):
    """The power goes."""


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("kind", TARGETS)
def test_a_failure_in_the_middle_leaves_the_target_empty(address, kind, stage):
    source, target = address("sqlite"), address(kind)
    left = count(12)

    def cut(at, done, total):
        if at is stage and next(left) == 20:
            raise CutError

    async def moved():
        await fill(source)
        async with _engines(source, target) as (old, new):
            with pytest.raises(CutError):
                await copy(old, new, cut)
            await migrate(new)
            after_failure = await everything(new)
            again = await copy(old, new, left_alone)
            return after_failure, again

    empty, again = asyncio.run(moved())

    assert not any(empty.values())
    assert again.rows > 0


def test_what_postgresql_cannot_keep_is_named_and_nothing_is_moved(address):
    source, target = address("sqlite"), address("postgresql")

    async def moved():
        await fill(source)
        async with _engines(source, target) as (old, new):
            async with old.connect() as connection:
                await connection.execute(update(outbox).values(act="a" * 17))
                await connection.commit()
            with pytest.raises(DatabaseError, match="таблицы outbox не подходит"):
                await copy(old, new, left_alone)
            async with new.connect() as connection:
                names = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
                return (await connection.execute(text(names))).scalar_one()

    assert asyncio.run(moved()) == 0


def test_a_moment_of_the_source_is_copied_while_others_write(address):
    """Without `alone` the writers go on; what they add later is no part of the copy."""
    source, target = address("postgresql"), address("sqlite")

    async def moved():
        await fill(source)
        written = asyncio.Event()

        async def write():
            await keep_journal(source, 1, 3)
            written.set()

        tasks: list[asyncio.Future[None]] = []

        def told(stage, done, total):
            if not tasks:
                tasks.append(asyncio.ensure_future(write()))

        async with _engines(source, target) as (old, new):
            copied = await copy(old, new, told)
            await asyncio.gather(*tasks)
            async with old.connect() as connection:
                now = await connection.execute(select(func.count()).select_from(journal))
                return copied, now.scalar_one(), written.is_set()

    copied, now, written = asyncio.run(moved())

    assert written
    assert sum(one.rows for one in copied.journals) == 15
    assert now == 18


def test_a_broken_journal_is_moved_as_it_is_and_named(address):
    source, target = address("sqlite"), address("postgresql")

    async def moved():
        await fill(source)
        async with _engines(source, target) as (old, new):
            async with old.connect() as connection:
                await connection.execute(text("DROP TRIGGER journal_keeps_UPDATE"))
                changed = update(journal).where(journal.c.community == 2, journal.c.seq == 4)
                await connection.execute(changed.values(reason="иначе"))
                await connection.commit()
            return await copy(old, new, left_alone)

    one, other = asyncio.run(moved()).journals

    assert one.fault is None
    assert other.fault is not None
    assert other.fault.seq == 4
