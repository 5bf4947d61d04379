"""The buttons of «в чате жарко»: remind everybody of the rules, or ask for a pause (2.5)."""

from datetime import datetime

from bot.commands.asked import STAFF, Press, Presses, Reply
from bot.desk import Desk
from bot.night import is_night
from bot.reminder import PAUSE, REMIND, clauses_lately, pause, remind
from storage.unit import Unit


async def remind_all(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    chat = _chat_of(press, desk, now)
    if isinstance(chat, Reply):
        return chat
    clauses = await clauses_lately(desk, unit, chat, now)
    done = await remind(desk, unit, chat, clauses, str(press.member), now)
    return Reply(desk.texts.render("reminders.done" if done else "reminders.too_often"))


async def ask_for_a_pause(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    chat = _chat_of(press, desk, now)
    if isinstance(chat, Reply):
        return chat
    done = await pause(desk, unit, chat, press.member, now)
    return Reply(desk.texts.render("reminders.done" if done else "reminders.too_often"))


def _chat_of(press: Press, desk: Desk, now: datetime) -> int | Reply:
    """The chat of a button, when the one who pressed moderates it and it is awake."""
    chat = press.number("c")
    if chat is None or not desk.orders.enabled(chat):
        return Reply(desk.texts.render("refusals.stale_button"))
    if desk.people.role(chat, press.member) not in STAFF:
        return Reply(desk.texts.render("refusals.foreign_button"))
    if is_night(desk.orders.rulebook(chat), now):
        return Reply(desk.texts.render("reminders.at_night"))
    return chat


CALMING_BUTTONS: dict[str, Presses] = {REMIND: remind_all, PAUSE: ask_for_a_pause}
