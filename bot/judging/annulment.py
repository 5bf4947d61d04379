"""A case is withdrawn: strikes are read anew, and what hung on it alone ends with it."""

from dataclasses import replace
from datetime import datetime

from bot.desk import Desk
from bot.judging.ruling import Ruling, already, barred
from bot.judging.telling import reword, say
from rules.regulation.cases import OVER, Case, State
from rules.regulation.clauses import NO_PREFERENCE
from rules.regulation.entry import Deed, Entry
from rules.regulation.fairness import may_take_back
from storage.sanctions import Course, Sanction
from storage.unit import Unit

FREED = "sanctions.told_freed"


async def annul(
    desk: Desk, unit: Unit, case: Case, judge: int, now: datetime, reason: str
) -> Ruling:
    """The case is as if it had never been; its member is told why."""
    refusal = await barred(desk, unit, case, judge, now)
    if refusal is None and case.state in OVER:
        refusal = already(desk, case)
    if refusal is not None:
        return refusal
    annulled, lifted = await _withdraw(desk, unit, case, judge, reason, now)
    name = desk.people.name(case.chat, case.member)
    text = desk.texts.render(
        "notices.annulled",
        member=case.member,
        name=name,
        case=case.number,
        reason=reason.rstrip("."),
    )
    await say(desk, unit, case, text, now)
    text = desk.texts.render(
        "sanctions.annulled", member=case.member, name=name, case=case.number, lifted=lifted
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
    entry = Entry(
        action=Deed.ANNUL,
        actor=str(judge),
        chat=case.chat,
        target=case.member,
        case=case.number,
        clause=NO_PREFERENCE.number,
        reason=reason,
    )
    await unit.journal.add([entry], now)
    return annulled, await _set_right(desk, unit, annulled, now)


async def _set_right(desk: Desk, unit: Unit, case: Case, now: datetime) -> bool:
    """Bring the blocks in force to what the remaining cases justify: never to more."""
    cases = await unit.cases.of_member(case.chat, case.member)
    standing = desk.settings.ladder.standing(cases, now)
    lifted = False
    imposed: set[int] = set()
    for sanction in await unit.sanctions.in_force():
        if (sanction.chat, sanction.member) != (case.chat, case.member):
            continue
        imposed.add(sanction.case)
        block = standing.block_of(sanction.case)
        if block is None or block.until <= now:
            await _lift(desk, unit, sanction, case, now)
            lifted = True
        elif block.until < sanction.until:
            telling = await unit.cases.telling(sanction.case)
            told = telling.notice or 0
            await desk.blocks.impose(unit, block, case.chat, case.member, told)
    unjustified = standing.block_at(now)
    if unjustified is not None and unjustified.case not in imposed:
        # Without this case another would have been the one too many: nobody is blocked for
        # an annulment in his favour.
        spared = next(one for one in cases if one.number == unjustified.case)
        await unit.cases.save(replace(spared, released_at=now))
    return lifted


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
