"""Has the bot the right to moderate? Chats that lack it are looked at often, all once an hour."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.arrivals import Arrivals
from bot.health.vitals import Vitals
from bot.people import People
from bot.ports import Clock
from rules.regulation.moments import passed
from storage.chats import Chat
from storage.errors import DatabaseError
from storage.unit import Memory

log = structlog.get_logger(__name__)

EVERY = timedelta(seconds=20)  # between two looks at the chats that still lack the right
EVERY_HOUR = timedelta(hours=1)  # … and at every chat: who is in it, and may the bot still act?
AT_ONCE = 20  # chats in one look: a school of 200 may not take the calls from its notices

_NEVER = datetime.fromisoformat("2000-01-01T00:00:00+00:00")


@dataclass(slots=True)
class Rights:
    people: People
    arrivals: Arrivals
    memory: Memory
    turn: asyncio.Lock
    clock: Clock
    vitals: Vitals
    _looked_at: datetime | None = field(default=None)

    async def look(self) -> bool:
        """Ask about chats whose turn it is; tells whether the outbox may have got something."""
        now = self.clock()
        if self._looked_at is not None and passed(self._looked_at, now) < EVERY:
            return False
        self._looked_at = now
        try:
            async with self.memory.look() as unit:
                chats = await unit.chats.all()
            learnt = await self.people.learn(dict.fromkeys(self._waiting(chats, now), frozenset()))
            told = [one for one in learnt if one.moderated is not None]
            if not told:
                return False
            async with self.turn, self.memory.unit() as unit:
                for one in told:
                    await self.arrivals.note(unit, one, self.clock())
                await unit.commit()
        except DatabaseError as error:
            log.error("the look at the rights has to wait", why=str(error))
            self.vitals.failed("rights", error)
            return False
        return True

    @staticmethod
    def _waiting(chats: tuple[Chat, ...], now: datetime) -> list[int]:
        lacking = [chat.peer for chat in chats if chat.greeted_at and not chat.moderated]
        stale = [
            chat.peer
            for chat in sorted(chats, key=lambda chat: chat.checked_at or _NEVER)
            if chat.checked_at is None or passed(chat.checked_at, now) >= EVERY_HOUR
        ]
        return list(dict.fromkeys((*lacking, *stale[:AT_ONCE])))
