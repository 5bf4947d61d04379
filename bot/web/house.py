"""What every page works with, and the one way in which a page changes anything."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from aiohttp import web

from bot.arrivals import Arrivals
from bot.commands.asked import STAFF
from bot.desk import Desk
from bot.ports import Clock
from bot.web.chain_state import ChainState
from bot.web.viewer import Viewer
from storage.unit import Memory, Unit

log = structlog.get_logger(__name__)

PATIENCE = 3.0  # seconds that the messenger is given to say who is who; then the last word holds
MOST_SAID = 1000  # passing words that wait for their page

Deed = Callable[[Unit, datetime], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class House:
    desk: Desk
    memory: Memory
    arrivals: Arrivals
    turn: asyncio.Lock  # one writer at a time, as everywhere
    clock: Clock
    wake: Callable[[], None]  # something stands in the outbox
    chain: ChainState = field(default_factory=ChainState)
    _said: dict[str, str] = field(default_factory=dict)  # by session: shown on its next page

    async def act(self, viewer: Viewer, chat: int, deed: Deed) -> str:
        """Do something in a chat as this viewer, as a pressed button would; what is said to him.

        Who he is there is asked anew. Raises HTTPNotFound when he has no say there any more.
        """
        learnt = await self._learn(chat, viewer.member)
        said = await self._done(viewer, chat, deed, learnt)
        self.wake()
        return said

    async def _learn(self, chat: int, member: int) -> tuple[object, ...]:
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                return await self.desk.people.learn({chat: frozenset({member})})
        return ()

    async def _done(self, viewer: Viewer, chat: int, deed: Deed, learnt: tuple[object, ...]) -> str:
        try:
            async with self.turn, self.memory.unit() as unit:
                now = self.clock()
                for change in learnt:
                    await self.arrivals.note(unit, change, now)  # type: ignore[arg-type]
                allowed = self.desk.people.role(chat, viewer.member) in STAFF
                said = await deed(unit, now) if allowed else ""
                await unit.commit()
        except BaseException:
            # What was undone in the database may still stand in memory.
            await self.desk.blocks.reload(self.memory)
            await self.desk.orders.reload(self.memory)
            raise
        if not allowed:
            raise web.HTTPNotFound
        return said

    def say(self, viewer: Viewer, words: str) -> None:
        """Show a passing word on the viewer's next page."""
        if len(self._said) >= MOST_SAID:
            self._said.clear()
        self._said[viewer.session.digest] = words

    def said(self, viewer: Viewer) -> str:
        return self._said.pop(viewer.session.digest, "")


HOUSE = web.AppKey("house", House)
