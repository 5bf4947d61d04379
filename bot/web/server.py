"""The journal's port: off unless the configuration names one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib import resources
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from bot.config.sections import Web
from bot.open_port import open_port
from bot.web.guard import Guard, changing_limit, entering_limit
from bot.web.house import HOUSE, House
from bot.web.live import Live
from bot.web.pages import cases, deeds, door, figures, journal, members, more, queue, settings
from bot.web.pages.today import today

log = structlog.get_logger(__name__)

LONGEST_FORM = 16_384  # bytes
_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
}
_NUMBER = r"{%s:\d{1,19}}"


@dataclass(frozen=True, slots=True)
class WebServer:
    settings: Web
    house: House

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """The port, open as long as the bot runs; a port that is taken stops no bot."""
        if self.settings.port is None:
            yield
            return
        host, port = self.settings.host, self.settings.port
        async with open_port(create_app(self.house), host, port, self._failed):
            yield

    def _failed(self, error: Exception) -> None:
        self.house.desk.vitals.failed("web", error)
        host, port = self.settings.host, self.settings.port
        log.error("the journal's port cannot be opened", host=host, port=port)


def create_app(house: House) -> web.Application:
    """The application, for `web.AppRunner`."""
    guard = Guard(hosts_of(house.desk.settings.web), entering_limit(), changing_limit())
    app = web.Application(middlewares=[guard.middleware()], client_max_size=LONGEST_FORM)
    app[HOUSE] = house
    live = Live(house.memory)
    app.cleanup_ctx.append(live.running)
    app.on_shutdown.append(live.end)
    app.on_cleanup.append(house.end)
    _add_routes(app.router, live)
    return app


def _add_routes(router: web.UrlDispatcher, live: Live) -> None:
    number, chat, member = (_NUMBER % name for name in ("number", "chat", "member"))
    router.add_get("/static/{file}", static, name="static")
    router.add_get("/enter/{link:[A-Za-z0-9_-]{20,64}}", door.door, name="door")
    router.add_post("/enter/{link:[A-Za-z0-9_-]{20,64}}", door.enter, name="enter")
    router.add_post("/leave", door.leave)
    router.add_get("/", today)
    router.add_get("/queue", queue.queue)
    router.add_post("/press", deeds.press)
    router.add_get("/cases", cases.cases)
    router.add_get(f"/cases/{number}", cases.one_case)
    router.add_post(f"/cases/{number}/annul", cases.annul)
    router.add_get("/members", members.members)
    router.add_get(f"/members/{chat}/{member}", members.one_member)
    router.add_get("/journal", journal.journal)
    router.add_post("/journal/verify", journal.verify)
    router.add_get("/journal/export", journal.export)
    router.add_get("/figures", figures.figures)
    router.add_get("/settings", settings.settings)
    router.add_get(f"/settings/{chat}", settings.one_chat)
    router.add_post(f"/settings/{chat}/{{what:[a-z]+}}", settings.change)
    router.add_get("/more", more.more)
    router.add_get("/events", live.events, name="events")


def hosts_of(settings: Web) -> frozenset[str]:
    """The names under which the journal is asked for: a page of another site has none of them."""
    port = settings.port
    local = {settings.local, f"127.0.0.1:{port}", f"localhost:{port}"}
    return frozenset({*local, urlsplit(settings.public).netloc.lower()})


async def static(request: web.Request) -> web.Response:
    name = request.match_info["file"]
    folder = resources.files("bot.web").joinpath("static")
    known = {file.name: file for file in folder.iterdir()}
    if name not in known:
        raise web.HTTPNotFound
    kind = _TYPES.get(name[name.rfind(".") :], "application/octet-stream")
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    body = known[name].read_bytes()
    return web.Response(body=body, content_type=kind, charset="utf-8", headers=headers)
