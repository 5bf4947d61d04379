"""`kill -9` at random moments of a burst: nothing is lost, and nothing is done twice."""

import asyncio
import os
import random
import re
import sqlite3
from collections import Counter
from datetime import timedelta

import pytest

from bot.sandbox import SandboxVK
from bot.sandbox.errors import WriteRefusedError
from tests.bot.process import running, start, stop, write_config
from tests.bot.running import BAD, CLEAN

KILLS = int(os.environ.get("DEZHURNY_KILLS", "20"))
PEOPLE = 12
BY_DAY = "[rules.quiet_hours]\nenabled = false"


@pytest.mark.slow
async def test_twenty_kills_in_a_row_lose_nothing_and_repeat_nothing(tmp_path):
    seed = int(os.environ.get("DEZHURNY_SEED", random.randrange(10**6)))
    print(f"seed {seed}")  # noqa: T201 - pytest shows it when the test fails
    chance = random.Random(seed)
    async with SandboxVK() as vk:
        chats = _populate(vk.world)
        config, log = write_config(tmp_path, vk, BY_DAY), tmp_path / "log"
        async with running(config, log) as process:  # its first position is kept
            await _until(lambda: len(vk.world.calls("groups.getLongPollServer")) > 1)
            await stop(process)
        bad: list[tuple[int, int]] = []
        writing = asyncio.create_task(_burst(vk.world, chats, bad, chance))
        for _ in range(KILLS):
            polls = len(vk.world.calls("groups.getLongPollServer"))
            async with running(config, log):
                await _until(
                    lambda polls=polls: len(vk.world.calls("groups.getLongPollServer")) > polls
                )
                await asyncio.sleep(chance.uniform(0, 0.4))
        writing.cancel()
        async with running(config, log) as process:
            await _until(lambda: _deleted(vk.world, chats) >= set(bad), 60)
            await _until(lambda: _waiting(tmp_path) == 0, 30)
            assert await stop(process) == 0

        _assert_once(tmp_path, vk, chats, bad)
        process = await start("journal", "verify", "--config", config, log=log)
        assert await process.wait() == 0
        assert len(bad) >= KILLS, "the burst was no burst"


def _populate(world):
    teacher = world.add_user("Мария", "Иванова")
    chats = []
    for number in range(3):
        people = [world.add_user(f"Имя{n}") for n in range(PEOPLE)]
        chats.append(world.add_chat(f"{number}А", admins=[teacher], members=people))
    return chats


async def _burst(world, chats, bad, chance):
    """Messages without an end, one in five a breach, an hour apart for each member."""
    at = world.clock() - timedelta(hours=20)
    while True:
        chat = chance.choice(chats)
        author = chance.choice([m for m in chat.members if m > 0])
        at += timedelta(seconds=20)
        if author in world.restricted(chat):
            continue
        wrong = chance.random() < 0.2
        text = BAD if wrong else f"{CLEAN} {chance.randrange(10**6)}"
        try:
            message = world.write(chat, author, text, at)
        except WriteRefusedError:
            await asyncio.sleep(0)
            continue
        if wrong and not chat.members[author].is_admin:
            bad.append((chat.peer_id, message.cmid))
        await asyncio.sleep(0.02)


def _deleted(world, chats):
    return {(chat.peer_id, m.cmid) for chat in chats for m in world.deleted(chat)}


def _query(folder, sql):
    with sqlite3.connect(f"file:{folder / 'dezhurny.db'}?mode=ro", uri=True) as database:
        return database.execute(sql).fetchall()


def _waiting(folder):
    """Acts that are due and not done: notices that vanish later do not count."""
    sql = "SELECT count(*) FROM outbox WHERE state = 'waiting' AND not_before <= datetime('now')"
    return _query(folder, sql)[0][0]


def _assert_once(folder, vk, chats, bad):
    deletions = Counter(_query(folder, "SELECT chat, message FROM journal WHERE action = 'delete'"))
    assert {key: deletions[key] for key in bad} == dict.fromkeys(bad, 1)
    violations = Counter(
        _query(folder, "SELECT chat, message, rule FROM journal WHERE action = 'violation'")
    )
    assert set(violations.values()) == {1}
    told = Counter(
        _query(folder, "SELECT \"case\" FROM journal WHERE action IN ('warning', 'block')")
    )
    assert set(told.values()) == {1}
    numbers = [row[0] for row in _query(folder, "SELECT number FROM cases ORDER BY number")]
    assert numbers == list(range(1, len(numbers) + 1))
    notices = Counter(
        (chat.peer_id, number)
        for chat in chats
        for message in chat.messages
        if message.from_id < 0
        for number in re.findall(r"Дело №(\d+)", message.text)
    )
    assert set(notices.values()) == {1}


async def _until(true, seconds=60.0):
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - another process has no events to wait for
            await asyncio.sleep(0.02)
