"""What has to be so at VK for the bot to work, asked live; each fault with the place to mend it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.ports import Clock, Refused, Unavailable
from bot.vk.api import VkApi

NEEDED_EVENTS = ("message_new", "message_edit", "message_event")
NEEDED_RIGHTS = ("messages", "manage")
MOST_SKEW = 60  # seconds by which this computer's clock may differ from VK's


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: is it so, what was seen, and what to do where it is not."""

    what: str
    ok: bool
    seen: str = ""
    remedy: str = ""
    is_warning: bool = False  # it works, but not as well as it should


@dataclass(frozen=True, slots=True)
class Survey:
    api: VkApi
    group_id: int
    clock: Clock

    async def findings(self, chats: Sequence[tuple[int, str]]) -> list[Finding]:
        """Raises Revoked when VK does not take the token: nothing else can be asked then."""
        found = [await self._look("Сообщество", self._community)]
        found.append(await self._look("Права ключа", self._token))
        found.append(await self._look("Long Poll", self._long_poll))
        found.append(await self._look("Часы компьютера", self._time))
        for peer, title in chats:
            found.append(await self._chat(peer, title))
        return found

    async def _look(self, what: str, look: Callable[[], Awaitable[Finding]]) -> Finding:
        try:
            return await look()
        except Refused as refusal:
            return Finding(what, False, str(refusal), "проверьте номер сообщества и права ключа")
        except Unavailable as error:
            return Finding(what, False, str(error), "проверьте интернет и повторите через минуту")

    async def _community(self) -> Finding:
        answer = await self.api.call("groups.getById", group_id=self.group_id)
        groups = answer.get("groups") if isinstance(answer, dict) else answer
        name = str(groups[0].get("name", "")) if isinstance(groups, list) and groups else ""
        remedy = "впишите номер сообщества в [vk] group_id"
        return Finding("Сообщество", bool(name), name or "не найдено", remedy)

    async def _token(self) -> Finding:
        answer = await self.api.call("groups.getTokenPermissions")
        held = {one.get("name") for one in answer.get("permissions") or () if isinstance(one, dict)}
        missing = [right for right in NEEDED_RIGHTS if right not in held]
        remedy = "Управление → Работа с API → Ключи доступа: создайте ключ с нужными правами"
        seen = f"нет прав: {', '.join(missing)}" if missing else "сообщения и управление"
        return Finding("Права ключа", not missing, seen, remedy)

    async def _long_poll(self) -> Finding:
        answer = await self.api.call("groups.getLongPollSettings", group_id=self.group_id)
        remedy = "Управление → Работа с API → Long Poll API: включите и отметьте типы событий"
        if not answer.get("is_enabled"):
            return Finding("Long Poll", False, "выключен", remedy)
        events: dict[str, Any] = answer.get("events") or {}
        missing = [event for event in NEEDED_EVENTS if not events.get(event)]
        seen = f"не отмечены: {', '.join(missing)}" if missing else "включён, события отмечены"
        return Finding("Long Poll", not missing, seen, remedy)

    async def _time(self) -> Finding:
        there = datetime.fromtimestamp(int(await self.api.call("utils.getServerTime")), UTC)
        skew = abs((self.clock() - there).total_seconds())
        remedy = "включите установку времени по интернету"
        return Finding("Часы компьютера", skew <= MOST_SKEW, f"расхождение {skew:.0f} с", remedy)

    async def _chat(self, peer: int, title: str) -> Finding:
        what = f"Чат «{title or peer}»"
        try:
            await self.api.call("messages.getConversationMembers", peer_id=peer, count=1)
        except (Refused, Unavailable) as error:
            remedy = "в списке участников чата сделайте сообщество администратором"
            return Finding(what, False, str(error), remedy)
        return Finding(what, True, "права администратора есть")
