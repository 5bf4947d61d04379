"""SQLite full, locked or read-only: that is told, and nothing is lost."""

import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

from tests import databases
from tests.bot.running import BAD, CLEAN, a_school

pytestmark = pytest.mark.slow

HOLDER = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
"""


@contextmanager
def a_full_disk(school, _app):
    """Not a byte is left on the file system that the database lies on."""
    ballast = school.folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (4096, 1):
            try:
                while file.write(b"\0" * size):
                    pass
            except OSError:
                continue
    yield
    ballast.unlink()


@contextmanager
def a_lock_of_another_process(school, _app):
    """Another program has begun to write and does not end."""
    command = [sys.executable, "-c", HOLDER, str(school.database)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        yield
        holder.communicate(b"\n")


@contextmanager
def a_read_only_database(_school, app):
    """SQLite refuses to write as it does where the file has become read-only under it."""
    is_on = True

    def set_it(connection, _record, _proxy):
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA query_only={'ON' if is_on else 'OFF'}")
        cursor.close()

    event.listen(app.memory.engine.sync_engine, "checkout", set_it)
    yield
    is_on = False


FAULTS = {
    "full": (a_full_disk, "на диске нет места"),
    "locked": (a_lock_of_another_process, "занята другой программой"),
    "read-only": (a_read_only_database, "нельзя писать"),
}


@pytest.fixture
def folder(tmp_path, request):
    """Where the database lies: for a full disk, on a small one of its own."""
    if request.node.callspec.params["name"] != "full":
        yield tmp_path
        return
    mount = ["/bin/mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(tmp_path)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a small disk here")
    yield tmp_path
    subprocess.run(["/bin/umount", str(tmp_path)], check=True)


@pytest.fixture
async def school(folder, monkeypatch):
    databases.only_sqlite("of a server's disk and locks its own administrator knows")
    monkeypatch.setattr("storage.engine.BUSY_SECONDS", 0.2)  # a school's bot waits for ten
    async with a_school(folder) as school:
        head = school.world.add_user("Пётр", "Великанов")
        school.config = {"school": {"admins": [head.id]}}
        for person in (school.teacher, head):
            school.world.allow_private(person)
        yield school


@pytest.mark.parametrize("name", FAULTS)
async def test_a_database_that_takes_nothing_is_told_of_and_nothing_is_lost(school, name):
    fault, problem = FAULTS[name]
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        position = await _position(app)
        with fault(school, app):
            meanwhile = [school.say(BAD, who=school.boris), school.say(CLEAN)]
            school.world.write_private(school.teacher, "/здоровье")
            await school.until(lambda: app.vitals.unwritable)

            state = await app.health.state()
            assert problem in state.unwritable
            assert not state.ok
            assert state.as_json()["database"]["problem"] == state.unwritable
            assert await _position(app) == position
            assert not school.world.calls("messages.send")[1:]
            school.clock.advance(timedelta(minutes=2))
            await school.until(lambda: len(_told_the_head(school)) == 1)

        await school.until(lambda: meanwhile[0].deleted, 60)
        await school.settle(app)
        assert (await app.health.state()).ok
        assert school.deleted() == {1, meanwhile[0].cmid}
        rows = await school.journal(app)
        assert Counter(row["action"] for row in rows) == {"violation": 2, "warning": 2, "delete": 2}
        told = school.world.private(school.teacher)[-1].text
        assert "База снова пишется" in told
        assert problem in told
        async with app.memory.look() as unit:
            assert await unit.journal.verify() is None
        await school.until(lambda: len(_told_the_head(school)) == 2)
        bad, good = _told_the_head(school)
        assert bad.startswith("Не могу записывать в базу данных")
        assert good.startswith("База данных снова пишется")
        assert problem in bad


def _told_the_head(school):
    head = next(p for p in school.world.people.values() if p.first_name == "Пётр")
    return [message.text for message in school.world.private(head)]


async def _position(app):
    async with app.memory.look() as unit:
        return await unit.reception.position()
