"""VK's JSON: messages, and the updates that carry them."""

import json
from typing import Any

import orjson

from bot.sandbox.vk_state import Message

API_VERSION = "5.199"

CLIENT_INFO = {
    "button_actions": [
        "text",
        "vkpay",
        "open_app",
        "location",
        "open_link",
        "open_photo",
        "callback",
        "intent_subscribe",
        "intent_unsubscribe",
    ],
    "keyboard": True,
    "inline_keyboard": True,
    "carousel": True,
    "lang_id": 0,
}


def message_object(message: Message, *, viewer: int = 0) -> dict[str, Any]:
    """A message as VK shows it to `viewer` (a community with a minus)."""
    shown: dict[str, Any] = {
        "date": message.date,
        "from_id": message.from_id,
        "id": message.id,
        "version": 10_000_000 + message.cmid,
        "out": int(message.from_id == viewer),
        "important": False,
        "is_hidden": False,
        "attachments": message.attachments,
        "conversation_message_id": message.cmid,
        "fwd_messages": [_quoted(each) for each in message.forwards],
        "text": message.text,
        "peer_id": message.peer_id,
        "random_id": message.random_id if message.from_id == viewer else 0,
    }
    if message.reply is not None:
        shown["reply_message"] = _quoted(message.reply)
    optional = {
        "action": message.action,
        "payload": message.payload,
        "keyboard": message.keyboard,
        "update_time": message.edited_at,
    }
    shown.update({name: value for name, value in optional.items() if value is not None})
    return shown


def _quoted(message: Message) -> dict[str, Any]:
    return {
        "date": message.date,
        "from_id": message.from_id,
        "text": message.text,
        "attachments": message.attachments,
        "conversation_message_id": message.cmid,
        "peer_id": message.peer_id,
        "id": message.id,
        "fwd_messages": [_quoted(each) for each in message.forwards],
    }


def message_new(message: Message) -> dict[str, Any]:
    """The `object` of a `message_new` update."""
    return {"client_info": CLIENT_INFO, "message": message_object(message)}


def envelope(group_id: int, kind: str, event_id: str, body: Any) -> bytes:
    """One update, encoded."""
    update = {"group_id": group_id, "type": kind, "event_id": event_id, "v": API_VERSION}
    return encode({**update, "object": body})


def encode(value: Any) -> bytes:
    """JSON, also of text with lone surrogates, which orjson refuses and clients can send."""
    try:
        return orjson.dumps(value)
    except TypeError:
        return json.dumps(value).encode()
