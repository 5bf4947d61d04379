"""A law of the pipeline: whatever was delivered, delivering it again changes nothing."""

import asyncio
import tempfile
from datetime import timedelta
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assembly import build
from bot.clocks import school_clock
from bot.vk.api import VkApi
from bot.vk.messenger import VkMessenger
from storage.migrate import migrate
from tests.bot.running import BAD, CLEAN, a_school

said = st.tuples(
    st.sampled_from(["anna", "boris", "teacher"]),
    st.sampled_from([BAD, CLEAN, "/статус", "звоните 8 912 345-67-89", "ахахаха"]),
    st.integers(0, 90),  # minutes since the message before
)
slices = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=4)


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(st.lists(said, min_size=1, max_size=12), slices)
def test_a_second_delivery_in_whatever_pieces_changes_nothing(talk, pieces):
    once, again = asyncio.run(_delivered_twice(talk, pieces))

    assert again == once


async def _delivered_twice(talk, pieces):
    with tempfile.TemporaryDirectory() as folder:
        async with a_school(Path(folder)) as school:
            clock = school_clock(school.settings, school.clock)
            api = VkApi(school.vk.token, school.vk.api_url)
            messenger = VkMessenger(
                api, school.vk.group_id, school.settings.zone, clock, lambda _: None
            )
            app = build(school.settings, messenger, clock)
            await migrate(app.memory.engine)
            for who, text, gap in talk:
                school.clock.advance(timedelta(minutes=gap))
                school.say(text, who=getattr(school, who))
            updates = [orjson.loads(event) for event in school.world.community.log.since(1)]

            async def deliver(some):
                event = {"ts": "9", "updates": some}
                await app.pipeline.handle(messenger.batch(event, clock()))

            await deliver(updates)
            once = await _state(app)
            for start, length in pieces:
                await deliver(updates[start : start + length])
            await deliver(updates)
            again = await _state(app)
            await app.memory.close()
            await messenger.close()
            return once, again


async def _state(app):
    async with app.memory.look() as unit:
        rows = [row async for row in unit.journal.rows()]
        acts = await unit.outbox.due(app.delivery.clock() + timedelta(days=40), 500)
        cases = [await unit.cases.get(n) for n in range(1, await unit.cases.next_number())]
    return rows, [act.id for act in acts], cases
