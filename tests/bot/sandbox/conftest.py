"""A sandbox on real HTTP, with one chat, a teacher, two parents and a clock that stands."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import pytest

from bot.sandbox import Faults, SandboxClock, SandboxVK, World
from bot.sandbox.vk_state import Chat, Person

NOON = datetime(2026, 9, 1, 12, 0, tzinfo=ZoneInfo("Europe/Moscow"))


@dataclass
class School:
    """A running sandbox and a client of its API."""

    vk: SandboxVK
    http: aiohttp.ClientSession
    clock: SandboxClock
    teacher: Person
    anna: Person
    boris: Person
    chat: Chat
    faults: Faults

    @property
    def world(self) -> World:
        return self.vk.world

    async def ask(self, method: str, token: str | None = None, **params: Any) -> Any:
        """The whole answer of a method."""
        headers = {"Authorization": f"Bearer {self.vk.token if token is None else token}"}
        form = {"v": "5.199", **{name: str(value) for name, value in params.items()}}
        async with self.http.post(self.vk.api_url + method, data=form, headers=headers) as answer:
            return await answer.json()

    async def call(self, method: str, **params: Any) -> Any:
        """The response of a method that must succeed."""
        answer = await self.ask(method, **params)
        assert "response" in answer, answer
        return answer["response"]

    async def error(self, method: str, **params: Any) -> int:
        """The code of a method that must be refused."""
        answer = await self.ask(method, **params)
        assert "error" in answer, answer
        code: int = answer["error"]["error_code"]
        return code

    async def poll(self, *, wait: int = 0, **given: Any) -> Any:
        """One long poll from the start of the log, unless `ts` or `key` say otherwise."""
        log = self.world.community.log
        url = f"{self.vk.url}/longpoll/{self.vk.group_id}"
        params = {"act": "a_check", "key": log.key, "ts": "1", "wait": str(wait), **given}
        async with self.http.post(url, params=params) as answer:
            return await answer.json()

    async def updates(self) -> list[dict[str, Any]]:
        answer = await self.poll()
        updates: list[dict[str, Any]] = answer["updates"]
        return updates


@pytest.fixture
async def school() -> AsyncIterator[School]:
    clock = SandboxClock(NOON, rate=0)
    faults = Faults()
    async with SandboxVK(clock, faults=faults) as vk, aiohttp.ClientSession() as http:
        vk.world.behaviour.calls_per_second = None
        teacher = vk.world.add_user("Мария", "Иванова", sex=1)
        anna, boris = vk.world.add_user("Анна", "Белова", 1), vk.world.add_user("Борис", "Ким", 2)
        chat = vk.world.add_chat("5А родители", admins=[teacher], members=[anna, boris])
        yield School(vk, http, clock, teacher, anna, boris, chat, faults)
