"""The page to talk through: its files, its small API under /page/, and its live stream.

A local tool without sign-in: it is served on 127.0.0.1 and what it changes is play.
"""

import asyncio
from collections.abc import AsyncIterator
from importlib import resources
from typing import Any, Protocol

import orjson
from aiohttp import web

from bot.sandbox.clock import SandboxClock
from bot.sandbox.errors import NotFoundError, NotPossibleError, SandboxError, WriteRefusedError
from bot.sandbox.page_acts import ACTS
from bot.sandbox.page_view import PageView
from bot.sandbox.stories import all_stories
from bot.sandbox.updates import encode
from bot.sandbox.vk import Change
from bot.sandbox.world import World

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_CLOCK_EVERY = 2.0  # seconds between two readings of the clock on the stream
_LONGEST_JOURNAL = 500
_LONGEST_TEXT = 4096


class PageSources(Protocol):
    """What the host application shows on the page beside the chats."""

    async def journal(self, limit: int) -> list[dict[str, Any]]:
        """The newest journal rows, newest first, with the keys of the journal's JSON."""

    async def why(self, text: str) -> list[dict[str, Any]]:
        """Each rule's verdict on a text: `rule`, `title`, `clause`, `verdict` (one of
        `violation`, `doubtful`, `clean`), and `fragment` or `reason` where there is one."""

    async def as_moderator(self) -> str:
        """An address at which the class teacher walks into the journal in the browser."""


class Page:
    def __init__(
        self, world: World, clock: SandboxClock, sources: PageSources | None = None
    ) -> None:
        self.world = world
        self.clock = clock
        self.sources = sources
        self.view = PageView(world, clock)
        self._streams: set[asyncio.Queue[bytes | None]] = set()
        self._static = resources.files("bot.sandbox").joinpath("static")

    def attach(self, app: web.Application) -> None:
        app.router.add_get("/", self._to_page)
        app.router.add_get("/page/", self.index)
        app.router.add_get("/page/static/{file}", self.static)
        app.router.add_get("/page/state", self.state)
        app.router.add_get("/page/events", self.events)
        for name in ACTS:
            app.router.add_post(f"/page/{name}", self.act)
        if self.sources is not None:
            app.router.add_get("/page/journal", self.journal)
            app.router.add_post("/page/why", self.why)
            app.router.add_get("/page/as-moderator", self.as_moderator)
        app.cleanup_ctx.append(self._watching)
        app.on_shutdown.append(self._end_streams)

    async def _watching(self, app: web.Application) -> AsyncIterator[None]:
        self.world.watchers.append(self._pass_on)
        yield
        self.world.watchers.remove(self._pass_on)

    async def _to_page(self, request: web.Request) -> web.Response:
        raise web.HTTPFound("/page/")

    async def index(self, request: web.Request) -> web.Response:
        body = self._static.joinpath("index.html").read_bytes()
        return web.Response(body=body, content_type="text/html", charset="utf-8", headers=_HEADERS)

    async def static(self, request: web.Request) -> web.Response:
        name = request.match_info["file"]
        suffix = name[name.rfind(".") :]
        file = self._static.joinpath(name)
        if suffix not in _TYPES or "/" in name or not file.is_file():
            raise web.HTTPNotFound
        kind = _TYPES[suffix]
        return web.Response(
            body=file.read_bytes(), content_type=kind, charset="utf-8", headers=_HEADERS
        )

    async def state(self, request: web.Request) -> web.Response:
        stories = [self.view.story(story) for story in all_stories()]
        panes = {"journal": self.sources is not None, "why": self.sources is not None}
        return _json({**self.view.everything(), "stories": stories, "panes": panes})

    async def act(self, request: web.Request) -> web.Response:
        """Something that a person does; `problem` says in a sentence why VK would not let him."""
        given = await _json_body(request)
        name = request.path.removeprefix("/page/")
        try:
            problem = ACTS[name](self.world, self.clock, given)
        except WriteRefusedError:
            return _json({"done": False, "problem": "Этот участник сейчас не может писать сюда."})
        except NotPossibleError as error:
            return _json({"done": False, "problem": str(error)})
        except NotFoundError:
            return _json({"done": False, "problem": "Этого в песочнице уже нет."})
        except (SandboxError, KeyError, TypeError, ValueError) as error:
            raise web.HTTPBadRequest(text=f"{name}: {error!r}") from error
        self._send({"kind": "clock", "clock": self.view.time()})
        return _json({"done": True, "problem": problem})

    async def journal(self, request: web.Request) -> web.Response:
        limit = request.query.get("limit", "100")
        number = min(int(limit), _LONGEST_JOURNAL) if limit.isdecimal() else 100
        return _json(await self._sources().journal(number))

    async def why(self, request: web.Request) -> web.Response:
        text = str((await _json_body(request)).get("text", ""))[:_LONGEST_TEXT]
        return _json(await self._sources().why(text))

    async def as_moderator(self, request: web.Request) -> web.Response:
        raise web.HTTPSeeOther(await self._sources().as_moderator())

    def _sources(self) -> PageSources:
        if self.sources is None:
            raise web.HTTPNotFound
        return self.sources

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: `message`, `chat`, `answer` and the clock's reading."""
        response = web.StreamResponse(headers={**_HEADERS, "Content-Type": "text/event-stream"})
        await response.prepare(request)
        queue: asyncio.Queue[bytes | None] = asyncio.Queue(1000)
        self._streams.add(queue)
        try:
            await self._stream(response, queue)
        except ConnectionError:
            pass  # the page was closed
        finally:
            self._streams.discard(queue)
        return response

    async def _stream(
        self, response: web.StreamResponse, queue: asyncio.Queue[bytes | None]
    ) -> None:
        while True:
            try:
                async with asyncio.timeout(_CLOCK_EVERY):
                    event = await queue.get()
            except TimeoutError:
                event = encode({"kind": "clock", "clock": self.view.time()})
            if event is None:
                return
            await response.write(b"data: " + event + b"\n\n")

    def _pass_on(self, change: Change) -> None:
        if self._streams and (shown := self.view.change(change)) is not None:
            self._send(shown)

    def _send(self, event: dict[str, Any]) -> None:
        encoded = encode(event)
        for queue in tuple(self._streams):
            if queue.full():
                # A page that does not keep up is cut off; it reconnects and reads all anew.
                self._streams.discard(queue)
                queue.get_nowait()
                queue.put_nowait(None)
            else:
                queue.put_nowait(encoded)

    async def _end_streams(self, app: web.Application) -> None:
        for queue in tuple(self._streams):
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(None)


async def _json_body(request: web.Request) -> dict[str, Any]:
    # Only JSON: a page from elsewhere cannot send it here without asking first.
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType
    try:
        body = orjson.loads(await request.read())
    except orjson.JSONDecodeError as error:
        raise web.HTTPBadRequest(text="not JSON") from error
    if not isinstance(body, dict):
        raise web.HTTPBadRequest(text="not an object")
    return body


def _json(value: Any) -> web.Response:
    return web.Response(body=encode(value), content_type="application/json", headers=_HEADERS)
