"""VK's API methods as the sandbox knows them: method's name → function."""

from bot.sandbox.methods import chats, groups, messages, reading, sending
from bot.sandbox.methods.invocation import Invocation, Method

METHODS: dict[str, Method] = (
    groups.METHODS | sending.METHODS | messages.METHODS | chats.METHODS | reading.METHODS
)

USERS_ONLY = frozenset(
    {
        "messages.addChatUser",
        "messages.addChatUsers",
        "messages.joinChatByInviteLink",
        "messages.getChat",
        "messages.searchConversations",
    }
)
"""Known to VK, closed to a community's token (error 27)."""

__all__ = ["METHODS", "USERS_ONLY", "Invocation", "Method"]
