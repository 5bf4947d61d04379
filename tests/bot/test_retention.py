"""Records come to their end, kind by kind, and the journal tells of it."""

from datetime import timedelta

from bot.config import settings_from
from bot.retention import Retention, before
from bot.texts.texts import Texts
from rules.regulation.durations import Duration
from storage.chats import Member
from storage.migrate import migrate
from storage.unit import Memory
from tests import databases
from tests.bot.running import NOON
from tests.rules.regulation.histories import MOSCOW, a_case, a_message

CHAT = 2_000_000_001
VK = {"vk": {"token": "vk1.a." + "x" * 80, "group_id": 1}}


async def _memory(folder):
    memory = Memory.at(await databases.new(folder), 1, MOSCOW, lambda: 1)
    await migrate(memory.engine)
    return memory


async def _purged(unit, now, **config):
    chore = Retention(settings_from({**VK, **config}), Texts())
    assert await chore.waits(unit, now)
    await chore.do(unit, now)
    assert not await chore.waits(unit, now)
    assert await chore.waits(unit, now + timedelta(days=1))
    return [row["outcome"] async for row in unit.journal.rows() if row["action"] == "purge"]


async def test_what_has_come_to_its_end_is_erased_with_a_journal_row(tmp_path):
    memory = await _memory(tmp_path)
    async with memory.unit() as unit:
        await unit.evidence.keep("слово", a_message(NOON), 1, b"s", NOON + timedelta(days=1))
        await unit.chats.meet(CHAT, [Member(7, "Анна"), Member(8, "Борис")], NOON)
        await unit.chats.part(CHAT, [7], NOON)

        told = await _purged(unit, NOON + timedelta(days=181))

        assert told == ["стёрто по сроку: фрагменты 1; имена 1;"]
        assert set((await unit.chats.people())[CHAT]) == {8}
        assert await unit.journal.verify() is None
    await memory.close()


async def test_a_day_without_an_end_writes_no_row(tmp_path):
    memory = await _memory(tmp_path)
    async with memory.unit() as unit:
        assert await _purged(unit, NOON) == []
    await memory.close()


async def test_a_case_that_counts_outlives_a_shorter_limit(tmp_path):
    memory = await _memory(tmp_path)
    async with memory.unit() as unit:
        await unit.cases.save(a_case(1, NOON))
        short = {"retention": {"cases": "1d"}}

        await _purged(unit, NOON + timedelta(days=89), **short)
        kept = await unit.cases.get(1)
        await _purged(unit, NOON + timedelta(days=91), **short)

        assert kept is not None
        assert await unit.cases.get(1) is None
    await memory.close()


def test_a_limit_counts_months_by_the_calendar():
    assert before(Duration(days=30), NOON) == NOON - timedelta(days=30)
    assert before(Duration(months=1), NOON) <= NOON - timedelta(days=28)
