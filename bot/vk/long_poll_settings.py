"""The Long Poll settings of a community: what the bot needs of them, and how they are mended."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from bot.vk.api import VkApi
from bot.vk.findings import Finding, warning

NEEDED_EVENTS: Mapping[str, str] = {
    "message_new": "Входящее сообщение",
    "message_edit": "Редактирование сообщения",
    "message_event": "Действие с сообщением",
}
VERSION = "5.199"
# Since 5.103 an update holds the message in a field of its own (vknet/vk#895).
OLDEST = (5, 103)
PLACE = "Управление → Дополнительно → Работа с API → Long Poll API"
_FIX = "или выполните dezhurny check --fix"


@dataclass(frozen=True, slots=True)
class LongPollSettings:
    is_enabled: bool
    version: str
    events: Mapping[str, Any]

    @classmethod
    async def of(cls, api: VkApi, group_id: int) -> Self:
        """As VK has them now. Raises Refused, Unavailable or Revoked."""
        answer = await api.call("groups.getLongPollSettings", group_id=group_id)
        told = answer if isinstance(answer, dict) else {}
        events = told.get("events")
        return cls(
            bool(told.get("is_enabled")),
            str(told.get("api_version") or ""),
            events if isinstance(events, dict) else {},
        )

    def findings(self) -> list[Finding]:
        on = Finding(
            "Long Poll",
            self.is_enabled,
            "включён" if self.is_enabled else "выключен",
            f"{PLACE}: включите, {_FIX}",
        )
        return [on, self._types(), self._version()]

    async def mend(self, api: VkApi, group_id: int) -> list[str]:
        """Set what is wrong; tells in words what was changed, nothing where all was well."""
        changed = []
        if not self.is_enabled:
            changed.append("Long Poll включён")
        if self._missing:
            changed.append(f"отмечены типы событий: {_named(self._missing)}")
        if self.version != VERSION:
            changed.append(f"версия Long Poll {VERSION} (была {self.version or 'не указана'})")
        if changed:
            # All of them at once: what is left out VK may set back, the version to 5.50
            # (VKCOM/vk-java-sdk#179).
            ticked = {name: 1 for name, on in self.events.items() if on}
            needed = dict.fromkeys(NEEDED_EVENTS, 1)
            await api.call(
                "groups.setLongPollSettings",
                group_id=group_id,
                enabled=1,
                api_version=VERSION,
                **ticked | needed,
            )
        return changed

    @property
    def _missing(self) -> list[str]:
        return [event for event in NEEDED_EVENTS if not self.events.get(event)]

    def _types(self) -> Finding:
        missing = self._missing
        seen = f"не отмечены: {_named(missing)}" if missing else "нужные отмечены"
        remedy = f"{PLACE} → Типы событий: отметьте их, {_FIX}"
        return Finding("Типы событий", not missing, seen, remedy)

    def _version(self) -> Finding:
        remedy = f"{PLACE}: выберите версию {VERSION}, {_FIX}"
        if _parts(self.version) < OLDEST:
            seen = f"{self.version or 'не указана'}: слишком старая"
            return Finding("Версия Long Poll", False, seen, remedy)
        if self.version != VERSION:
            return warning("Версия Long Poll", f"{self.version}, а проверялась {VERSION}", remedy)
        return Finding("Версия Long Poll", True, self.version)


def _named(events: list[str]) -> str:
    return ", ".join(f"«{NEEDED_EVENTS[event]}» ({event})" for event in events)


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())
