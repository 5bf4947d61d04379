"""Clause 2.8 at work: a moderator withdraws a case, and all that hung on it."""

from datetime import datetime

from bot import judging
from bot.commands.asked import Answer, Asked
from bot.commands.numbered import numbered
from bot.desk import Desk
from storage.unit import Unit


async def annul(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    """/отменить N причина — the case is as if it had never been; a block that hung on it ends."""
    number, reason = numbered(asked.rest)
    case = await unit.cases.get(number) if number else None
    if case is None:
        return Answer(desk.texts.render("refusals.unknown_case", case=number or ""))
    refusal = await judging.barred(desk, unit, case, asked.member, now)
    if refusal is not None:
        return Answer(refusal.text)
    if not reason:
        return Answer(desk.texts.render("refusals.no_reason"))
    ruling = await judging.annul(desk, unit, case, asked.member, now, reason)
    return Answer(ruling.text, is_personal=not ruling.done)
