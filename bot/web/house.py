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
from bot.errors import MessengerError
from bot.people import Learnt
from bot.ports import Clock
from bot.web.chain_state import ChainState
from bot.web.viewer import Viewer
from storage.errors import DatabaseError
from storage.unit import Memory, Unit

log = structlog.get_logger(__name__)

PATIENCE = 3.0  # seconds that the messenger is given to say who is who; then the last word holds
LONGEST_LOOK = 30.0  # seconds of one that nobody waits for
MOST_CHATS = 20  # that are asked about for one page
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
    _looking: set[asyncio.Task[None]] = field(default_factory=set)
    _said: dict[str, str] = field(default_factory=dict)  # by session: shown on its next page

    async def act(self, viewer: Viewer, chat: int, deed: Deed) -> str:
        """Do something in a chat as this viewer, as a pressed button would; what is said to him.

        Who he is there is asked anew. Raises HTTPNotFound when he has no say there any more.
        """
        learnt = await self._learn(chat, viewer.member)
        said = await self._done(viewer, chat, deed, learnt)
        self.wake()
        return said

    async def _learn(self, chat: int, member: int) -> tuple[Learnt, ...]:
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                return await self.desk.people.learn({chat: frozenset({member})})
        return ()

    async def _done(self, viewer: Viewer, chat: int, deed: Deed, learnt: tuple[Learnt, ...]) -> str:
        try:
            async with self.turn, self.memory.unit() as unit:
                now = self.clock()
                for change in learnt:
                    await self.arrivals.note(unit, change, now)
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

    def look_again(self, viewer: Viewer) -> None:
        """Ask the messenger beside the page who moderates the viewer's chats, where that is old.

        The page does not wait for it: the next one knows.
        """
        if viewer.is_administrator or self._looking:  # one is an administrator by the file
            return
        task = asyncio.create_task(self._look_again(viewer))
        self._looking.add(task)
        task.add_done_callback(self._looking.discard)

    async def _look_again(self, viewer: Viewer) -> None:
        wanted = {chat: frozenset({viewer.member}) for chat in viewer.chats[:MOST_CHATS]}
        try:
            async with asyncio.timeout(LONGEST_LOOK):
                learnt = await self.desk.people.learn(wanted)
            if learnt:
                async with self.turn, self.memory.unit() as unit:
                    for change in learnt:
                        await self.arrivals.note(unit, change, self.clock())
                    await unit.commit()
        except (TimeoutError, MessengerError, DatabaseError) as error:
            log.warning("who moderates is not known anew", error=type(error).__name__)

    async def end(self, _app: web.Application) -> None:
        for task in self._looking:
            task.cancel()
        await asyncio.gather(*self._looking, return_exceptions=True)

    def say(self, viewer: Viewer, words: str) -> None:
        """Show a passing word on the viewer's next page."""
        if len(self._said) >= MOST_SAID:
            self._said.clear()
        self._said[viewer.session.digest] = words

    def said(self, viewer: Viewer) -> str:
        return self._said.pop(viewer.session.digest, "")


HOUSE = web.AppKey("house", House)
