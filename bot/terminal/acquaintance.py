"""Asking VK, while the configuration is being written, whose key this is and who is who."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import SecretStr

from bot.ports import Unavailable
from bot.vk.api import VkApi
from bot.vk.survey import NEEDED_RIGHTS, community_of

Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Community:
    number: int
    name: str
    lacks: tuple[str, ...] = ()  # rights that the key has not, in words


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """VK as a key shows it. Each method raises Refused, Unavailable or Revoked."""

    token: SecretStr
    api_url: str
    patience: float = field(default=15.0)  # seconds for one question

    def community(self) -> Community | None:
        return self._ask(_community)

    def person(self, name: str) -> int | None:
        async def resolve(api: VkApi) -> int | None:
            found: Any = await api.call("utils.resolveScreenName", screen_name=name)
            is_person = isinstance(found, dict) and found.get("type") == "user"
            return int(found["object_id"]) if is_person else None

        return self._ask(resolve)

    def _ask(self, question: Callable[[VkApi], Awaitable[Told]]) -> Told:
        async def asked() -> Told:
            api = VkApi(self.token.get_secret_value(), self.api_url)
            try:
                return await asyncio.wait_for(question(api), self.patience)
            except TimeoutError:
                raise Unavailable("ответа нет слишком долго") from None
            finally:
                await api.http_client.close()

        return asyncio.run(asked())


async def _community(api: VkApi) -> Community | None:
    own = await community_of(api)
    if own is None:
        return None
    answer: Any = await api.call("groups.getTokenPermissions")
    told = answer.get("permissions") if isinstance(answer, dict) else None
    held = {one.get("name") for one in told or () if isinstance(one, dict)}
    lacks = tuple(said for right, said in NEEDED_RIGHTS.items() if right not in held)
    return Community(*own, lacks)
