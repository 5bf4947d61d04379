"""What the outbox should have done by now."""

from datetime import datetime, timedelta

from rules.regulation.acts import Act, Kind
from storage.backlog import Waiting
from storage.outbox import Fate
from tests.storage.conftest import MOSCOW

NOON = datetime(2026, 9, 1, 12, tzinfo=MOSCOW)
MINUTE = timedelta(minutes=1)
CHAT = 2_000_000_001


def send(delay=timedelta()):
    return Act(kind=Kind.SEND, chat=CHAT, delay=delay, payload={"to": CHAT, "text": "слово"})


def delete():
    return Act(kind=Kind.DELETE, chat=CHAT, message=1)


async def test_an_empty_outbox_waits_for_nothing(memory):
    async with memory.unit() as unit:
        assert await unit.backlog.waiting(NOON) == Waiting()


async def test_acts_of_every_kind_wait_since_the_oldest_was_due(memory):
    async with memory.unit() as unit:
        await unit.outbox.add(send(), NOON + MINUTE)
        await unit.outbox.add(delete(), NOON)

        assert await unit.backlog.waiting(NOON + 5 * MINUTE) == Waiting(2, NOON)


async def test_an_act_that_is_for_later_does_not_wait(memory):
    async with memory.unit() as unit:
        await unit.outbox.add(send(delay=10 * MINUTE), NOON)

        assert await unit.backlog.waiting(NOON + 9 * MINUTE) == Waiting()
        assert await unit.backlog.waiting(NOON + 11 * MINUTE) == Waiting(1, NOON + 10 * MINUTE)


async def test_a_try_that_failed_makes_an_act_no_younger(memory):
    async with memory.unit() as unit:
        number = await unit.outbox.add(delete(), NOON)
        await unit.outbox.put_off(number, NOON + 5 * MINUTE)

        assert await unit.backlog.waiting(NOON + 2 * MINUTE) == Waiting(1, NOON)


async def test_what_is_over_does_not_wait(memory):
    async with memory.unit() as unit:
        await unit.outbox.finish(await unit.outbox.add(delete(), NOON), Fate.DONE)

        assert await unit.backlog.waiting(NOON + MINUTE) == Waiting()
