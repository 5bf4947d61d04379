"""The whole bot against the sandbox's VK over real HTTP, with a real database file."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.app import App
from bot.assembly import build
from bot.clocks import school_clock
from bot.config import Settings, settings_from
from bot.health.vitals import Vitals
from bot.sandbox import Faults, SandboxClock, SandboxVK, World
from bot.sandbox.vk_state import Chat, Message, Person
from bot.vk.api import VkApi
from bot.vk.messenger import VkMessenger
from tests import databases

NOON = datetime(2026, 9, 1, 12, 0, tzinfo=ZoneInfo("Europe/Moscow"))
BAD = "какая же ты мразь"
SETTLES = 60.0  # seconds, on the busiest machine
BEAT = 0.4  # seconds: the tests move the clock, and need not wait for a whole second after it
POLL = "groups.getLongPollServer"
CLEAN = "Добрый день! Во сколько завтра собрание?"


@dataclass
class School:
    """A sandbox, its people, and the bot that looks after them."""

    vk: SandboxVK
    clock: SandboxClock
    folder: Path
    url: str  # of its database
    teacher: Person
    anna: Person
    boris: Person
    chat: Chat
    config: dict[str, Any]

    @property
    def world(self) -> World:
        return self.vk.world

    @property
    def database(self) -> Path:
        """The file, for what only a file can be asked for."""
        databases.only_sqlite("PostgreSQL keeps no file that could be spoiled from outside")
        return self.folder / "school.db"

    @property
    def settings(self) -> Settings:
        base = {
            "vk": {
                "token": self.vk.token,
                "group_id": self.vk.group_id,
                "api_url": self.vk.api_url,
            },
            "storage": {"url": self.url},
            # A sweep is a call in silence: tests that count calls switch it on themselves.
            "edits": {"enabled": False},
        }
        return settings_from({**base, **self.config})

    @asynccontextmanager
    async def bot(self) -> AsyncIterator[App]:
        """The bot, running; stopped as by SIGTERM when the context ends."""
        settings = self.settings
        clock = school_clock(settings, self.clock)
        vitals = Vitals(clock)
        api = VkApi(self.vk.token, self.vk.api_url, vitals.heard)
        messenger = VkMessenger(
            api, self.vk.group_id, settings.zone, clock, lambda _: vitals.gap(), wait=5
        )
        app = build(settings, messenger, clock, beat=BEAT, vitals=vitals)
        # A first start asks for its position before it listens.
        polls = len(self.world.calls(POLL)) + (0 if self.world.calls(POLL) else 1)
        running = asyncio.create_task(app.run())
        try:
            await self.until(lambda: len(self.world.calls(POLL)) > polls or running.done())
            if running.done():
                await running
            await self.settle(app)
            yield app
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            await messenger.close()

    async def until(self, true: Callable[[], Any], seconds: float = 20.0) -> None:
        """Wait until something is so; fail when it is not within the time."""
        async with asyncio.timeout(seconds):
            while not true():  # noqa: ASYNC110 - the sandbox's state has no events to wait for
                await asyncio.sleep(0.01)

    async def settle(self, app: App) -> None:
        """Wait until the bot has heard everything, and no chore and no act is due."""
        async with asyncio.timeout(SETTLES):
            while not await self._is_settled(app):  # noqa: ASYNC110 - the bot tells nobody
                await asyncio.sleep(0.02)

    async def _is_settled(self, app: App) -> bool:
        """In the order in which one brings the other about: what is seen later holds it all."""
        newest = str(self.world.community.log.next_ts)
        async with app.memory.look() as unit:
            heard = await unit.reception.position() == newest
        if not heard or await app.due.waiting(self.clock()):
            return False
        async with app.memory.look() as unit:
            due = await unit.outbox.due(self.clock(), 1)
        return not due and not await app.due.waiting(self.clock())

    def say(self, text: str, *, who: Person | None = None, at: str | None = None) -> Message:
        moment = None if at is None else self.moment(at)
        return self.world.write(self.chat, who or self.anna, text, moment)

    def moment(self, at: str) -> datetime:
        """«23:15:00» of the clock's day."""
        return datetime.combine(
            self.clock().date(),
            datetime.fromisoformat(f"2026-01-01T{at}").time(),
            self.clock().tzinfo,
        )

    def deleted(self) -> set[int]:
        return {message.cmid for message in self.world.deleted(self.chat)}

    def notices(self, chat: Chat | None = None) -> list[str]:
        """What the bot says in the chat and has not taken back."""
        visible = self.world.visible(chat or self.chat)
        return [m.text for m in visible if m.from_id == -self.vk.group_id]

    async def journal(self, app: App) -> list[dict[str, Any]]:
        async with app.memory.look() as unit:
            return [row async for row in unit.journal.rows()]

    async def four_breaches(self) -> None:
        """Four incidents of Anna, an hour apart."""
        for _ in range(4):
            self.say(BAD)
            self.clock.advance(timedelta(hours=1))


@asynccontextmanager
async def a_school(
    folder: Path, *, faults: Faults | None = None, **config: Any
) -> AsyncIterator[School]:
    """The school; `config` are tables of the bot's configuration."""
    clock = SandboxClock(NOON)
    async with SandboxVK(clock, faults=faults) as vk:
        teacher = vk.world.add_user("Мария", "Иванова", sex=1)
        anna, boris = vk.world.add_user("Анна", "Белова", 1), vk.world.add_user("Борис", "Ким", 2)
        chat = vk.world.add_chat("5А родители", admins=[teacher], members=[anna, boris])
        url = await databases.laid(folder)
        yield School(vk, clock, folder, url, teacher, anna, boris, chat, config)
