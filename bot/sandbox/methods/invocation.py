"""What every method is given, and the checks that many of them share."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.errors import VKError
from bot.sandbox.faults import Faults
from bot.sandbox.parameters import Parameters
from bot.sandbox.vk_state import CHAT_BASE, Chat, Community, Conversation, Message
from bot.sandbox.world import World


@dataclass(frozen=True, slots=True)
class Invocation:
    """One call of a method by a community; `origin` is the server's own address."""

    world: World
    community: Community
    method: str
    params: Parameters
    origin: str
    faults: Faults

    def item_may_fail(self) -> None:
        """Where an item of several has a failure of its own; raises VKError."""
        code = self.faults.item(self.method, self.community.id)
        if code is not None:
            raise VKError(code)

    @property
    def self_id(self) -> int:
        """The community as it stands among a chat's members: with a minus."""
        return -self.community.id

    def chat(self, peer_id: int) -> Chat:
        """A chat that the community is in; raises VKError 927, 945 or 917."""
        chat = self.world.chats.get(peer_id)
        if chat is None:
            raise VKError(927)
        if chat.disabled:
            raise VKError(945)
        if self.self_id not in chat.members:
            raise VKError(917)
        return chat

    def administered(self, peer_id: int, otherwise: int = 925) -> Chat:
        """A chat that the community administers; raises VKError `otherwise` if it does not."""
        chat = self.chat(peer_id)
        if not chat.is_admin(self.self_id):
            raise VKError(otherwise)
        return chat

    def conversation(self, peer_id: int) -> Conversation:
        """A chat, or the dialog with a person."""
        if peer_id > CHAT_BASE:
            return self.chat(peer_id)
        if peer_id not in self.world.people:
            raise VKError(100, "peer_id is invalid")
        return self.community.dialog(peer_id)

    def readable(self, conversation: Conversation, message: Message | None) -> bool:
        """Does VK show this message to the community when it asks?"""
        if message is None or message.deleted:
            return False
        if not isinstance(conversation, Chat) or message.from_id == self.self_id:
            return True
        return self.world.sees(self.community, conversation, message)

    def addressed_message(self) -> tuple[Conversation, Message]:
        """The message that `peer_id` with `cmid` (or `message_id` in a dialog) names."""
        conversation = self.conversation(self.params.number("peer_id"))
        message: Message | None
        if self.params.has("message_id"):
            wanted = self.params.number("message_id")
            found = (m for m in conversation.messages if m.id == wanted and wanted)
            message = next(found, None)
        else:
            name = "cmid" if self.params.has("cmid") else "conversation_message_id"
            message = conversation.find(self.params.number(name))
        if message is None or not self.readable(conversation, message):
            raise VKError(100, "message not found")
        return conversation, message


Method = Callable[[Invocation], Any]
