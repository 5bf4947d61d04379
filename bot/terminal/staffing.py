"""Who could decide what in each chat, as far as the database knows its people."""

from collections.abc import Iterable

from bot.config import Settings
from bot.vk.findings import Finding
from storage.unit import Unit

FEWEST = 2  # an appeal against one's own decision is another's to decide (2.8)
_REMEDY = "впишите администратора школы в [school] admins или назначьте второго модератора"


async def staffing(unit: Unit, settings: Settings) -> list[Finding]:
    """A warning for each chat in which nobody could hear an appeal against the one moderator."""
    if settings.school.admins:
        return []
    people, orders = await unit.chats.people(), await unit.orders.all()
    found = []
    for chat in await unit.chats.all():
        if not settings.enabled(chat.peer):
            continue
        named = settings.moderators(chat.peer)
        appointed = orders[chat.peer].moderators if chat.peer in orders else frozenset()
        here = people.get(chat.peer, {}).values()
        seen = {one.id for one in here if one.is_moderator and one.left_at is None and one.id > 0}
        staff = named | appointed | seen
        if len(staff) < FEWEST:
            found.append(_warning(chat.title or str(chat.peer), staff))
    return found


def _warning(title: str, staff: Iterable[int]) -> Finding:
    alone = (
        "один модератор и ни одного администратора школы: обжаловать его решение не у кого (п. 2.8)"
    )
    nobody = "ни модератора, ни администратора школы: решать дела и обращения некому (п. 2.8)"
    seen = alone if staff else nobody
    return Finding(f"Модераторы чата «{title}»", True, seen, _REMEDY, is_warning=True)
