"""A doubtful case and a person's word on it: a breach, or none."""

from dataclasses import replace
from datetime import datetime

from bot.desk import Desk
from bot.judging.closing import close
from bot.judging.counting import Verdict, count
from bot.judging.ruling import Ruling, already, barred, of_staff, watching
from rules.regulation.cases import Case, State
from rules.regulation.entry import Deed, Entry
from storage.unit import Unit


async def confirm(
    desk: Desk,
    unit: Unit,
    case: Case,
    judge: int,
    now: datetime,
    reason: str = "",
    *,
    outright: bool = False,
) -> Ruling:
    """«Нарушение»: the case counts, as the ladder says; a reminder where a certain one is.

    `outright`: he did not answer the bot's doubt, but said it of himself.
    """
    refusal = (
        await _refused(desk, unit, case, judge, now)
        or of_staff(desk, case.chat, case.member)
        or watching(desk, case.chat)
    )
    if refusal is not None:
        return refusal
    return await count(
        desk, unit, Verdict(case, judge, reason, confirms=True, outright=outright), now
    )


async def dismiss(
    desk: Desk, unit: Unit, case: Case, judge: int, now: datetime, reason: str = ""
) -> Ruling:
    """«Не нарушение»: the case is closed and costs nothing."""
    refusal = await _refused(desk, unit, case, judge, now)
    if refusal is not None:
        return refusal
    closed = replace(case, state=State.DISMISSED, decided_at=now, decided_by=str(judge))
    await unit.cases.save(closed)
    entry = Entry(
        action=Deed.DISMISS,
        actor=str(judge),
        chat=case.chat,
        target=case.member,
        case=case.number,
        clause=case.clauses[0],
        reason=reason or None,
    )
    await unit.journal.add([entry], now)
    await close(desk, unit, closed, judge, now)
    text = desk.texts.render("sanctions.dismissed", case=case.number)
    return Ruling(text, desk.texts.render("sanctions.short_done", case=case.number), closed)


async def _refused(desk: Desk, unit: Unit, case: Case, judge: int, now: datetime) -> Ruling | None:
    refusal = await barred(desk, unit, case, judge, now)
    if refusal is None and case.state is not State.DOUBTFUL:
        return already(desk, case)
    return refusal
