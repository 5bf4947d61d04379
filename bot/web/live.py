"""Server-sent events: a page learns that something happened in its viewer's chats.

One task looks at the journal's end for all pages, and only while one is open. A page is told no
more than that there is something new: what it is, it asks for as any page is asked for.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field

import structlog
from aiohttp import web

from bot.web.guard import set_headers
from bot.web.pages.common import house_of, viewer_in
from bot.web.render import fragment
from bot.web.sessions import viewer_at
from bot.web.waiting import Waiting
from storage.errors import DatabaseError
from storage.unit import Memory

log = structlog.get_logger(__name__)

LOOK_EVERY = 1.5  # seconds
STILL_THERE = 20.0  # seconds of silence after which a stream says that it lives
MOST_STREAMS = 300  # open pages; one more has to be looked at anew by hand

Chats = frozenset[int | None]


@dataclass(eq=False, slots=True)
class _Stream:
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    chats: set[int | None] = field(default_factory=set)  # in which something happened


@dataclass(slots=True)
class Live:
    memory: Memory
    _streams: set[_Stream] = field(default_factory=set)
    _looking: asyncio.Task[None] | None = None
    _is_over: bool = False

    async def events(self, request: web.Request) -> web.StreamResponse:
        """`queue`: how many questions wait; `news`: something happened."""
        if len(self._streams) >= MOST_STREAMS or self._is_over:
            raise web.HTTPServiceUnavailable
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        set_headers(request, response)
        stream = _Stream()
        self._streams.add(stream)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        try:
            await response.prepare(request)
            await self._tell(request, response, stream)
        except ConnectionError:
            pass  # the page was closed
        finally:
            self._streams.discard(stream)
        return response

    async def _tell(
        self, request: web.Request, response: web.StreamResponse, stream: _Stream
    ) -> None:
        house, viewer = house_of(request), viewer_in(request)
        while not self._is_over:
            with suppress(TimeoutError):
                async with asyncio.timeout(STILL_THERE):
                    await stream.changed.wait()
            happened, stream.chats = stream.chats, set()
            stream.changed.clear()
            # Whoever has lost his session or his chat since hears nothing more.
            now_is = await viewer_at(house, request, used=False)
            if now_is is None or now_is.chats != viewer.chats:
                await response.write(_event("over", "—"))
                return
            if not (viewer.is_administrator or happened & set(viewer.chats)):
                await response.write(b": \n\n")
                continue
            if happened:
                async with house.memory.look() as unit:
                    queue = await Waiting(house.desk, unit, viewer).count()
                await response.write(_event("queue", fragment("badge.html.j2", queue=queue)))
                await response.write(_event("news", fragment("news.html.j2")))
            else:
                await response.write(b": \n\n")

    async def _look(self) -> None:
        after: int | None = None  # the journal's last row that the pages know of
        while self._streams:
            try:
                async with self.memory.look() as unit:
                    if after is None:
                        after, _ = await unit.journal.head()
                    after, chats = await unit.web_listing.newest(after)
            except DatabaseError as error:
                log.warning("the pages cannot be told what is new", why=str(error))
                chats = frozenset()
            for stream in self._streams if chats else ():
                stream.chats |= chats
                stream.changed.set()
            await asyncio.sleep(LOOK_EVERY)

    async def running(self, app: web.Application) -> AsyncIterator[None]:
        yield
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)

    async def end(self, app: web.Application) -> None:
        """Let the streams go: a page that is open may not hold up the bot's end."""
        self._is_over = True
        for stream in self._streams:
            stream.changed.set()


def _event(name: str, html: str) -> bytes:
    lines = "".join(f"data: {line}\n" for line in html.strip().splitlines())
    return f"event: {name}\n{lines}\n".encode()
