"""vkbottle's API client, made safe: the token in the body, time-outs, errors in our words.

vkbottle puts the token into the URL, from where it leaks into logs and tracebacks, writes
texts into its debug log, and waits without an end; each of these is mended here.
"""

import logging
from collections.abc import Callable
from typing import Any

import orjson
from aiohttp import ClientError, ClientTimeout
from vkbottle import API
from vkbottle.http import AiohttpClient

from bot.errors import MessengerError
from bot.ports import Refused, Revoked, Unavailable
from bot.vk.gate import Gate
from bot.vk.reach import why_not
from bot.vk.wire import from_json

# vkbottle logs whole requests and answers: texts of children's chats. None of it is wanted.
_vkbottle_log = logging.getLogger("vkbottle")
_vkbottle_log.handlers.clear()
_vkbottle_log.propagate = False
_vkbottle_log.disabled = True

CALL_SECONDS = 15.0
_TOKEN_ERRORS = frozenset({5, 27, 28, 1116, 1117})
# How long VK wants to be left alone, in seconds (codes: VK's errors.json).
_PASSING = {1: 1.0, 6: 1.0, 9: 60.0, 10: 1.0, 14: 300.0, 29: 600.0, 603: 60.0}


Heard = Callable[[str, MessengerError | None], None]  # of every answer: method, error if any


class VkApi(API):
    """One community's API. Raises Refused, Unavailable or Revoked, nothing else."""

    def __init__(self, token: str, url: str, heard: Heard = lambda _, __: None) -> None:
        client = AiohttpClient(timeout=ClientTimeout(total=CALL_SECONDS, connect=5))
        super().__init__(token, http_client=client)
        self.heard = heard
        self.API_URL = url if url.endswith("/") else url + "/"
        self._gate = Gate()

    async def request(
        self, method: str, data: dict[str, Any], version: str | None = None
    ) -> dict[str, Any]:
        """The whole answer, `{"response": …}`, as vkbottle's own polling expects it."""
        try:
            told = await self._asked(method, data, version)
        except (Refused, Unavailable, Revoked) as error:
            self.heard(method, error)
            raise
        self.heard(method, None)
        return told

    async def _asked(
        self, method: str, data: dict[str, Any], version: str | None
    ) -> dict[str, Any]:
        fields = {key: _field(value) for key, value in data.items() if value is not None}
        async with self.token_generator as token:
            body = {**fields, "access_token": token, "v": version or self.API_VERSION}
            try:
                async with self._gate.passing():
                    answer = await self.http_client.request_content(
                        self.API_URL + method, method="POST", data=body
                    )
            except (ClientError, TimeoutError, OSError) as error:
                # Not chained: an aiohttp error may hold the request's body.
                raise Unavailable(why_not(error)) from None
        return _understood(answer)

    async def call(self, method: str, **data: Any) -> Any:
        """What stands in the answer's `response`."""
        return (await self.request(method, data))["response"]

    def __repr__(self) -> str:
        return "VkApi(token hidden)"


def _field(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, list | tuple | set | frozenset):
        return ",".join(map(str, value))
    if isinstance(value, dict):
        return orjson.dumps(value).decode()
    return value


def _understood(answer: bytes) -> dict[str, Any]:
    try:
        told = from_json(answer)
    except ValueError:
        raise Unavailable("ответ — не JSON") from None
    if not isinstance(told, dict):
        raise Unavailable("ответ непонятен")
    error = told.get("error")
    if isinstance(error, dict):
        raise failure(error.get("error_code"), error.get("error_msg"))
    if "response" not in told:
        raise Unavailable("в ответе нет response")
    return told


def failure(code: object, words: object = "") -> Refused | Unavailable | Revoked:
    """VK's error code as one of our three errors."""
    number = code if isinstance(code, int) else 0
    said = words[:200] if isinstance(words, str) else ""
    if number in _TOKEN_ERRORS:
        return Revoked(f"ВК не принимает ключ доступа (код {number})")
    if number in _PASSING or number == 0:
        return Unavailable(f"код {number}", _PASSING.get(number, 1.0), number)
    return Refused(number, said)
