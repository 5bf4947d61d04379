"""messages.* that only read: members, chats, messages."""

from typing import Any

from bot.sandbox.errors import VKError
from bot.sandbox.methods.groups import group_object, person_object
from bot.sandbox.methods.invocation import Invocation, Method
from bot.sandbox.updates import message_object
from bot.sandbox.vk_state import CHAT_BASE, Chat, Conversation, Membership, Message


def get_members(call: Invocation) -> Any:
    chat = call.administered(call.params.number("peer_id"), otherwise=917)
    offset = call.params.number("offset", 0, low=0)
    number = min(call.params.number("count", 200, low=0), 1000)
    wanted = set(call.params.numbers("member_ids", 1000))
    members = [m for m in chat.members.values() if not wanted or m.member_id in wanted]
    page = members[offset : offset + number]
    items = [_member_object(call, chat, each) for each in page]
    answer = {"items": items, "count": len(members), "chat_restrictions": {}}
    return answer | _profiles(call, [each.member_id for each in page])


def _member_object(call: Invocation, chat: Chat, member: Membership) -> dict[str, Any]:
    restricted, until = call.world.restricted_until(chat, member.member_id)
    shown: dict[str, Any] = {
        "member_id": member.member_id,
        "invited_by": member.invited_by,
        "join_date": member.joined_at,
        "can_kick": not chat.is_admin(member.member_id),
    }
    if chat.is_admin(member.member_id):
        shown["is_admin"] = True
    if member.member_id == chat.owner_id:
        shown["is_owner"] = True
    if restricted:
        shown["is_restricted_to_write"] = True
        shown["restricted_to_write_until"] = 0 if until is None else int(until.timestamp())
    return shown


def _profiles(call: Invocation, member_ids: list[int]) -> dict[str, Any]:
    people, communities = call.world.people, call.world.communities
    fields = {str(word) for word in call.params.words("fields")} | {"screen_name", "sex"}
    profiles = [person_object(people[n], fields) for n in member_ids if n in people]
    groups = [group_object(communities[-n]) for n in member_ids if -n in communities]
    return {"profiles": profiles, "groups": groups}


def get_by_peer(call: Invocation) -> Any:
    """messages.getConversationsById: chats that the community does not administer are left out.

    VK's answer to a bot without rights is reported as an empty list, not as an error.
    """
    items = []
    for peer_id in call.params.numbers("peer_ids", 100):
        chat = call.world.chats.get(peer_id)
        if chat is not None and chat.is_admin(call.self_id) and not chat.disabled:
            items.append(_chat_object(call, chat))
        elif peer_id in call.world.people:
            items.append(_conversation_object(call.community.dialog(peer_id), "user"))
    return {"count": len(items), "items": items}


def _chat_object(call: Invocation, chat: Chat) -> dict[str, Any]:
    admins = [n for n in chat.members if chat.is_admin(n) and n != chat.owner_id]
    settings: dict[str, Any] = {
        "title": chat.title,
        "members_count": len(chat.members),
        "state": "in",
        "owner_id": chat.owner_id,
        "admin_ids": admins,
        "active_ids": list(chat.members)[:4],
        "is_group_channel": False,
        "acl": {
            "can_change_info": True,
            "can_change_invite_link": True,
            "can_change_pin": True,
            "can_invite": True,
            "can_promote_users": True,
            "can_see_invite_link": True,
            "can_moderate": chat.admins_may_moderate,
            "can_copy_chat": False,
            "can_call": False,
            "can_use_mass_mentions": True,
        },
    }
    pinned = chat.find(chat.pinned) if chat.pinned else None
    if pinned is not None:
        settings["pinned_message"] = message_object(pinned, viewer=call.self_id)
    return _conversation_object(chat, "chat") | {"chat_settings": settings}


def _conversation_object(conversation: Conversation, kind: str) -> dict[str, Any]:
    peer_id = conversation.peer_id
    local_id = peer_id - CHAT_BASE if kind == "chat" else peer_id
    last = conversation.messages[-1] if conversation.messages else None
    return {
        "peer": {"id": peer_id, "type": kind, "local_id": local_id},
        "last_message_id": last.id if last else 0,
        "last_conversation_message_id": last.cmid if last else 0,
        "in_read": 0,
        "out_read": 0,
        "in_read_cmid": 0,
        "out_read_cmid": 0,
        "version": 10_000_000 + len(conversation.messages),
        "can_write": {"allowed": True},
    }


def get_conversations(call: Invocation) -> Any:
    """messages.getConversations, the last written first; a chat where the bot may see it."""
    chats = [c for c in call.world.chats.values() if c.is_admin(call.self_id) and not c.disabled]
    known: list[Conversation] = [*chats, *call.community.dialogs.values()]
    written = sorted((c for c in known if c.messages), key=_last_written, reverse=True)
    number = min(call.params.number("count", 20, low=0), 200)
    items = [
        {
            "conversation": _conversation_object(each, "chat" if each in chats else "user"),
            "last_message": message_object(each.messages[-1], viewer=call.self_id),
        }
        for each in written[:number]
    ]
    return {"count": len(written), "items": items}


def _last_written(conversation: Conversation) -> int:
    return conversation.messages[-1].date


def get_by_cmid(call: Invocation) -> Any:
    """messages.getByConversationMessageId: unseen messages are left out, deleted ones as set."""
    conversation = call.conversation(call.params.number("peer_id"))
    cmids = call.params.numbers("conversation_message_ids", 100)
    found = [conversation.find(cmid) for cmid in cmids]
    answer = _messages(call, conversation, found)
    if call.world.behaviour.shows_deleted:
        gone = [_deleted_object(call, each) for each in found if each is not None and each.deleted]
        answer["items"] += gone
        answer["count"] += len(gone)
    return answer


def _deleted_object(call: Invocation, message: Message) -> dict[str, Any]:
    shown = message_object(message, viewer=call.self_id)
    return shown | {"text": "", "attachments": [], "fwd_messages": [], "deleted": 1}


def get_history(call: Invocation) -> Any:
    """messages.getHistory, newest first: VK gives communities only their private dialogs."""
    peer_id = call.params.number("peer_id", call.params.number("user_id", 0))
    if peer_id > CHAT_BASE:
        raise VKError(15)
    conversation = call.conversation(peer_id)
    offset = call.params.number("offset", 0, low=0)
    number = min(call.params.number("count", 20, low=0), 200)
    visible = [m for m in reversed(conversation.messages) if not m.deleted]
    return _messages(call, conversation, visible[offset : offset + number], len(visible))


def _messages(
    call: Invocation, conversation: Conversation, found: list[Any], total: int | None = None
) -> Any:
    shown = [message for message in found if call.readable(conversation, message)]
    items = [message_object(message, viewer=call.self_id) for message in shown]
    answer: dict[str, Any] = {"count": len(items) if total is None else total, "items": items}
    if call.params.flag("extended"):
        answer |= _profiles(call, sorted({message.from_id for message in shown}))
    return answer


METHODS: dict[str, Method] = {
    "messages.getConversationMembers": get_members,
    "messages.getConversationsById": get_by_peer,
    "messages.getConversations": get_conversations,
    "messages.getByConversationMessageId": get_by_cmid,
    "messages.getHistory": get_history,
}
