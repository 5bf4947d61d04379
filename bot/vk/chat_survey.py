"""What the bot may do in a chat: administrator or not, what it sees, what it can enforce."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.ports import Refused, Unavailable
from bot.vk.api import VkApi
from bot.vk.findings import Finding, warning
from rules.regulation.policy import Enforcement

AT_ONCE = 100  # chats of one messages.getConversationsById
LOOK_BACK = 20  # messages of which at least one should be visible
_APPOINT = (
    "в чате: нажмите на его название → участники → «…» рядом с сообществом → "
    "«Назначить администратором»"
)
_GONE = frozenset({927, 945, 946, 1017})  # missing, disabled, unsupported, deleted
_NO_RIGHTS = frozenset({917, 925})
_LEAVE = "если чат больше не нужен, напишите в config.toml [chats.peer.{peer}] enabled = false"


@dataclass(frozen=True, slots=True)
class Watched:
    peer: int
    title: str = ""

    @property
    def name(self) -> str:
        return f"Чат «{self.title}» ({self.peer})" if self.title else f"Чат {self.peer}"


@dataclass(frozen=True, slots=True)
class ChatSurvey:
    api: VkApi
    enforcement: Enforcement

    async def conversations(self, chats: Sequence[Watched]) -> dict[int, Mapping[str, Any]]:
        """What VK says of each chat that it says anything of."""
        found: dict[int, Mapping[str, Any]] = {}
        for start in range(0, len(chats), AT_ONCE):
            peers = [chat.peer for chat in chats[start : start + AT_ONCE]]
            try:
                answer = await self.api.call("messages.getConversationsById", peer_ids=peers)
            except Refused:
                continue  # each chat is asked about by itself below, and that refusal is told
            items = answer.get("items") if isinstance(answer, dict) else None
            for item in items or ():
                if isinstance(item, dict) and isinstance(item.get("peer"), dict):
                    found[item["peer"].get("id", 0)] = item
        return found

    async def look(self, chat: Watched, conversation: Mapping[str, Any] | None) -> Finding:
        """One chat. `conversation` is what `conversations` told of it."""
        try:
            # Only an administrator of the chat is told its members.
            await self.api.call("messages.getConversationMembers", peer_id=chat.peer, count=1)
        except Refused as refusal:
            return _refused(chat, refusal)
        except Unavailable as error:
            return Finding(chat.name, False, str(error), "повторите через минуту")
        acl = _acl(conversation)
        if acl.get("can_moderate") is False:
            seen = "администратор, но без права удалять чужие сообщения"
            return Finding(chat.name, False, seen, f"{_APPOINT}, со всеми правами")
        if self.enforcement is Enforcement.REMOVE and acl.get("can_see_invite_link") is False:
            seen = "администратор, но не видит ссылки, по которой возвращаются исключённые"
            return warning(chat.name, seen, "в чате: Настройки → разрешите администраторам ссылку")
        if not await self._sees(chat.peer, conversation):
            seen = f"администратор, но из последних {LOOK_BACK} сообщений не видит ни одного"
            return warning(chat.name, seen, "напишите в чат слово и проверьте ещё раз")
        return Finding(chat.name, True, f"администратор, видит сообщения, {self._can}")

    @property
    def _can(self) -> str:
        return {
            Enforcement.RESTRICT: "может удалять и ограничивать",
            Enforcement.DELETE: "может удалять",
            Enforcement.REMOVE: "может удалять и исключать",
        }[self.enforcement]

    async def _sees(self, peer: int, conversation: Mapping[str, Any] | None) -> bool:
        last = (conversation or {}).get("last_conversation_message_id")
        if not isinstance(last, int) or last < 1:
            return True  # an empty chat hides nothing
        try:
            answer = await self.api.call(
                "messages.getByConversationMessageId",
                peer_id=peer,
                conversation_message_ids=list(range(max(1, last - LOOK_BACK + 1), last + 1)),
            )
        except (Refused, Unavailable):
            return False
        return bool(answer.get("items")) if isinstance(answer, dict) else False


def _acl(conversation: Mapping[str, Any] | None) -> Mapping[str, Any]:
    settings = (conversation or {}).get("chat_settings")
    acl = settings.get("acl") if isinstance(settings, dict) else None
    return acl if isinstance(acl, dict) else {}


def _refused(chat: Watched, refusal: Refused) -> Finding:
    leave = _LEAVE.format(peer=chat.peer)
    if refusal.code in _NO_RIGHTS:
        seen = f"бот не администратор этого чата или уже не в нём (код {refusal.code})"
        return Finding(chat.name, False, seen, f"{_APPOINT}; {leave}")
    if refusal.code in _GONE:
        return warning(chat.name, f"такого чата больше нет (код {refusal.code})", leave)
    return Finding(chat.name, False, str(refusal), f"{_APPOINT}; {leave}")
