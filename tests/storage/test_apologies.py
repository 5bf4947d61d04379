"""Apologies on both databases: one for each block, due when its window or its block is over."""

from datetime import datetime, timedelta

import pytest

from rules.regulation.durations import Duration
from rules.regulation.ladder import Block
from rules.regulation.policy import Enforcement
from rules.regulation.return_early import Apology, Hearing
from storage.errors import DatabaseError
from storage.sanctions import Course
from tests.storage.conftest import MOSCOW

NOW = datetime(2026, 9, 1, 12, tzinfo=MOSCOW)
CLOSED = NOW + timedelta(hours=24)
CHAT = 2_000_000_001
WORDS = "Простите, погорячилась"


def an_apology(case=17, **given):
    known = {"chat": CHAT, "member": 5, "opened_at": NOW, "until": CLOSED}
    return Apology(case=case, **{**known, **given})


async def blocked(unit, case=17):
    block = Block(case, NOW, NOW + timedelta(days=7), Duration(days=7))
    return await unit.sanctions.impose(block, CHAT, 5, Enforcement.RESTRICT)


async def test_an_apology_comes_back_as_it_was(memory):
    async with memory.unit() as unit:
        await unit.apologies.open(an_apology(), WORDS, notice=3)
        await unit.commit()

    async with memory.look() as unit:
        assert await unit.apologies.of_block(17) == an_apology()
        assert await unit.apologies.of_block(18) is None
        assert await unit.apologies.shown(17) == (3, WORDS)


async def test_its_moments_are_the_school_s(memory):
    async with memory.unit() as unit:
        await unit.apologies.open(an_apology(), WORDS, notice=3)
        await unit.apologies.save(an_apology(state=Hearing.DECLINED, decided_at=NOW, decided_by=9))
        found = await unit.apologies.of_block(17)

    assert found is not None
    moments = (found.opened_at, found.until, found.decided_at)
    assert [moment.utcoffset() for moment in moments] == [timedelta(hours=3)] * 3


async def test_words_that_a_database_dislikes_are_kept_readable(memory):
    async with memory.unit() as unit:
        await unit.apologies.open(an_apology(), "Прости\x00те \ud83d меня 🙏", notice=3)
        _, words = await unit.apologies.shown(17)

    assert words.startswith("Прости")
    assert words.endswith("меня 🙏")
    assert "\x00" not in words


async def test_there_is_one_apology_for_a_block(memory):
    async with memory.unit() as unit:
        await unit.apologies.open(an_apology(), WORDS, notice=3)
        await unit.commit()

    with pytest.raises(DatabaseError):
        async with memory.unit() as unit:
            await unit.apologies.open(an_apology(), "Ещё раз", notice=4)

    async with memory.look() as unit:
        assert await unit.apologies.shown(17) == (3, WORDS)


@pytest.mark.parametrize(
    "given",
    [
        {"state": Hearing.OBJECTED, "objector": 8, "decided_at": NOW},
        {"state": Hearing.HEARD},
        {"state": Hearing.ACCEPTED, "decided_at": NOW, "decided_by": 9},
        {"state": Hearing.ACCEPTED, "decided_at": NOW},  # by itself
        {"state": Hearing.DECLINED, "decided_at": NOW, "decided_by": 9},
        {"state": Hearing.VOID, "decided_at": NOW},
    ],
)
async def test_how_it_ended_is_kept(memory, given):
    async with memory.unit() as unit:
        await unit.apologies.open(an_apology(), WORDS, notice=3)
        await unit.apologies.open(an_apology(18), WORDS, notice=4)
        await unit.apologies.save(an_apology(**given))
        await unit.commit()

    async with memory.look() as unit:
        assert await unit.apologies.of_block(17) == an_apology(**given)
        assert await unit.apologies.of_block(18) == an_apology(18)


async def test_it_is_due_when_its_window_has_closed(memory):
    async with memory.unit() as unit:
        await blocked(unit)
        await unit.apologies.open(an_apology(), WORDS, notice=3)
        before = await unit.apologies.due(CLOSED - timedelta(seconds=1))
        then = await unit.apologies.due(CLOSED)

    assert before == ()
    assert then == (an_apology(),)


@pytest.mark.parametrize("state", [Hearing.OPEN, Hearing.HEARD])
async def test_it_is_due_when_its_block_is_over_before_the_decision(memory, state):
    waiting = an_apology(state=state)
    async with memory.unit() as unit:
        await blocked(unit)
        await unit.apologies.open(an_apology(), WORDS, notice=3)
        await unit.apologies.save(waiting)
        during = await unit.apologies.due(NOW)
        await unit.sanctions.change(17, course=Course.ENDED)
        after = await unit.apologies.due(NOW)

    assert (during, after) == ((), (waiting,))


async def test_one_that_moderators_have_before_them_waits_for_them(memory):
    async with memory.unit() as unit:
        await blocked(unit)
        await unit.apologies.open(an_apology(), WORDS, notice=3)
        await unit.apologies.save(an_apology(state=Hearing.HEARD))

        assert await unit.apologies.due(CLOSED + timedelta(days=1)) == ()


@pytest.mark.parametrize(
    "state", [Hearing.OBJECTED, Hearing.ACCEPTED, Hearing.DECLINED, Hearing.VOID]
)
async def test_one_that_is_decided_is_due_no_more(memory, state):
    async with memory.unit() as unit:
        await unit.apologies.open(an_apology(), WORDS, notice=3)
        await unit.apologies.save(an_apology(state=state, decided_at=NOW))

        assert await unit.apologies.due(CLOSED) == ()
