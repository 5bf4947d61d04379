"""Chats where the bot was greeted but may not moderate yet: it looks until it has the right."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.arrivals import Arrivals
from bot.people import People
from bot.ports import Clock
from storage.errors import DatabaseError
from storage.unit import Memory

log = structlog.get_logger(__name__)

EVERY = timedelta(seconds=20)  # between two looks at the chats that still lack the right


@dataclass(slots=True)
class Rights:
    people: People
    arrivals: Arrivals
    memory: Memory
    turn: asyncio.Lock
    clock: Clock
    _looked_at: datetime | None = field(default=None)

    async def look(self) -> bool:
        """Ask about chats that lack the right; tells whether the outbox got something."""
        now = self.clock()
        if self._looked_at is not None and now - self._looked_at < EVERY:
            return False
        self._looked_at = now
        try:
            async with self.memory.look() as unit:
                chats = await unit.chats.all()
            waiting = [chat.peer for chat in chats if chat.greeted_at and not chat.moderated]
            learnt = await self.people.learn(dict.fromkeys(waiting, frozenset()))
            gained = [one for one in learnt if one.moderated]
            if not gained:
                return False
            async with self.turn, self.memory.unit() as unit:
                for one in gained:
                    await self.arrivals.note(unit, one, self.clock())
                await unit.commit()
        except DatabaseError as error:
            log.error("the look at the rights has to wait", why=str(error))
            return False
        return True
