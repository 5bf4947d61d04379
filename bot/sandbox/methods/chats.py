"""messages.* that act on a chat: restrictions, removals, pins, the invite link."""

from datetime import timedelta
from typing import Any

from bot.sandbox.errors import VKError
from bot.sandbox.methods.invocation import Invocation, Method
from bot.sandbox.updates import message_object
from bot.sandbox.vk_state import CHAT_BASE, Restriction

_LONGEST = 10 * 365 * 24 * 3600  # seconds of a restriction with an end


def restrict(call: Invocation) -> Any:
    """messages.changeConversationMemberRestrictions: undocumented by VK.

    What is known: a community's token may call it (vknet/vk#1610). The answer's form here,
    the members it failed for, is an assumption.
    """
    chat = call.administered(call.params.number("peer_id"))
    members = call.params.numbers("member_ids", 100)
    action = call.params.text("action")
    if action not in ("ro", "rw") or not members:
        raise VKError(100, "action is invalid" if members else "member_ids is undefined")
    until = None
    if call.params.has("for"):
        until = call.world.clock() + timedelta(
            seconds=call.params.number("for", low=1, high=_LONGEST)
        )
    failed = []
    for member_id in members:
        member = chat.members.get(member_id)
        if member is None or chat.is_admin(member_id):
            failed.append(member_id)
        else:
            member.restriction = Restriction(until) if action == "ro" else None
    call.world.changed(chat)
    return {"failed_member_ids": failed}


def remove(call: Invocation) -> Any:
    chat = call.chat(CHAT_BASE + call.params.number("chat_id", low=1))
    name = "member_id" if call.params.has("member_id") else "user_id"
    target = call.params.number(name)
    if target != call.self_id:
        if not chat.is_admin(call.self_id):
            raise VKError(925)
        if target not in chat.members:
            known = target < 0 or target in call.world.people
            raise VKError(935 if known else 936)
        if chat.is_admin(target):
            raise VKError(15)
    del chat.members[target]
    call.world.changed(chat)
    call.world.service(chat, call.self_id, "chat_kick_user", member_id=target)
    return 1


def pin(call: Invocation) -> Any:
    chat = call.administered(call.params.number("peer_id"))
    _, message = call.addressed_message()
    chat.pinned = message.cmid
    action = {"member_id": call.self_id, "conversation_message_id": message.cmid}
    call.world.service(chat, call.self_id, "chat_pin_message", **action, message=message.text)
    return message_object(message, viewer=call.self_id)


def unpin(call: Invocation) -> Any:
    chat = call.administered(call.params.number("peer_id"))
    chat.pinned = None
    call.world.service(chat, call.self_id, "chat_unpin_message", member_id=call.self_id)
    return 1


def get_invite_link(call: Invocation) -> Any:
    chat = call.administered(call.params.number("peer_id"), otherwise=919)
    return {"link": f"https://vk.me/join/sandbox-{chat.peer_id - CHAT_BASE}"}


METHODS: dict[str, Method] = {
    "messages.changeConversationMemberRestrictions": restrict,
    "messages.removeChatUser": remove,
    "messages.pin": pin,
    "messages.unpin": unpin,
    "messages.getInviteLink": get_invite_link,
}
