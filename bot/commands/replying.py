"""Where an answer goes: to the chat, or to the asker alone."""

from datetime import datetime
from typing import Any

from bot.commands.asked import Answer, Asked
from bot.desk import Desk
from bot.night import is_night
from rules.regulation.acts import Act, Kind, Urgency


def reply(asked: Asked, answer: Answer, desk: Desk, now: datetime) -> Act:
    """What is personal goes to the asker alone; at night a chat is not answered in at all."""
    place = asked.message.chat
    payload: dict[str, Any] = {"to": place, "text": answer.text}
    if answer.secret:
        payload["forget"] = True  # once it is said: a copy of the database holds no link
    if answer.buttons:
        payload["buttons"] = answer.buttons
    quiet = not asked.is_private and is_night(desk.orders.rulebook(place), now)
    if not asked.is_private and (answer.is_personal or answer.secret or quiet):
        payload["to"] = asked.member
        if not quiet and not answer.secret:
            payload["otherwise"] = _invitation(asked, desk)
    elif not asked.is_private and not answer.stays:
        payload["vanish"] = desk.settings.notices.delete_after.total_seconds()
    return Act(
        kind=Kind.SEND,
        chat=asked.chat,
        target=asked.member,
        urgency=Urgency.REPLY,
        payload=payload,
    )


def _invitation(asked: Asked, desk: Desk) -> dict[str, object]:
    """In the chat, to one who cannot be written to: how he can be."""
    text = desk.texts.render(
        "commands.write_to_us_first",
        member=asked.member,
        name=desk.people.name(asked.chat, asked.member),
        address=f"https://vk.me/club{desk.settings.vk.group_id}",
    )
    vanish = desk.settings.notices.delete_after.total_seconds()
    return {"to": asked.message.chat, "text": text, "vanish": vanish}
