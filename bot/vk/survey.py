"""What has to be so at VK for the bot to work, asked live; each fault with the place to mend it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.ports import Clock, Refused, Unavailable
from bot.vk.api import VkApi
from bot.vk.chat_survey import ChatSurvey, Watched
from bot.vk.findings import Finding, warning
from bot.vk.long_poll_settings import LongPollSettings
from rules.regulation.policy import Enforcement

NEEDED_RIGHTS = {"messages": "сообщения сообщества", "manage": "управление сообществом"}
MOST_SKEW = 60  # seconds by which this computer's clock may differ from VK's
KEYS = "Управление → Дополнительно → Работа с API → Ключи доступа"
CHATS = (
    "Управление → Сообщения → Настройки для бота: включите «Возможности ботов» "
    "и «Разрешать добавлять сообщество в чаты»"
)
_AGAIN = "проверьте интернет на этом компьютере и повторите через минуту"
_UNTOLD = "проверьте номер сообщества и права ключа"

Step = Callable[[int, int], None]  # chats done just now, chats in all


@dataclass(frozen=True, slots=True)
class Survey:
    api: VkApi
    group_id: int
    clock: Clock

    async def findings(
        self, chats: Sequence[Watched], enforcement: Enforcement, step: Step = lambda _, __: None
    ) -> list[Finding]:
        """Raises Revoked when VK does not take the token: nothing else can be asked then."""
        try:
            found = [await self._community()]
        except Unavailable as error:
            return [Finding("ВКонтакте", False, str(error), _AGAIN)]  # nor would the rest be told
        except Refused as refusal:
            found = [Finding("Сообщество", False, str(refusal), _UNTOLD)]
        for what, look in (
            ("Права ключа", self._token),
            ("Long Poll", self._long_poll),
            ("Часы компьютера", self._time),
        ):
            found.extend(await self._look(what, look))
        found.append(_adding_to_chats(chats))
        found.extend(await self._chats(chats, enforcement, step))
        return found

    async def mend(self) -> list[str]:
        """Enable Long Poll with all that the bot needs of it; what was changed, in words.

        Raises Refused, Unavailable or Revoked.
        """
        settings = await LongPollSettings.of(self.api, self.group_id)
        return await settings.mend(self.api, self.group_id)

    async def _look(self, what: str, look: Callable[[], Awaitable[list[Finding]]]) -> list[Finding]:
        try:
            return await look()
        except Refused as refusal:
            return [Finding(what, False, str(refusal), _UNTOLD)]
        except Unavailable as error:
            return [Finding(what, False, str(error), _AGAIN)]

    async def _community(self) -> Finding:
        # Without a number VK tells whose key this is.
        own = await community_of(self.api)
        if own is None:
            return Finding("Сообщество", False, "не найдено", KEYS)
        number, name = own
        if number != self.group_id:
            seen = f"ключ выдан другому сообществу: «{name}» ({number})"
            return Finding("Сообщество", False, seen, f"впишите в [vk] group_id = {number}")
        return Finding("Сообщество", True, f"«{name}», vk.com/club{number}")

    async def _token(self) -> list[Finding]:
        answer = await self.api.call("groups.getTokenPermissions")
        told = answer.get("permissions") if isinstance(answer, dict) else None
        held = {one.get("name") for one in told or () if isinstance(one, dict)}
        missing = [
            f"«{said}» ({right})" for right, said in NEEDED_RIGHTS.items() if right not in held
        ]
        seen = f"нет прав: {', '.join(missing)}" if missing else ", ".join(NEEDED_RIGHTS.values())
        remedy = f"{KEYS}: создайте новый ключ с этими правами и впишите его в [vk] token"
        return [Finding("Права ключа", not missing, seen, remedy)]

    async def _long_poll(self) -> list[Finding]:
        return (await LongPollSettings.of(self.api, self.group_id)).findings()

    async def _time(self) -> list[Finding]:
        there = datetime.fromtimestamp(int(await self.api.call("utils.getServerTime")), UTC)
        skew = abs((self.clock() - there).total_seconds())
        seen = f"расходятся с часами ВК на {skew:.0f} с"
        remedy = "включите на компьютере установку времени по интернету"
        return [Finding("Часы компьютера", skew <= MOST_SKEW, seen, remedy)]

    async def _chats(
        self, chats: Sequence[Watched], enforcement: Enforcement, step: Step
    ) -> list[Finding]:
        survey = ChatSurvey(self.api, enforcement)
        try:
            conversations = await survey.conversations(chats)
        except Unavailable as error:
            return [Finding("Чаты", False, str(error), _AGAIN)]
        found = []
        for chat in chats:
            found.append(await survey.look(chat, conversations.get(chat.peer)))
            step(1, len(chats))
        return found


async def community_of(api: VkApi) -> tuple[int, str] | None:
    """The number and name of the community whose key this is."""
    answer: Any = await api.call("groups.getById")
    groups = answer.get("groups") if isinstance(answer, dict) else answer
    first = groups[0] if isinstance(groups, list) and groups else None
    if not isinstance(first, dict) or not isinstance(first.get("id"), int):
        return None
    return first["id"], str(first.get("name") or "")


def _adding_to_chats(chats: Sequence[Watched]) -> Finding:
    """VK does not show these settings to a community's key (groups.getSettings: users only)."""
    if chats:
        return Finding("Настройки для чатов", True, "бот уже добавлен в чаты")
    seen = "бот ещё не в чатах, а увидеть эти настройки ВК ему не даёт: посмотрите сами"
    return warning(
        "Настройки для чатов", seen, f"{CHATS}; затем на странице сообщества: «Добавить в чат»"
    )
