"""An annulment sets right what rested on the case: never to the member's harm."""

from datetime import timedelta
from typing import Any

import pytest

from bot.judging import Charge, annul, breach
from rules.regulation.acts import Kind
from rules.regulation.entry import Deed
from rules.regulation.policy import Enforcement
from tests.bot.in_memory import ANNA, CHAT, MARIA, NOON, OLGA, Memory, a_desk

LATER = NOON + timedelta(days=95)  # the first four are spent, but for the block that they brought


async def blocked_twice(desk, unit):
    """Four breaches and a day's block; when they are spent, four more and a week's."""
    for since in (NOON, LATER):
        for hour in range(4):
            charge = Charge(chat=CHAT, member=ANNA, clause="3.3.4", judge=OLGA, reason="брань")
            await breach(desk, unit, charge, since + timedelta(hours=hour))
        await desk.blocks.do(unit, since + timedelta(days=2))
    return LATER + timedelta(hours=3)


@pytest.mark.parametrize("enforcement", list(Enforcement))
async def test_a_block_that_is_justified_for_less_ends_sooner_and_the_member_is_told(enforcement):
    desk: Any = a_desk()
    unit: Any = Memory()
    since = await blocked_twice(desk, unit)
    await unit.sanctions.change(8, enforcement=enforcement)
    assert (await unit.sanctions.of_case(8)).until == since + timedelta(days=7)
    del unit.outbox.acts[:]

    await annul(desk, unit, unit.cases.held[1], MARIA, LATER + timedelta(hours=4), "ошибка")

    assert (await unit.sanctions.of_case(8)).until == since + timedelta(days=1)
    (row,) = [one for one in unit.journal.rows if one.action is Deed.ANNUL]
    assert str(row.outcome).startswith("ограничение по делу №8: до 2026-12-06T15:00:00")
    acts = [one.kind for one in unit.outbox.acts]
    assert acts.count(Kind.RESTRICT) == (1 if enforcement is Enforcement.RESTRICT else 0)
    assert Kind.REMOVE not in acts
    told = [one.payload["text"] for one in unit.outbox.acts if one.kind is Kind.SEND]
    assert any("срок ограничения пересчитан" in text for text in told)


async def test_a_block_that_is_no_longer_justified_ends():
    desk: Any = a_desk()
    unit: Any = Memory()
    await blocked_twice(desk, unit)

    ruling = await annul(
        desk, unit, unit.cases.held[5], MARIA, LATER + timedelta(hours=4), "ошибка"
    )

    assert "Ограничение снято" in ruling.text
    assert await unit.sanctions.in_force() == ()
    assert unit.journal.of_case(8)["unblock"] == 1
