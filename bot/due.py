"""What falls due by the clock: blocks end, the morning's summary, evidence comes to its end.

The rows are the truth; once a second we only look which are due. What fell due
while the bot was down is due at start.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.blocks import Blocks
from bot.chores import Chore
from bot.health.vitals import Vitals
from bot.orders import Orders
from bot.ports import Clock
from storage.errors import DatabaseError
from storage.unit import Memory

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Due:
    chores: tuple[Chore, ...]
    blocks: Blocks
    orders: Orders
    memory: Memory
    turn: asyncio.Lock
    clock: Clock
    vitals: Vitals

    async def tick(self) -> bool:
        """Do what is due; tells whether the outbox may have got something."""
        now = self.clock()
        try:
            waiting = await self.waiting(now)
            if waiting:
                await self._do(waiting, now)
        except DatabaseError as error:
            log.error("what is due has to wait", why=str(error))
            self.vitals.failed("due", error)
            return False
        return bool(waiting)

    async def waiting(self, now: datetime) -> list[Chore]:
        """The chores that have something to do at this moment. Raises DatabaseError."""
        async with self.memory.look() as unit:
            return [chore for chore in self.chores if await chore.waits(unit, now)]

    async def _do(self, waiting: list[Chore], now: datetime) -> None:
        is_whole = True
        async with self.turn, self.memory.unit() as unit:
            for chore in waiting:
                try:
                    async with unit.part():
                        await chore.do(unit, now)
                except DatabaseError:
                    raise
                except Exception as error:  # one chore may not keep the others from their time
                    is_whole = False
                    name = type(chore).__name__
                    log.exception("a chore failed", chore=name, error=type(error).__name__)
                    self.vitals.failed("chore", error)
            await unit.commit()
        if not is_whole:
            await self.blocks.reload(self.memory)
            await self.orders.reload(self.memory)
