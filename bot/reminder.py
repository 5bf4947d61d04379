"""Clause 2.5: when breaches in a chat pile up, one calm reminder to all, and never at night.

A little earlier the moderators get a word with two buttons: remind now, or ask for a pause.
"""

from datetime import datetime, timedelta

from bot.desk import Desk
from bot.keyboards import Button, rows
from bot.night import is_night
from rules.regulation.acts import Act, Kind, Urgency
from rules.regulation.cases import State
from rules.regulation.clauses import REMINDER
from rules.regulation.entry import BOT, Deed, Entry
from storage.unit import Unit

REMIND, PAUSE = "heat_remind", "heat_pause"
AT_MOST_ONCE_IN = timedelta(hours=1)
PAUSE_LASTS = timedelta(minutes=10)
EARLIER = 2  # so many cases before the reminder the moderators are asked
_TOLD = (State.COUNTED, State.REMINDED)


async def consider(desk: Desk, unit: Unit, chat: int, now: datetime) -> None:
    """A case was opened in a chat: are they too many?"""
    if is_night(desk.orders.rulebook(chat), now):
        return
    limits = desk.settings.reminder
    opened, clauses = await _lately(unit, chat, now - limits.within, now)
    if opened >= limits.cases:
        await remind(desk, unit, chat, clauses, BOT, now)
    elif opened >= max(2, limits.cases - EARLIER):
        await _ask_moderators(desk, unit, chat, opened, now)


async def remind(
    desk: Desk, unit: Unit, chat: int, clauses: tuple[str, ...], by: str, now: datetime
) -> bool:
    """Remind a whole chat of the rules; False when it was done within the last hour."""
    known = next((one for one in await unit.chats.all() if one.peer == chat), None)
    if known and known.reminded_at and now - known.reminded_at < AT_MOST_ONCE_IN:
        return False
    await unit.chats.note(chat, reminded_at=now)
    text = desk.texts.render("notices.rules_reminder", clauses=clauses)
    await _say(unit, chat, text, now)
    await _journal(unit, chat, by, "напоминание о правилах", now)
    return True


async def pause(desk: Desk, unit: Unit, chat: int, by: int, now: datetime) -> bool:
    """Ask a chat for some quiet; False when it was done within the last hour."""
    if not await _first_in_an_hour(unit, f"pause:{chat}", now):
        return False
    text = desk.texts.render("reminders.pause", until=now + PAUSE_LASTS)
    await _say(unit, chat, text, now)
    await _journal(unit, chat, str(by), "просьба о паузе", now)
    return True


async def clauses_lately(desk: Desk, unit: Unit, chat: int, now: datetime) -> tuple[str, ...]:
    """The clauses that were broken in a chat shortly before."""
    return (await _lately(unit, chat, now - desk.settings.reminder.within, now))[1]


async def _lately(
    unit: Unit, chat: int, since: datetime, now: datetime
) -> tuple[int, tuple[str, ...]]:
    counts = await unit.figures.cases(since, now + timedelta(seconds=1), [chat])
    told = [one for one in counts if one.state in _TOLD]
    clauses = dict.fromkeys(clause for one in told for clause in one.clauses)
    return sum(one.cases for one in told), tuple(sorted(clauses))


async def _ask_moderators(desk: Desk, unit: Unit, chat: int, cases: int, now: datetime) -> None:
    if not await _first_in_an_hour(unit, f"heat:{chat}", now):
        return
    text = desk.texts.render(
        "reminders.heated",
        chat=desk.people.title(chat),
        cases=cases,
        length=desk.settings.reminder.within,
    )
    said = desk.texts.render
    buttons = rows(
        [Button(said("reminders.remind_button"), REMIND, {"c": chat})],
        [Button(said("reminders.pause_button"), PAUSE, {"c": chat})],
    )
    staff = desk.settings.cards.staff_chat
    receivers = [staff] if staff is not None else sorted(desk.people.moderators(chat))
    for receiver in receivers:
        payload = {"to": receiver, "text": text, "buttons": buttons}
        act = Act(kind=Kind.SEND, chat=chat, urgency=Urgency.REPLY, payload=payload)
        await unit.outbox.add(act, now)


async def _first_in_an_hour(unit: Unit, name: str, now: datetime) -> bool:
    last = await unit.routines.last(name)
    if last is not None and now - last < AT_MOST_ONCE_IN:
        return False
    await unit.routines.done(name, now)
    return True


async def _say(unit: Unit, chat: int, text: str, now: datetime) -> None:
    act = Act(kind=Kind.SEND, chat=chat, payload={"to": chat, "text": text})
    await unit.outbox.add(act, now)


async def _journal(unit: Unit, chat: int, by: str, outcome: str, now: datetime) -> None:
    entry = Entry(
        action=Deed.REMIND_ALL, actor=by, chat=chat, clause=REMINDER.number, outcome=outcome
    )
    await unit.journal.add([entry], now)
