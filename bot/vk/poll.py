"""vkbottle's long poll in a loop of our own: the position is the database's, order is kept.

`failed` 1 and 3 mean that VK no longer offers what lies between two positions: such a gap
comes out of `listen` as an event of its own, so that it is kept together with the new position.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import structlog
from aiohttp import ClientError, ClientTimeout
from vkbottle.exception_factory import ErrorHandler
from vkbottle.polling import BotPolling

from bot.ports import Refused, Revoked, Unavailable
from bot.vk.api import VkApi
from bot.vk.wire import from_json

log = structlog.get_logger(__name__)

LONGEST_PAUSE = 60.0  # seconds between tries to reach a VK that is not there
POLL = "poll"  # what the long poll is called among the methods
_GAPS = {1: "history is out of date", 3: "information is lost"}
_LOSS = {"type": "lost"}


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
        self._heard = api.heard
        self._lost = 0

    def restore_server_ts(self, server: dict[str, Any]) -> dict[str, Any]:
        # Again after a fall: from where our own loop had come to, not from VK's newest.
        return server if self._position is None else {**server, "ts": self._position}

    def save_server_ts(self, server: dict[str, Any]) -> None:
        """The position is committed with what the batch brought; nothing to keep here."""
        self._position = server["ts"]

    def start_at(self, position: str) -> None:
        self._position = position

    async def get_event(self, server: dict[str, Any]) -> dict[str, Any]:
        if self._lost:
            # vkbottle passes on only an answer with updates: the loss stands in for one.
            lost, self._lost = self._lost, 0
            return {"ts": server["ts"], "failed_before": lost, "updates": [_LOSS]}
        try:
            event = await self._ask(server)
        except (ClientError, TimeoutError, OSError, ValueError) as error:
            # vkbottle tries again and says nothing.
            self._heard(POLL, Unavailable(type(error).__name__))
            raise
        if not isinstance(event, dict):
            garbled = Unavailable("ответ Long Poll непонятен")
            self._heard(POLL, garbled)
            raise garbled
        self._heard(POLL, None)
        return event

    async def _ask(self, server: dict[str, Any]) -> Any:
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
        return from_json(answer)

    async def handle_failed_event(
        self, server: dict[str, Any], event: dict[str, Any]
    ) -> dict[str, Any]:
        failed, position = event.get("failed"), str(server.get("ts"))
        following = await super().handle_failed_event(server, event)
        # `failed` 1 with the position that we have: nothing lies between.
        if failed in _GAPS and str(following.get("ts")) != position:
            self._on_gap(_GAPS[failed])
            self._lost = failed
        return following


def lost_in(event: Mapping[str, Any]) -> int:
    """VK's `failed` when updates were lost before this answer; 0 when none were."""
    lost = event.get("failed_before")
    return lost if isinstance(lost, int) else 0


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
