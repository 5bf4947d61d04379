"""messages.edit, delete, and the answers to buttons and messages."""

from typing import Any

import orjson

from bot.sandbox.errors import VKError
from bot.sandbox.methods.invocation import Invocation, Method
from bot.sandbox.methods.sending import content_of
from bot.sandbox.vk import Change
from bot.sandbox.vk_state import Chat, Consent, Conversation, Dialog, Message


def edit(call: Invocation) -> Any:
    conversation, message = call.addressed_message()
    if message.from_id != call.self_id:
        raise VKError(15)
    if message.action is not None:
        raise VKError(920)
    if call.world.older_than(message, call.world.behaviour.edit_within_hours):
        raise VKError(909)
    content = content_of(call)
    message.text, message.attachments = content["text"], content["attachments"]
    message.keyboard = content["keyboard"]
    message.edited_at = call.world.unix_time()
    call.world.changed(conversation, message)
    return 1


def delete(call: Invocation) -> Any:
    """Per-item results, as VK gives them for `cmids`; one message's refusal stays its own."""
    conversation = call.conversation(call.params.number("peer_id"))
    cmids = call.params.numbers("cmids", 100)
    if not cmids:
        raise VKError(100, "cmids is undefined")
    return [_delete_one(call, conversation, cmid) for cmid in cmids]


def _delete_one(call: Invocation, conversation: Conversation, cmid: int) -> dict[str, Any]:
    item: dict[str, Any] = {"peer_id": conversation.peer_id, "conversation_message_id": cmid}
    try:
        call.item_may_fail()
        message = _deletable(call, conversation, cmid)
    except VKError as refusal:
        error = {"code": refusal.code, "description": refusal.message}
        return {**item, "error": error}
    if call.params.flag("delete_for_all"):
        call.world.delete(conversation, message, call.self_id)
    return {**item, "response": 1}


def _deletable(call: Invocation, conversation: Conversation, cmid: int) -> Message:
    message = conversation.find(cmid)
    if message is None or message.deleted:
        # VK's own words for it, seen in bivashy/java-vk-bots-long-poll-api#61.
        raise VKError(15, "message can not be found")
    if not call.params.flag("delete_for_all"):
        return message
    own = message.from_id == call.self_id
    if not own and isinstance(conversation, Dialog):
        raise VKError(924)
    if not own and isinstance(conversation, Chat):
        mine = conversation.is_admin(call.self_id)
        if not mine or conversation.is_admin(message.from_id):
            raise VKError(15)
    if call.world.older_than(message, call.world.behaviour.delete_within_hours):
        raise VKError(924)
    return message


def answer_event(call: Invocation) -> Any:
    """The answer to a pressed callback button: once, within a minute."""
    params, world = call.params, call.world
    press = world.presses.get(params.text("event_id"))
    data = params.json("event_data")
    if data is not None:
        _check_event_data(data)
    user_id, peer_id = params.number("user_id"), params.number("peer_id")
    if press is None or (press.community_id, press.user_id, press.peer_id) != (
        call.community.id,
        user_id,
        peer_id,
    ):
        raise VKError(100, "event_id is invalid")
    del world.presses[press.event_id]
    if world.ticks() - press.pressed_at > world.behaviour.event_answer_seconds:
        raise VKError(100, "event_id is expired")
    body = {"event_id": press.event_id, "user_id": user_id, "data": data}
    world.answers[press.event_id] = data
    world.tell(Change("answer", peer_id, body=body))
    return 1


def _check_event_data(data: Any) -> None:
    kind = data.get("type") if isinstance(data, dict) else None
    if kind not in ("show_snackbar", "open_link", "open_app"):
        raise VKError(100, "event_data.type is invalid")
    if kind == "show_snackbar" and not 1 <= len(str(data.get("text", ""))) <= 90:
        raise VKError(100, "event_data.text has 1 to 90 characters")
    if len(orjson.dumps(data)) > 1000:
        raise VKError(100, "event_data is too long")


def send_reaction(call: Invocation) -> Any:
    conversation, message = call.addressed_message()
    reaction = call.params.number("reaction_id")
    if not 1 <= reaction <= 16:
        raise VKError(1009)
    message.reactions[call.self_id] = reaction
    call.world.changed(conversation, message)
    return 1


def delete_reaction(call: Invocation) -> Any:
    conversation, message = call.addressed_message()
    message.reactions.pop(call.self_id, None)
    call.world.changed(conversation, message)
    return 1


def is_allowed(call: Invocation) -> Any:
    """messages.isMessagesFromGroupAllowed, of the calling community."""
    user_id = call.params.number("user_id", low=1)
    dialog = call.community.dialogs.get(user_id)
    return {"is_allowed": int(dialog is not None and dialog.consent is Consent.GIVEN)}


METHODS: dict[str, Method] = {
    "messages.edit": edit,
    "messages.delete": delete,
    "messages.sendMessageEventAnswer": answer_event,
    "messages.sendReaction": send_reaction,
    "messages.deleteReaction": delete_reaction,
    "messages.isMessagesFromGroupAllowed": is_allowed,
}
