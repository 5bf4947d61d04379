"""`dezhurny db backup` and `dezhurny db migrate-to` as an administrator runs them."""

import asyncio
import os
import sqlite3
import stat
from contextlib import closing

import pytest
from sqlalchemy.engine import make_url
from typer.testing import CliRunner

from bot.cli import app as command_line
from bot.errors import DezhurnyError
from bot.sandbox import SandboxVK
from storage.engine import open_engine
from tests import databases
from tests.bot.process import running, start, stop, write_config
from tests.bot.running import BAD
from tests.storage.conftest import postgresql  # noqa: F401 - a fixture
from tests.storage.memories import everything, fill
from tests.storage.other_databases import emptied

CONFIG = """
[vk]
token = "made-up"
group_id = 1
[storage]
url = "{url}"
"""


@pytest.fixture
def database(tmp_path):
    file = tmp_path / "school.db"
    asyncio.run(fill(f"sqlite+aiosqlite:///{file}"))
    return file


@pytest.fixture
def config(tmp_path, database):
    return _config(tmp_path / "config.toml", f"sqlite:///{database}")


@pytest.fixture
def server(request):
    return emptied(request.getfixturevalue("postgresql"), "moved")


def _config(file, url):
    file.write_text(CONFIG.format(url=url), encoding="utf-8")
    return file


def _run(config, *words, env=None):
    given = [*map(str, words), "--config", str(config)]
    return CliRunner().invoke(command_line, given, env=env)


def _all(url):
    async def read():
        engine = open_engine(url)
        try:
            found = await everything(engine)
        finally:
            await engine.dispose()
        return {name: sorted(map(repr, rows)) for name, rows in found.items()}

    return asyncio.run(read())


def test_a_backup_is_made_and_says_what_it_holds(config, tmp_path):
    done = _run(config, "db", "backup", tmp_path / "копия.db")

    assert done.exit_code == 0, done.output
    assert "Копия готова" in done.output
    assert "Журнал сообщества 1 цел: 5 строк, отпечаток 5-" in done.output
    assert "Журнал сообщества 2 цел: 10 строк, отпечаток 10-" in done.output
    assert stat.S_IMODE((tmp_path / "копия.db").stat().st_mode) == 0o600


def test_a_backup_is_not_written_over_without_being_told(config, tmp_path):
    _run(config, "db", "backup", tmp_path / "a.db")

    again = _run(config, "db", "backup", tmp_path / "a.db")
    forced = _run(config, "db", "backup", tmp_path / "a.db", "--force")

    assert "--force" in str(again.exception)
    assert (again.exit_code, forced.exit_code) == (1, 0)


def test_a_broken_journal_is_backed_up_and_named(config, database, tmp_path):
    with closing(sqlite3.connect(database)) as opened:
        opened.execute("DROP TRIGGER journal_keeps_UPDATE")
        opened.execute("UPDATE journal SET reason = 'иначе' WHERE community = 2 AND seq = 3")
        opened.commit()

    done = _run(config, "db", "backup", tmp_path / "a.db")

    assert done.exit_code == 0
    assert "Журнал сообщества 2 нарушен в строке 3: её содержание изменено." in done.output


def test_all_moves_to_postgresql_and_back_through_a_backup(config, database, server, tmp_path):
    before = _all(f"sqlite+aiosqlite:///{database}")

    moved = _run(config, "db", "migrate-to", server)
    there = _config(tmp_path / "there.toml", server)
    verified = _run(there, "journal", "verify")
    copied = _run(there, "db", "backup", tmp_path / "pg.db")
    copy = _config(tmp_path / "copy.toml", f"sqlite:///{tmp_path / 'pg.db'}")
    restored = _run(copy, "db", "migrate-to", f"sqlite:///{tmp_path / 'restored.db'}")

    assert moved.exit_code == 0, f"{moved.output} {moved.exception}"
    assert "Перенесено и сверено" in moved.output
    assert "впишите новый адрес" in moved.output
    assert (verified.exit_code, copied.exit_code, restored.exit_code) == (0, 0, 0)
    assert _all(server) == before
    assert _all(f"sqlite+aiosqlite:///{tmp_path / 'restored.db'}") == before


def test_the_address_may_come_from_the_environment_alone(config, tmp_path):
    url = f"sqlite:///{tmp_path / 'other.db'}"

    done = _run(config, "db", "migrate-to", env={"TARGET_DATABASE_URL": url})

    assert done.exit_code == 0, done.output
    assert (tmp_path / "other.db").exists()


def test_a_second_move_to_the_same_place_is_refused(config, tmp_path):
    target = f"sqlite:///{tmp_path / 'other.db'}"
    _run(config, "db", "migrate-to", target)

    again = _run(config, "db", "migrate-to", target)

    assert again.exit_code == 1
    assert "не пуста" in str(again.exception)


def test_the_password_is_in_no_sentence(config, server):
    secret = "s3cr3t-pässword"
    nowhere = make_url(server).set(
        username="nobody_there", password=secret, host="127.0.0.1", port=1, query={}
    )
    addresses = [
        nowhere.render_as_string(hide_password=False),
        f"mysql://nobody:{secret}@127.0.0.1/a",
    ]

    for address in addresses:
        done = _run(config, "db", "migrate-to", address)

        assert done.exit_code == 1
        assert isinstance(done.exception, DezhurnyError)
        assert secret not in str(done.exception) + done.output


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (("migrate-to", "sqlite:///{database}"), "та же самая база"),
        (("migrate-to", "school.db"), "sqlite:///dezhurny.db"),
        (("backup", "{database}"), "самой базы"),
        (("backup", "/нет/такой/папки/a.db"), "не записать"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(config, database, words, remedy):
    done = _run(config, "db", *(word.format(database=database) for word in words))

    assert done.exit_code == 1
    assert isinstance(done.exception, DezhurnyError)
    assert remedy in str(done.exception)


def test_where_there_is_no_database_none_is_made(tmp_path):
    config = _config(tmp_path / "config.toml", f"sqlite:///{tmp_path / 'none.db'}")

    moved = _run(config, "db", "migrate-to", f"sqlite:///{tmp_path / 'a.db'}")
    copied = _run(config, "db", "backup", tmp_path / "b.db")

    assert (moved.exit_code, copied.exit_code) == (1, 1)
    assert [file.name for file in tmp_path.iterdir()] == ["config.toml"]


@pytest.mark.slow
async def test_a_copy_of_a_bot_at_work_is_whole_and_the_bot_starts_from_it(tmp_path):
    databases.only_sqlite("a copy is a file; on PostgreSQL one goes back to it by migrate-to")
    async with SandboxVK() as vk:
        anna = vk.world.add_user("Анна")
        chat = vk.world.add_chat("5А", admins=[vk.world.add_user("Мария")], members=[anna])
        config, log = write_config(tmp_path, vk), tmp_path / "log"
        async with running(config, log) as process:
            await _until(lambda: len(vk.world.calls("groups.getLongPollServer")) > 1)
            message = vk.world.write(chat, anna, BAD)
            await _until(lambda: message in vk.world.deleted(chat))
            copying = await start("db", "backup", tmp_path / "copy.db", "--config", config, log=log)
            assert await asyncio.wait_for(copying.wait(), 60) == 0, log.read_text("utf-8")
            assert await stop(process, 30) == 0
        os.replace(tmp_path / "copy.db", tmp_path / "dezhurny.db")  # gone back to the copy
        async with running(config, log) as process:
            second = vk.world.write(chat, anna, BAD)
            await _until(lambda: second in vk.world.deleted(chat))
            assert await stop(process, 30) == 0
        verified = await start("journal", "verify", "--config", config, log=log)
        assert await asyncio.wait_for(verified.wait(), 60) == 0


async def _until(true, seconds=40.0):
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - another process has no events to wait for
            await asyncio.sleep(0.05)
