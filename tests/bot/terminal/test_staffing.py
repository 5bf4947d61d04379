"""Where one moderator is alone, `dezhurny check` says that nobody could hear an appeal (2.8)."""

import pytest
from rich.console import Console

from bot.config import settings_from
from bot.terminal.check import _table
from bot.terminal.staffing import staffing
from storage.chats import Member
from storage.migrate import migrate
from storage.unit import Memory
from tests import databases
from tests.bot.running import NOON
from tests.rules.regulation.histories import MOSCOW

CHAT = 2_000_000_001
VK = {"vk": {"token": "vk1.a." + "x" * 80, "group_id": 1}}
MARIA, OLGA = Member(1, "Мария", True), Member(2, "Ольга", True)
ANNA, BOT = Member(3, "Анна"), Member(-1, "", True)


@pytest.fixture
async def unit(tmp_path):
    memory = Memory.at(await databases.new(tmp_path), 1, MOSCOW, lambda: 1)
    await migrate(memory.engine)
    async with memory.unit() as unit:
        await unit.chats.note(CHAT, title="5А родители")
        yield unit
    await memory.close()


async def test_one_moderator_without_an_administrator_is_a_warning_with_its_remedy(unit):
    await unit.chats.meet(CHAT, [MARIA, ANNA, BOT], NOON)

    (found,) = await staffing(unit, settings_from(VK))

    assert found.ok
    assert found.is_warning
    assert "5А родители" in found.what
    assert "обжаловать его решение не у кого (п. 2.8)" in found.seen
    assert "[school] admins" in found.remedy


@pytest.mark.parametrize(
    "more", [{"school": {"admins": [9]}}, {"chats": {"peer": {str(CHAT): {"enabled": False}}}}]
)
async def test_an_administrator_hears_appeals_and_a_chat_that_is_off_has_none(unit, more):
    await unit.chats.meet(CHAT, [MARIA, ANNA], NOON)

    assert await staffing(unit, settings_from({**VK, **more})) == []


async def test_a_second_moderator_is_enough_while_he_is_in_the_chat(unit):
    await unit.chats.meet(CHAT, [MARIA, OLGA], NOON)
    both = await staffing(unit, settings_from(VK))
    await unit.chats.part(CHAT, [OLGA.id], NOON)

    assert both == []
    assert len(await staffing(unit, settings_from(VK))) == 1


async def test_a_chat_of_nobody_is_a_warning_too(unit):
    (found,) = await staffing(unit, settings_from(VK))

    assert "решать дела и обращения некому" in found.seen


async def test_a_warning_is_shown_with_its_remedy_and_is_no_fault(unit):
    await unit.chats.meet(CHAT, [MARIA], NOON)
    found = await staffing(unit, settings_from(VK))
    console = Console(width=200, record=True, quiet=False)

    console.print(_table(found))

    shown = console.export_text()
    assert "!" in shown
    assert "[school] admins" in shown
    assert "✗" not in shown
