"""The gate in front of VK: so many calls in any second, whatever the network does."""

import asyncio
import contextlib
import random
import time

import pytest

from benchmarks.storm import in_any_second
from bot.vk.gate import PLACES, SECOND, Gate

CALLS = 45


async def _calls(gate, seen, delays):
    """Calls that reach the other end at any time between being sent and being answered."""

    async def call():
        there, back = next(delays), next(delays)
        async with gate.passing():
            await asyncio.sleep(there)
            seen.append(time.monotonic())
            await asyncio.sleep(back)

    await asyncio.gather(*(call() for _ in range(CALLS)))


@pytest.mark.parametrize("longest", [0.0, 0.9])
async def test_the_other_end_never_sees_more_in_a_second_however_uneven_the_way(longest):
    chance = random.Random(5)
    seen: list[float] = []

    await _calls(Gate(), seen, iter(lambda: chance.uniform(0, longest), None))

    assert len(seen) == CALLS
    assert in_any_second(seen) <= PLACES


async def test_calls_that_are_given_up_give_their_places_back():
    gate, given_up = Gate(), 0

    async with asyncio.timeout(10 * SECOND):
        for _ in range(PLACES + 1):
            with contextlib.suppress(TimeoutError):
                async with gate.passing():
                    given_up += 1
                    raise TimeoutError

    assert given_up == PLACES + 1
