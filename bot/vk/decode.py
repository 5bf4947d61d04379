"""From VK's raw update to an event. Never raises, and never loses a message for one odd field.

Only what cannot be done without (which chat, which message, who) makes an update unreadable;
any other field of a wrong type is taken for missing. The shapes are VK's 5.199, as seen in the
wild: `id` is 0 in chats, `payload` comes as text or as an object, fields may be null.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any

import orjson

from bot.events import (
    Event,
    Found,
    Joined,
    Left,
    Passed,
    Pressed,
    Retitled,
    Unreadable,
    Written,
    as_kept,
)
from bot.vk.content import attachments_of, authored_text, quoted_text
from rules.regulation.message import Message, Role

FIRST_CHAT = 2_000_000_000  # VK numbers chats from here on; below are people
_JOINED = {
    "chat_invite_user",
    "chat_invite_user_by_link",
    "chat_invite_user_by_message_request",
}
_EARLIEST, _LATEST = 1_000_000_000, 10_000_000_000  # seconds: 2001 to 2286


class _MissingError(Exception):
    """A field that cannot be done without."""


def decode(update: object, zone: tzinfo, now: datetime) -> Event:
    """One update as an event. `now` stands in for a date that is missing or absurd."""
    try:
        return _decode(update, zone, now)
    except _MissingError as missing:
        return Unreadable(str(missing), as_kept(update))
    except (TypeError, ValueError, KeyError, RecursionError) as error:
        return Unreadable(type(error).__name__, as_kept(update))


def found(item: object, zone: tzinfo, now: datetime) -> Found | None:
    """A message that was asked for, as its update would have told it; None where it is gone."""
    if not isinstance(item, dict) or item.get("deleted") or item.get("is_hidden"):
        return None
    number = _optional(item, "conversation_message_id")
    if number is None:
        return None
    raw = {"type": "message_new", "object": {"message": item}}
    event, edit = decode(raw, zone, now), None
    if isinstance(event, Written) and _optional(item, "update_time"):
        edit = decode({"type": "message_edit", "object": item}, zone, now)
    return Found(number, event, edit, raw)


def _decode(update: object, zone: tzinfo, now: datetime) -> Event:
    if not isinstance(update, dict):
        raise _MissingError("the update is no object")
    kind, thing = update.get("type"), update.get("object")
    if kind not in ("message_new", "message_edit", "message_event"):
        return Passed(str(kind))
    if not isinstance(thing, dict):
        raise _MissingError(f"{kind} has no object")
    if kind == "message_event":
        return _pressed(thing)
    message = thing.get("message", thing)
    if not isinstance(message, dict):
        raise _MissingError(f"{kind} has no message")
    chat = _number(message, "peer_id")
    cmid = _number(message, "conversation_message_id", "id")
    action = message.get("action")
    if kind == "message_new" and isinstance(action, dict):
        return _service(action, chat, cmid, _number(message, "from_id", default=0))
    return _written(message, kind == "message_edit", chat, cmid, zone, now)


def _written(
    raw: Mapping[str, Any], is_edit: bool, chat: int, cmid: int, zone: tzinfo, now: datetime
) -> Written:
    author = _number(raw, "from_id")
    edited = _moment(raw, ("update_time",), zone, now) if is_edit else None
    reply = raw.get("reply_message")
    reply = reply if isinstance(reply, dict) else {}
    message = Message(
        chat=chat,
        id=cmid,
        author=author,
        sent_at=_moment(raw, ("date",), zone, now),
        text=authored_text(raw),
        quoted=quoted_text(raw),
        attachments=attachments_of(raw),
        reply_to=_optional(reply, "conversation_message_id"),
        reply_author=_optional(reply, "from_id"),
        edited_at=edited,
        role=Role.MEMBER if author > 0 else Role.BOT,
    )
    key = f"edit:{chat}:{cmid}:{int(edited.timestamp())}" if edited else f"new:{chat}:{cmid}"
    return Written(key, message, chat < FIRST_CHAT, payload_of(raw.get("payload")))


def _service(action: Mapping[str, Any], chat: int, cmid: int, by: int) -> Event:
    kind = action.get("type")
    key = f"new:{chat}:{cmid}"
    if kind in _JOINED:
        member = _number(action, "member_id", default=by)
        return Joined(key, chat, member, by, by_link=kind != "chat_invite_user")
    if kind == "chat_kick_user":
        return Left(key, chat, _number(action, "member_id"), by)
    if kind in ("chat_title_update", "chat_create"):
        title = action.get("text")
        return Retitled(key, chat, title if isinstance(title, str) else "", by)
    return Passed(f"action:{kind}")


def _pressed(thing: Mapping[str, Any]) -> Pressed:
    event = thing.get("event_id")
    if not isinstance(event, str):
        raise _MissingError("message_event has no event_id")
    chat, member = _number(thing, "peer_id"), _number(thing, "user_id")
    return Pressed(
        f"event:{event}",
        chat,
        member,
        event,
        _optional(thing, "conversation_message_id"),
        payload_of(thing.get("payload")),
    )


def payload_of(payload: object) -> Any:
    """A button's data: VK's schema says text, most clients send an object."""
    if not isinstance(payload, str):
        return payload
    try:
        return orjson.loads(payload)
    except orjson.JSONDecodeError:
        return None


def _optional(raw: Mapping[str, Any], name: str) -> int | None:
    value = raw.get(name)
    if isinstance(value, str) and value.lstrip("-").isdecimal() and len(value) < 20:
        value = int(value)
    # True is an int to Python, and no number to anyone else.
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**62:
        return value
    return None


def _number(raw: Mapping[str, Any], *names: str, default: int | None = None) -> int:
    """The first of the fields that holds a number other than 0."""
    for name in names:
        if found := _optional(raw, name):
            return found
    if default is None:
        raise _MissingError(f"there is no {names[0]}")
    return default


def _moment(
    raw: Mapping[str, Any], names: tuple[str, ...], zone: tzinfo, now: datetime
) -> datetime:
    for name in names:
        seconds = _optional(raw, name)
        if seconds is not None and _EARLIEST <= seconds <= _LATEST:
            return datetime.fromtimestamp(seconds, UTC).astimezone(zone)
    return now.astimezone(zone).replace(microsecond=0)
