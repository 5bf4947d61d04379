"""From the memory to a report: what is counted of two spans, and which chats there are."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from bot.config.settings import Settings
from bot.orders import guessed_kind
from bot.reports.figures import BREACHES, Counted, report
from bot.reports.period import Period, Span
from bot.reports.report import Place, Report
from bot.vk.decode import FIRST_CHAT
from rules.regulation.policy import Mode
from storage.chats import Chat, Member
from storage.orders import Order
from storage.unit import Unit

SWITCHED_OFF = "бот здесь выключен в настройках"
NO_RIGHTS = "у бота нет прав администратора чата"
NO_MEMBERS: Mapping[int, Member] = {}


async def make(
    unit: Unit,
    settings: Settings,
    period: Period,
    chats: Collection[int] | None = None,
    *,
    named: bool = False,
) -> Report:
    """The report on these chats; None: on all. `named`: moderators by their names."""
    now = await _counted(unit, period.now, chats)
    before = await _counted(unit, period.before, chats)
    appeals = await unit.figures.appeals(period.before.since, period.now.until, chats)
    people = await unit.chats.people(staff=not named)
    orders = await unit.orders.all()
    known = {chat.peer: chat for chat in await unit.chats.all()}
    told = {one.chat for one in (*now.cases, *before.cases)}
    wanted = sorted(known.keys() | told if chats is None else chats)
    places = tuple(
        _place(settings, known.get(peer, Chat(peer)), orders.get(peer, Order()), people.get(peer))
        for peer in wanted
    )
    names = _names(people.values()) if named else None
    return report(settings.school.name, period, places, now, before, appeals, names)


async def _counted(unit: Unit, span: Span, chats: Collection[int] | None) -> Counted:
    figures = unit.figures
    since, until = span.since, span.until
    return Counted(
        cases=await figures.cases(since, until, chats),
        moments=await figures.moments(since, until, BREACHES, chats),
        deeds=await figures.deeds(since, until, chats),
        asked=await figures.asked(since, until, chats),
        apologies=await figures.apologies(since, until, chats),
        workload=await figures.workload(since, until, chats),
    )


def _place(
    settings: Settings, chat: Chat, order: Order, people: Mapping[int, Member] | None
) -> Place:
    own = settings.chats.peer.get(chat.peer)
    title = (own.title if own else "") or chat.title or f"чат №{chat.peer - FIRST_CHAT}"
    kind = settings.kind(chat.peer, order.kind or guessed_kind(chat.title))
    seen = {one.id for one in (people or NO_MEMBERS).values() if one.is_moderator and one.id > 0}
    place = Place(
        chat.peer,
        title,
        watched_only=(order.mode or settings.mode(chat.peer, kind)) is Mode.OBSERVE,
        moderators=frozenset(seen) | settings.moderators(chat.peer) | order.moderators,
    )
    if not settings.enabled(chat.peer):
        return replace(place, trouble=SWITCHED_OFF)
    return replace(place, trouble=NO_RIGHTS) if chat.moderated is False else place


def _names(people: Iterable[Mapping[int, Member]]) -> dict[int, str]:
    return {one.id: one.name for known in people for one in known.values() if one.name}
