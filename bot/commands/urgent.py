"""`/срочно`: staff lift the quiet hours of a chat until the morning, and may end that (3.3.1)."""

from datetime import datetime, timedelta

from bot.commands.asked import Answer, Asked
from bot.desk import Desk
from bot.night import is_night, quiet_hours_of
from rules.quiet_hours import QuietHours
from rules.regulation.acts import Act, Kind, Urgency
from rules.regulation.clauses import QUIET_HOURS
from rules.regulation.entry import Deed, Entry
from storage.unit import Unit

BEFORE = timedelta(hours=1)  # how long before the night it may be lifted
_UNDO = "отмена"


async def urgent(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    """/срочно, /срочно отмена."""
    quiet = quiet_hours_of(desk.orders.rulebook(asked.chat))
    if quiet is None:
        return Answer(desk.texts.render("held.urgent_no_quiet_hours"))
    word = asked.rest.strip(" .!").casefold()
    if word == _UNDO:
        return await _end(asked, desk, unit, now)
    if word:
        return Answer(desk.texts.render("held.urgent_not_understood"))
    if desk.orders.is_urgent(asked.chat, now):
        until = desk.orders.of(asked.chat).urgent_until
        return Answer(desk.texts.render("held.urgent_already", until=until))
    until = _morning(quiet, now)
    if until is None:
        closes = f"{quiet.end:%H:%M}"
        return Answer(desk.texts.render("held.urgent_too_early", closes=closes))
    await _order(asked, desk, unit, until, f"тихие часы сняты до {until:%d.%m %H:%M}", now)
    said = desk.texts.render("commands.urgent", until=until)
    title = desk.people.title(asked.chat)
    done = desk.texts.render("held.urgent_done", chat=title, until=until)
    return await _announce(asked, desk, unit, said, done, now)


async def _end(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    until = desk.orders.of(asked.chat).urgent_until
    if until is None or not desk.orders.is_urgent(asked.chat, now):
        return Answer(desk.texts.render("held.urgent_not_lifted"))
    await _order(asked, desk, unit, None, "тихие часы возвращены", now)
    said = desk.texts.render("held.urgent_over", until=until)
    return await _announce(asked, desk, unit, said, said, now)


def _morning(quiet: QuietHours, now: datetime) -> datetime | None:
    """When the night that is, or begins within the hour, ends; None by day."""
    for moment in (now, now + BEFORE):
        if quiet.covers(moment):
            return quiet.ends(moment)
    return None


async def _order(
    asked: Asked, desk: Desk, unit: Unit, until: datetime | None, outcome: str, now: datetime
) -> None:
    await unit.orders.set(asked.chat, urgent_until=until)
    desk.orders.change(asked.chat, urgent_until=until)
    entry = Entry(
        action=Deed.ORDER,
        actor=str(asked.member),
        chat=asked.chat,
        clause=QUIET_HOURS.number,
        outcome=outcome,
    )
    await unit.journal.add([entry], now)


async def _announce(
    asked: Asked, desk: Desk, unit: Unit, said: str, done: str, now: datetime
) -> Answer:
    """All are told in the chat itself: at night too, for this is what they need to know."""
    if not asked.is_private and not is_night(desk.orders.rulebook(asked.chat), now):
        return Answer(said, stays=True)
    act = Act(
        kind=Kind.SEND,
        chat=asked.chat,
        target=asked.member,
        clause=QUIET_HOURS.number,
        urgency=Urgency.REPLY,
        payload={"to": asked.chat, "text": said},
    )
    await unit.outbox.add(act, now)
    return Answer(done)
