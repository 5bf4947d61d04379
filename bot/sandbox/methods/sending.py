"""messages.send: to one or to several, once for each random_id."""

from typing import Any

from bot.sandbox.buttons import check_keyboard
from bot.sandbox.errors import VKError
from bot.sandbox.methods.invocation import Invocation, Method
from bot.sandbox.parameters import Parameters
from bot.sandbox.vk_state import (
    CHAT_BASE,
    Chat,
    Consent,
    Conversation,
    Dialog,
    Message,
)

LONGEST_TEXT = 4096


def send(call: Invocation) -> Any:
    random_id = call.params.number("random_id")
    content = content_of(call)
    several = call.params.has("peer_ids") or call.params.has("user_ids")
    if several:
        name = "peer_ids" if call.params.has("peer_ids") else "user_ids"
        peers = call.params.numbers(name, 100)
        return [_send_item(call, peer, random_id, content) for peer in peers]
    return _send_one(call, _single_peer(call), random_id, content).id


def _single_peer(call: Invocation) -> int:
    if call.params.has("chat_id"):
        return CHAT_BASE + call.params.number("chat_id", low=1)
    return call.params.number("peer_id" if call.params.has("peer_id") else "user_id")


def content_of(call: Invocation) -> dict[str, Any]:
    """What is sent: text, attachments, quotes, keyboard; checked."""
    text = call.params.text("message", "")
    attachments = [_attachment(str(word)) for word in call.params.words("attachment")]
    forward = call.params.json("forward")
    if not text and not attachments and not forward and not call.params.has("sticker_id"):
        raise VKError(100, "message is empty or invalid")
    if len(text) > LONGEST_TEXT:
        raise VKError(914)
    keyboard = None
    if call.params.has("keyboard"):
        if not call.community.bot_features:
            raise VKError(912)
        keyboard = check_keyboard(_keyboard_json(call))
    return {
        "text": text,
        "attachments": attachments,
        "keyboard": keyboard,
        "payload": call.params.text("payload", "") or None,
        "forward": forward,
    }


def _keyboard_json(call: Invocation) -> Any:
    try:
        return call.params.json("keyboard")
    except VKError:
        raise VKError(911, "keyboard is not JSON") from None


def _attachment(word: str) -> dict[str, Any]:
    kind = word.rstrip("-0123456789_")
    return {"type": kind, kind: {"id": word}}


def _send_item(call: Invocation, peer: int, random_id: int, content: dict[str, Any]) -> Any:
    """One receiver of several: his failure stays his own."""
    try:
        call.item_may_fail()
        message = _send_one(call, peer, random_id, content)
    except VKError as refusal:
        error = {"code": refusal.code, "description": refusal.message}
        return {"peer_id": peer, "message_id": 0, "conversation_message_id": 0, "error": error}
    return {"peer_id": peer, "message_id": message.id, "conversation_message_id": message.cmid}


def _send_one(call: Invocation, peer: int, random_id: int, content: dict[str, Any]) -> Message:
    conversation = _writable(call, peer)
    known = conversation.sent.get((call.self_id, random_id)) if random_id else None
    if known is not None:
        return known
    fields = {name: value for name, value in content.items() if name != "forward"}
    reply, forwards = _quotes(call, conversation, content["forward"])
    message = call.world.keep(
        conversation, call.self_id, random_id=random_id, reply=reply, forwards=forwards, **fields
    )
    if random_id:
        conversation.sent[call.self_id, random_id] = message
    return message


def _writable(call: Invocation, peer: int) -> Conversation:
    conversation = call.conversation(peer) if peer > CHAT_BASE else _dialog(call, peer)
    if isinstance(conversation, Chat):
        restricted, _ = call.world.restricted_until(conversation, call.self_id)
        if restricted:
            raise VKError(983)
    return conversation


def _dialog(call: Invocation, peer: int) -> Dialog:
    if peer not in call.world.people:
        raise VKError(901)
    dialog = call.community.dialog(peer)
    if dialog.consent is not Consent.GIVEN:
        raise VKError(dialog.consent.value)
    return dialog


def _quotes(
    call: Invocation, target: Conversation, forward: Any
) -> tuple[Message | None, list[Message]]:
    """`forward` as (the message replied to, the messages forwarded)."""
    if not forward:
        return None, []
    if not isinstance(forward, dict):
        raise VKError(100, "forward is invalid")
    given = Parameters(forward)
    peer = given.number("peer_id", target.peer_id)
    source = target if peer == target.peer_id else call.conversation(peer)
    numbers = given.numbers("conversation_message_ids", 100)
    found = [message for n in numbers if (message := source.find(n)) is not None]
    quoted = [message for message in found if call.readable(source, message)]
    if len(quoted) != len(numbers):
        raise VKError(100, "forward: message not found")
    if forward.get("is_reply"):
        return (quoted[0] if quoted else None), []
    return None, quoted


METHODS: dict[str, Method] = {"messages.send": send}
