"""How far each chat was heard, and the gaps that are still to be read."""

from datetime import datetime, timedelta

from rules.regulation.acts import Act, Kind
from storage.heard import Gap, Reach
from storage.outbox import Fate
from tests.storage.conftest import MOSCOW

NOW = datetime(2026, 9, 1, 12, tzinfo=MOSCOW)
CHAT, OTHER = 2_000_000_001, 2_000_000_002


def reach(chat, newest, minutes=0, first=1):
    return Reach(chat, first, newest, NOW + timedelta(minutes=minutes))


async def test_a_chat_is_heard_further_and_never_backwards(memory):
    async with memory.unit() as unit:
        await unit.heard.move([reach(CHAT, 7, first=5), reach(OTHER, 3)])
        await unit.heard.move([reach(CHAT, 9, 2, first=8)])
        await unit.heard.move([reach(CHAT, 8, 1, first=2)])
        await unit.commit()

    async with memory.look() as unit:
        assert await unit.heard.since(NOW) == (reach(CHAT, 9, 2, first=5), reach(OTHER, 3))
        assert await unit.heard.since(NOW + timedelta(minutes=1)) == (reach(CHAT, 9, 2, first=5),)


async def test_a_loss_opens_a_gap_in_every_chat_that_was_heard(memory):
    async with memory.unit() as unit:
        await unit.heard.move([reach(CHAT, 7), reach(OTHER, 3)])
        await unit.heard.lose(3, NOW)

        assert await unit.heard.gaps() == (
            Gap(CHAT, 7, NOW, NOW, 3),
            Gap(OTHER, 3, NOW, NOW, 3),
        )


async def test_a_second_loss_leaves_the_gap_where_it_began_and_open(memory):
    later = NOW + timedelta(minutes=5)
    async with memory.unit() as unit:
        await unit.heard.move([reach(CHAT, 7)])
        await unit.heard.lose(3, NOW)
        (first,) = await unit.heard.gaps()
        await unit.heard.move([reach(CHAT, 9, 2)])
        await unit.heard.lose(1, later)
        await unit.heard.close(first)

        (second,) = await unit.heard.gaps()
        assert (second.after, second.noticed_at) == (7, later)
        await unit.heard.close(second)
        assert await unit.heard.gaps() == ()


async def test_what_was_handled_and_what_we_said_ourselves_is_known(memory):
    async with memory.unit() as unit:
        await unit.reception.first_time(f"new:{CHAT}:5", NOW)
        await unit.reception.first_time(f"new:{OTHER}:6", NOW)
        for to, number in ((CHAT, 7), (OTHER, 8)):
            act = Act(kind=Kind.SEND, chat=CHAT, payload={"to": to, "text": "…"})
            await unit.outbox.finish(
                await unit.outbox.add(act, NOW), Fate.DONE, {"message": number}
            )

        assert await unit.heard.known(CHAT, range(1, 1200), NOW) == {5, 7}
