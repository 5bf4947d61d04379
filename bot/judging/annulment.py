"""A case is withdrawn: strikes are read anew, and what hung on it alone ends with it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.desk import Desk
from bot.judging.closing import close
from bot.judging.ruling import Ruling, already, barred
from bot.judging.telling import reword, say
from bot.judging.words import dismiss
from rules.regulation.cases import OVER, Case, State
from rules.regulation.clauses import NO_PREFERENCE
from rules.regulation.entry import Deed, about_case
from rules.regulation.fairness import may_take_back
from rules.regulation.ladder import Standing
from storage.sanctions import Course, Sanction
from storage.unit import Unit

FREED = "sanctions.told_freed"


async def annul(
    desk: Desk, unit: Unit, case: Case, judge: int, now: datetime, reason: str
) -> Ruling:
    """The case is as if it had never been; its member is told why, where he knew of it."""
    if case.state is State.DOUBTFUL:  # nothing was decided that could be withdrawn
        return await dismiss(desk, unit, case, judge, now, reason)
    refusal = await barred(desk, unit, case, judge, now)
    if refusal is None and case.state in OVER:
        refusal = already(desk, case)
    if refusal is not None:
        return refusal
    annulled, lifted = await _withdraw(desk, unit, case, judge, reason, now)
    who = {"member": case.member, "name": desk.people.name(case.chat, case.member)}
    known = case.state is not State.OBSERVED
    if known:
        text = desk.texts.render(
            "notices.annulled", **who, case=case.number, reason=reason.rstrip(".")
        )
        await say(desk, unit, case, text, now)
    text = desk.texts.render(
        "sanctions.annulled", **who, case=case.number, lifted=lifted, told=known
    )
    short = desk.texts.render("sanctions.short_done", case=case.number)
    return Ruling(text, short, annulled)


async def take_back(desk: Desk, unit: Unit, number: int, person: int, now: datetime) -> Ruling:
    """The one who decided undoes it as a slip of the finger, within a minute."""
    case = await unit.cases.get(number)
    if case is None or not may_take_back(case, person, now):
        owner = case is not None and case.decided_by == str(person)
        refusal = desk.texts.render(
            "refusals.stale_button" if owner or case is None else "refusals.foreign_button"
        )
        return Ruling(refusal, refusal)
    refused = await barred(desk, unit, case, person, now)
    if refused is not None:
        return refused
    annulled, _ = await _withdraw(desk, unit, case, person, "ошибка: отменено сразу", now)
    await reword(desk, unit, case, "sanctions.told_taken_back", now)
    short = desk.texts.render("sanctions.short_taken_back", case=case.number)
    return Ruling(short, short, annulled)


async def _withdraw(
    desk: Desk, unit: Unit, case: Case, judge: int, reason: str, now: datetime
) -> tuple[Case, bool]:
    """Annul, journal, and set right whatever rested on the case; was a block lifted?"""
    annulled = replace(case, state=State.ANNULLED, decided_by=str(judge), decided_at=now)
    await unit.cases.save(annulled)
    cases = await unit.cases.of_member(case.chat, case.member)
    standing = desk.settings.ladder.standing(cases, now)
    in_force = [
        one
        for one in await unit.sanctions.in_force()
        if (one.chat, one.member) == (case.chat, case.member)
    ]
    shorter = _shorter(in_force, standing)
    outcome = "; ".join(_shortened(one, until) for one, until in shorter) or None
    entry = about_case(case, Deed.ANNUL, judge, reason=reason, outcome=outcome)
    await unit.journal.add([entry], now)
    await close(desk, unit, annulled, judge, now, reason)
    lifted = False
    for sanction in in_force:
        block = standing.block_of(sanction.case)
        if block is None or block.until <= now:
            await _lift(desk, unit, sanction, annulled, now)
            lifted = True
    for sanction, until in shorter:
        if until > now:
            await _shorten(desk, unit, sanction, until, now)
    await _spare(unit, cases, standing, {one.case for one in in_force}, now)
    return annulled, lifted


def _shorter(in_force: Iterable[Sanction], standing: Standing) -> list[tuple[Sanction, datetime]]:
    """Blocks that the remaining cases justify, but not for so long. Never for longer."""
    blocks = [(sanction, standing.block_of(sanction.case)) for sanction in in_force]
    return [(one, block.until) for one, block in blocks if block and block.until < one.until]


def _shortened(sanction: Sanction, until: datetime) -> str:
    return f"ограничение по делу №{sanction.case}: до {until.isoformat(timespec='seconds')}"


async def _shorten(
    desk: Desk, unit: Unit, sanction: Sanction, until: datetime, now: datetime
) -> None:
    await desk.blocks.shorten(unit, sanction, until, now)
    blocking = await unit.cases.get(sanction.case)
    if blocking is not None:
        name = desk.people.name(sanction.chat, sanction.member)
        text = desk.texts.render(
            "sanctions.told_shortened", member=sanction.member, name=name, until=until
        )
        await say(desk, unit, blocking, text, now)


async def _spare(
    unit: Unit, cases: Iterable[Case], standing: Standing, imposed: set[int], now: datetime
) -> None:
    """Without this case another would have been the one too many: nobody is blocked for an
    annulment in his favour.
    """
    block = standing.block_at(now)
    if block is not None and block.case not in imposed:
        spared = next(one for one in cases if one.number == block.case)
        await unit.cases.save(replace(spared, released_at=now))


async def _lift(desk: Desk, unit: Unit, sanction: Sanction, case: Case, now: datetime) -> None:
    await desk.blocks.end(
        unit,
        sanction,
        Course.LIFTED,
        f"дело №{case.number} отменено",
        now,
        by=case.decided_by,
        told=FREED,
        clause=NO_PREFERENCE,
    )
