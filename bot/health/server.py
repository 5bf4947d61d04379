"""`/healthz` and `/metrics` on a local port: off unless the configuration names one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog
from aiohttp import web
from prometheus_client import generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from bot.config.sections import Health
from bot.health.state import State, chats_state, state
from bot.health.vitals import Vitals
from bot.open_port import open_port
from bot.orders import Orders
from bot.people import People
from bot.ports import Clock
from rules.regulation.moments import passed
from storage.backlog import Waiting
from storage.errors import DatabaseError
from storage.unit import Memory

log = structlog.get_logger(__name__)

PATIENCE = 5.0  # seconds that the database is given for its answer
_FRESH = {"Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True)
class HealthServer:
    settings: Health
    vitals: Vitals
    memory: Memory
    people: People
    orders: Orders
    clock: Clock

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """The port, open as long as the bot runs; a port that is taken stops no bot."""
        if self.settings.port is None:
            yield
            return
        app = web.Application()
        app.router.add_get("/healthz", self.healthz)
        app.router.add_get("/metrics", self.metrics)
        host, port = self.settings.host, self.settings.port
        async with open_port(app, host, port, self._failed):
            yield

    def _failed(self, error: Exception) -> None:
        self.vitals.failed("health", error)
        host, port = self.settings.host, self.settings.port
        log.error("the health port cannot be opened", host=host, port=port)

    async def healthz(self, _request: web.Request) -> web.Response:
        """200 when all is well, else 503; in JSON, what is and what is not."""
        now = await self.state()
        return web.json_response(now.as_json(), status=200 if now.ok else 503, headers=_FRESH)

    async def metrics(self, _request: web.Request) -> web.Response:
        show(self.vitals, await self.state())
        body = generate_latest(self.vitals.counts.registry)
        return web.Response(body=body, headers={**_FRESH, "Content-Type": CONTENT_TYPE_PLAIN_0_0_4})

    async def state(self) -> State:
        chats = chats_state(self.people.chats(), self.people, self.orders)
        waiting = await self._waiting()
        return state(self.vitals, chats, waiting, self.clock())

    async def _waiting(self) -> Waiting | None:
        try:
            async with asyncio.timeout(PATIENCE), self.memory.look() as unit:
                return await unit.backlog.waiting(self.clock())
        except (DatabaseError, TimeoutError) as error:
            log.error("the outbox cannot be counted", error=type(error).__name__)
            self.vitals.failed("health", error)
            return None


def show(vitals: Vitals, now: State) -> None:
    """The state as Prometheus' gauges."""
    answered = passed(now.answered_at, now.now).total_seconds() if now.answered_at else -1
    values: dict[str, float] = {
        "up": now.ok,
        "started_timestamp_seconds": now.since.timestamp(),
        "vk_answer_age_seconds": answered,
        "database_writable": now.checks["database"],
        "outbox_waiting": now.waiting.acts if now.waiting else -1,
        "outbox_oldest_seconds": now.oldest.total_seconds(),
        "chats_moderated": len(now.chats.moderated),
        "chats_without_rights": len(now.chats.without_rights),
        "chats_unknown": len(now.chats.unknown),
    }
    for name, value in values.items():
        vitals.counts.show(name, float(value))
