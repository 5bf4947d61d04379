"""The quiet time: no faults, no traffic, and the clock goes on until nothing is due."""

import asyncio
from datetime import timedelta

from benchmarks.chaos.clock import SharedClock
from benchmarks.chaos.lives import Life
from bot.config import Settings
from bot.sandbox.world import World
from storage.errors import DatabaseError
from storage.unit import Memory

SETTLES = 300.0  # seconds of this machine for one rest
STEP, STEPS = timedelta(minutes=8), 2  # longer than the longest pause before another try
LOOKS = 3  # how often nothing may be found due before it is believed: a chore may come up between


async def quiet_time(life: Life, world: World, settings: Settings, clock: SharedClock) -> None:
    """Raises TimeoutError when the bot does not come to rest, RuntimeError when it dies."""
    memory = Memory.at(settings.storage.url, settings.vk.group_id, settings.zone, lambda: 1)
    try:
        for _ in range(STEPS):
            async with asyncio.timeout(SETTLES):
                await _settled(life, world, memory, clock)
            clock.advance(STEP)
        async with asyncio.timeout(SETTLES):
            await _settled(life, world, memory, clock)
    finally:
        await memory.close()


async def all_heard(life: Life, world: World, settings: Settings) -> None:
    """Raises TimeoutError when the bot does not hear what there is, RuntimeError when it dies."""
    memory = Memory.at(settings.storage.url, settings.vk.group_id, settings.zone, lambda: 1)
    newest = str(world.community.log.next_ts)
    try:
        async with asyncio.timeout(SETTLES):
            while await _position(memory) != newest:
                if life.is_over:
                    raise RuntimeError("the bot died in its first life")
                await asyncio.sleep(0.05)
    finally:
        await memory.close()


async def _position(memory: Memory) -> str | None:
    try:
        async with memory.look() as unit:
            return await unit.reception.position()
    except DatabaseError:
        return None  # its tables are not laid yet


async def _settled(life: Life, world: World, memory: Memory, clock: SharedClock) -> None:
    looks = 0
    while looks < LOOKS:
        if life.is_over:
            raise RuntimeError("the bot died in the quiet time")
        looks = looks + 1 if await _is_settled(world, memory, clock) else 0
        await asyncio.sleep(0.2)  # more than one of the bot's own looks


async def _is_settled(world: World, memory: Memory, clock: SharedClock) -> bool:
    """All heard, nothing due, no block past its end, no gap open."""
    newest = str(world.community.log.next_ts)
    now = clock()
    try:
        async with memory.look() as unit:
            return (
                await unit.reception.position() == newest
                and not await unit.outbox.due(now, 1)
                and not await unit.sanctions.due(now)
                and not await unit.heard.gaps()
            )
    except DatabaseError:
        return False  # the bot is laying its tables, or holds the file for longer than usual
