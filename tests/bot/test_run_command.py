"""`dezhurny run` as a process: how it starts, how it ends, and what it never says."""

import asyncio
import os
import re
import shutil
import sqlite3
import sys
import time

import pytest

from bot.sandbox import SandboxVK
from tests import databases
from tests.bot.process import running, start, stop, write_config
from tests.bot.running import BAD

pytestmark = pytest.mark.slow

PATIENCE = 60.0  # seconds that a start is given on the busiest machine


def _populated(vk):
    teacher, anna = vk.world.add_user("Мария", "Иванова"), vk.world.add_user("Анна", "Белова")
    return anna, vk.world.add_chat("5А", admins=[teacher], members=[anna])


async def _until(true, seconds=60.0):
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - another process has no events to wait for
            await asyncio.sleep(0.02)


def _polls(vk):
    return len(vk.world.calls("groups.getLongPollServer")) > 1


async def test_sigterm_ends_the_bot_within_five_seconds_and_loses_nothing(tmp_path):
    async with SandboxVK() as vk:
        anna, chat = _populated(vk)
        config, log = write_config(tmp_path, vk), tmp_path / "log"
        async with running(config, log) as bot:
            await _until(lambda: _polls(vk))
            messages = [vk.world.write(chat, anna, f"{BAD} {n}") for n in range(50)]
            begun = time.monotonic()
            code = await stop(bot)
            assert code == 0
            assert time.monotonic() - begun < 5

        async with running(config, log) as bot:
            await _until(lambda: len(vk.world.deleted(chat)) >= len(messages))
            assert await stop(bot) == 0


async def test_neither_the_token_nor_a_text_appears_in_a_log_or_a_url(tmp_path):
    async with SandboxVK() as vk:
        anna, chat = _populated(vk)
        config, log = write_config(tmp_path, vk), tmp_path / "log"
        vk.world.push_update({"type": "message_new", "object": {"message": {"text": BAD}}})
        async with running(config, log) as bot:
            await _until(lambda: _polls(vk))
            vk.world.write(chat, anna, BAD)
            vk.world.push_update({"type": "message_new", "object": {"message": {"text": BAD}}})
            await _until(lambda: vk.world.deleted(chat))
            await stop(bot)

        said = log.read_text(encoding="utf-8")
        assert "the bot starts" in said
        assert vk.token not in said
        assert "мразь" not in said
        assert not re.search(r"access_token", said)
        assert all("access_token" not in call.params for call in vk.world.calls())


async def test_the_bot_waits_for_a_vk_that_is_not_there_at_start(tmp_path):
    async with SandboxVK() as vk:
        anna, chat = _populated(vk)
        config, log = write_config(tmp_path, vk), tmp_path / "log"
        world, port = vk.world, vk.port
    async with running(config, log) as bot:
        await _until(lambda: "VK is not there yet" in log.read_text(encoding="utf-8"))
        async with SandboxVK(world=world, port=port) as vk:
            await _until(lambda: _polls(vk))
            vk.world.write(chat, anna, BAD)
            await _until(lambda: vk.world.deleted(chat))
            assert await stop(bot) == 0


async def test_a_token_that_vk_refuses_is_one_sentence_and_exit_2(tmp_path):
    async with SandboxVK() as vk:
        config, log = write_config(tmp_path, vk), tmp_path / "log"
        line = 'token = "wrong-token"'
        config.write_text(re.sub(r'token = ".*"', line, config.read_text("utf-8")), "utf-8")

        bot = await start("run", "--config", config, log=log)

        assert await asyncio.wait_for(bot.wait(), PATIENCE) == 2
        last = log.read_text("utf-8").strip().splitlines()[-1]
        assert f"{config}, строка 3: vk.token" in last
        assert "wrong-token" not in log.read_text("utf-8")
        assert "Traceback" not in log.read_text("utf-8")


@pytest.mark.parametrize("command", [("run",), ("journal", "verify"), ("journal", "export")])
async def test_a_database_newer_than_the_program_is_a_sentence(tmp_path, command):
    databases.only_sqlite("laid from outside, by SQLite's own means")
    async with SandboxVK() as vk:
        config, log = write_config(tmp_path, vk), tmp_path / "log"
        with sqlite3.connect(tmp_path / "dezhurny.db") as database:
            database.execute("CREATE TABLE alembic_version (version_num VARCHAR(32))")
            database.execute("INSERT INTO alembic_version VALUES ('9999')")

        bot = await start(*command, "--config", config, log=log)

        assert await asyncio.wait_for(bot.wait(), PATIENCE) == 1
        said = log.read_text("utf-8")
        assert "новее программы" in said
        assert "Traceback" not in said


async def test_a_database_that_may_not_be_written_to_is_a_sentence_and_exit_1(tmp_path):
    setpriv, is_root = shutil.which("setpriv"), os.geteuid() == 0
    if is_root and setpriv is None:
        pytest.skip("root may write to every file, and no setpriv forbids it to him")
    drop = ("--bounding-set=-dac_override", "--inh-caps=-dac_override")
    mortal = (setpriv, *drop) if is_root and setpriv else ()
    databases.only_sqlite("a PostgreSQL is no file")
    async with SandboxVK() as vk:
        config = write_config(tmp_path, vk)
        (tmp_path / "dezhurny.db").touch(mode=0o444)

        bot = await asyncio.create_subprocess_exec(
            *mortal,
            *(sys.executable, "-m", "bot", "run", "--config", config),
            stderr=asyncio.subprocess.PIPE,
        )

        _, said = await asyncio.wait_for(bot.communicate(), PATIENCE)
        assert bot.returncode == 1
        assert "нельзя писать: проверьте права на файл" in said.decode()
        assert "Traceback" not in said.decode()


async def test_a_missing_config_is_one_sentence_and_exit_2(tmp_path):
    log = tmp_path / "log"

    bot = await start("--config", tmp_path / "none.toml", "run", log=log)

    assert await asyncio.wait_for(bot.wait(), PATIENCE) == 2
    said = log.read_text("utf-8").strip()
    assert "none.toml" in said
    assert len(said.splitlines()) == 1
