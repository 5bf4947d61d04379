"""/здоровье: how the bot is, by the same facts as programs are told."""

from datetime import datetime, timedelta

from bot.commands.asked import Answer, Asked
from bot.desk import Desk
from bot.health.state import State, chats_state, state
from rules.regulation.message import Role
from rules.regulation.moments import passed
from storage.unit import Unit

MOST_TITLES = 10  # chats without rights that are named


async def health(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    """/здоровье — in private of every chat that the asker may decide in; in a chat of this one."""
    chats = chats_state(_chats(asked, desk), desk.people, desk.orders)
    found = state(desk.vitals, chats, await unit.backlog.waiting(now), now)
    return Answer(_told(found, desk), is_personal=True)


def _chats(asked: Asked, desk: Desk) -> tuple[int, ...]:
    if not asked.is_private:
        return (asked.chat,)
    if asked.role is Role.ADMINISTRATOR:
        return desk.people.chats()
    return desk.people.chats_moderated_by(asked.member)


def _told(found: State, desk: Desk) -> str:
    lacking, checks, zone = found.chats.without_rights, found.checks, found.now.tzinfo
    return desk.texts.render(
        "health.state",
        ok=found.ok and not lacking,
        since=found.since.astimezone(zone),
        running=_coarse(passed(found.since, found.now)),
        heard=found.answered_at is not None,
        answered=_coarse(passed(found.answered_at or found.now, found.now)),
        vk_ok=checks["vk"],
        moderated=len(found.chats.moderated),
        observed=found.chats.observed,
        lacking=[{"title": desk.people.title(chat)} for chat in lacking[:MOST_TITLES]],
        lacking_count=len(lacking),
        unknown=len(found.chats.unknown),
        waiting=found.waiting.acts if found.waiting else 0,
        oldest=_coarse(found.oldest),
        unwritable=found.unwritable,
        unwritable_at=found.unwritable_at,
        database_ok=checks["database"],
        gaps=found.gaps,
        gap_at=found.gap_at,
        silent=[desk.texts.render("health.part", what=loop) for loop in found.silent],
        trouble=found.trouble.kind if found.trouble else "",
        trouble_at=found.trouble.at if found.trouble else None,
    )


def _coarse(age: timedelta) -> dict[str, timedelta]:
    """As exact as a person wants it: days with hours, hours with minutes, else seconds."""
    step = timedelta(seconds=1)
    if age >= timedelta(hours=1):
        step = timedelta(minutes=1)
    if age >= timedelta(days=1):
        step = timedelta(hours=1)
    length = age // step * step
    return {"length": length} if length > timedelta() else {}
