"""Keyboards: what VK accepts, and which button a person means.

Limits: dev.vk.com, «Клавиатуры для ботов» (10 rows and 40 buttons, 5 in a row; inline 6 rows
and 10 buttons); a label's 40 and a payload's 255 characters are VK's own as reported.
"""

from dataclasses import dataclass
from typing import Any

import orjson

from bot.sandbox.errors import NotFoundError, VKError

_LABELLED = {"text", "callback", "open_link", "open_app"}
_KINDS = _LABELLED | {"location", "vkpay", "open_photo", "intent_subscribe", "intent_unsubscribe"}
_COLOURS = {"primary", "secondary", "negative", "positive"}


@dataclass(frozen=True, slots=True)
class Button:
    kind: str
    label: str
    payload: str | None
    link: str | None
    colour: str

    @property
    def payload_object(self) -> Any:
        """The payload as Long Poll carries it in `message_event`."""
        return orjson.loads(self.payload) if self.payload else None


def check_keyboard(keyboard: Any) -> dict[str, Any]:
    """The keyboard with payloads as text; raises VKError 911 saying what VK dislikes."""
    if not isinstance(keyboard, dict) or not isinstance(keyboard.get("buttons"), list):
        raise VKError(911, "buttons is not an array")
    inline = bool(keyboard.get("inline", False))
    if inline and keyboard.get("one_time"):
        raise VKError(911, "inline keyboard can't be one_time")
    rows = keyboard["buttons"]
    if len(rows) > (6 if inline else 10):
        raise VKError(911, "too many rows")
    checked = [_check_row(row) for row in rows]
    if sum(map(len, checked)) > (10 if inline else 40):
        raise VKError(911, "too many buttons")
    return {"one_time": bool(keyboard.get("one_time", False)), "inline": inline, "buttons": checked}


def _check_row(row: Any) -> list[dict[str, Any]]:
    if not isinstance(row, list) or not 1 <= len(row) <= 5:
        raise VKError(911, "a row has 1 to 5 buttons")
    return [_check_button(button) for button in row]


def _check_button(button: Any) -> dict[str, Any]:
    action = button.get("action") if isinstance(button, dict) else None
    if not isinstance(action, dict) or action.get("type") not in _KINDS:
        raise VKError(911, "unknown type of action")
    kind, label = action["type"], action.get("label", "")
    if kind in _LABELLED and not (isinstance(label, str) and 1 <= len(label) <= 40):
        raise VKError(911, "label has 1 to 40 characters")
    if kind == "open_link" and not str(action.get("link", "")).startswith(("http://", "https://")):
        raise VKError(911, "link is invalid")
    if button.get("color", "secondary") not in _COLOURS:
        raise VKError(911, "color is invalid")
    return {**button, "action": {**action, **_payload(action)}}


def _payload(action: dict[str, Any]) -> dict[str, str]:
    payload = action.get("payload")
    if payload is None or payload == "":
        return {}
    text = payload if isinstance(payload, str) else orjson.dumps(payload).decode()
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError:
        raise VKError(911, "payload is not JSON") from None
    if len(text) > 255:
        raise VKError(911, "payload is longer than 255 characters")
    return {"payload": text}


def buttons_of(keyboard: dict[str, Any] | None) -> list[list[Button]]:
    """A checked keyboard's rows of buttons."""
    rows = keyboard["buttons"] if keyboard else []
    return [[_button(each) for each in row] for row in rows]


def find_button(keyboard: dict[str, Any] | None, wanted: str | tuple[int, int]) -> Button:
    """The button with this label or at this (row, column), from 0; raises NotFoundError."""
    rows = buttons_of(keyboard)
    if isinstance(wanted, tuple):
        row, column = wanted
        if row < len(rows) and column < len(rows[row]):
            return rows[row][column]
    for button in (each for row in rows for each in row):
        if button.label == wanted:
            return button
    raise NotFoundError(f"no button {wanted!r}")


def _button(button: dict[str, Any]) -> Button:
    action = button["action"]
    return Button(
        kind=action["type"],
        label=action.get("label", ""),
        payload=action.get("payload"),
        link=action.get("link"),
        colour=button.get("color", "secondary"),
    )
