"""vkbottle's long poll in a loop of our own: the position is the database's, order is kept.

`failed` 1 and 3 mean that VK no longer offers what lies between two positions: such a gap is
counted and told to whoever listens, never passed over in silence.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from typing import Any

import orjson
import structlog
from aiohttp import ClientTimeout
from vkbottle.exception_factory import ErrorHandler
from vkbottle.polling import BotPolling

from bot.ports import Refused, Revoked, Unavailable
from bot.vk.api import VkApi

log = structlog.get_logger(__name__)

LONGEST_PAUSE = 60.0  # seconds between tries to reach a VK that is not there
_GAPS = {1: "history is out of date", 3: "information is lost"}


class _Errors(ErrorHandler):
    """What vkbottle's loop does with an exception: log its kind, go on; a dead token ends it."""

    async def handle(self, error: Exception, *args: Any, **kwargs: Any) -> None:
        if isinstance(error, Revoked | Refused):
            raise error
        log.warning("the poll failed and goes on", error=type(error).__name__)


class Poll(BotPolling):
    def __init__(
        self,
        api: VkApi,
        group_id: int,
        position: str | None,
        on_gap: Callable[[str], None],
        wait: int = 25,
    ) -> None:
        super().__init__(api, group_id, wait=wait, skip_old_events=False, error_handler=_Errors())
        self._position = position
        self._on_gap = on_gap

    def restore_server_ts(self, server: dict[str, Any]) -> dict[str, Any]:
        # Again after a fall: from where our own loop had come to, not from VK's newest.
        return server if self._position is None else {**server, "ts": self._position}

    def save_server_ts(self, server: dict[str, Any]) -> None:
        """The position is committed with what the batch brought; nothing to keep here."""
        self._position = server["ts"]

    def start_at(self, position: str) -> None:
        self._position = position

    async def get_event(self, server: dict[str, Any]) -> dict[str, Any]:
        answer = await self.api.http_client.request_content(
            url=server["server"],
            method="POST",
            params={
                "act": "a_check",
                "key": server["key"],
                "ts": server["ts"],
                "wait": self.wait,
            },
            timeout=ClientTimeout(total=self.wait + 10),
        )
        event = orjson.loads(answer)
        if not isinstance(event, dict):
            raise Unavailable("ответ Long Poll непонятен")
        return event

    async def handle_failed_event(
        self, server: dict[str, Any], event: dict[str, Any]
    ) -> dict[str, Any]:
        if event.get("failed") in _GAPS:
            self._on_gap(_GAPS[event["failed"]])
        return await super().handle_failed_event(server, event)


async def listen(poll: Poll) -> AsyncIterator[dict[str, Any]]:
    """The poll's answers for ever; waits with growing pauses while VK is not there.

    Raises Revoked when VK refuses the token, Refused when it refuses the community.
    """
    tries = 0
    while True:
        try:
            async for event in poll.listen():
                tries = 0
                yield event
        except Unavailable as error:
            await _pause(tries, error)
            tries += 1


async def first_position(poll: Poll) -> str:
    """Where VK's updates stand now; waits for VK as `listen` does."""
    tries = 0
    while True:
        try:
            return str((await poll.get_server())["ts"])
        except Unavailable as error:
            await _pause(tries, error)
            tries += 1


async def _pause(tries: int, error: Unavailable) -> None:
    jitter = random.uniform(0.5, 1.0)  # noqa: S311 - not for secrets
    pause = max(error.wait, min(LONGEST_PAUSE, 0.5 * 2 ** min(tries, 10)) * jitter)
    log.warning("VK is not there yet", why=str(error), pause=round(pause, 1))
    await asyncio.sleep(pause)
