"""Service messages in words: «Анна Белова вышла из чата»."""

from typing import Any

from bot.sandbox.vk import VK
from bot.sandbox.vk_state import Message

_FEMALE = 1


def service_line(vk: VK, message: Message) -> str:
    """One line of Russian for a message with an `action`."""
    action = message.action or {}
    actor, target = message.from_id, int(action.get("member_id") or 0)
    himself = not target or target == actor
    kind = str(action.get("type", ""))
    forms = _FORMS.get(kind if himself or kind not in _TO_OTHERS else f"{kind}:other")
    if forms is None:
        return f"{_name(vk, actor)}: {kind}"
    verb = forms[0] if _is_female(vk, actor) else forms[1]
    values: dict[str, Any] = {
        "actor": _name(vk, actor),
        "target": _name(vk, target),
        "text": action.get("text", ""),
    }
    return verb.format_map(values)


_TO_OTHERS = ("chat_invite_user", "chat_kick_user")

_FORMS = {
    "chat_create": ("{actor} создала чат", "{actor} создал чат"),
    "chat_invite_user": ("{actor} вернулась в чат", "{actor} вернулся в чат"),
    "chat_invite_user:other": (
        "{actor} добавила в чат: {target}",
        "{actor} добавил в чат: {target}",
    ),
    "chat_invite_user_by_link": (
        "{actor} вошла в чат по ссылке",
        "{actor} вошёл в чат по ссылке",
    ),
    "chat_kick_user": ("{actor} вышла из чата", "{actor} вышел из чата"),
    "chat_kick_user:other": (
        "{actor} исключила из чата: {target}",
        "{actor} исключил из чата: {target}",
    ),
    "chat_title_update": (
        "{actor} назвала чат «{text}»",
        "{actor} назвал чат «{text}»",
    ),
    "chat_pin_message": ("{actor} закрепила сообщение", "{actor} закрепил сообщение"),
    "chat_unpin_message": ("{actor} открепила сообщение", "{actor} открепил сообщение"),
}


def _is_female(vk: VK, member_id: int) -> bool:
    person = vk.people.get(member_id)
    return person is not None and person.sex == _FEMALE


def _name(vk: VK, member_id: int) -> str:
    if member_id in vk.people:
        return vk.people[member_id].name
    community = vk.communities.get(-member_id)
    return community.name if community else f"id{member_id}"
