"""A case opened by a moderator's word: /предупредить, /блок, a report that he upholds."""

from dataclasses import replace
from datetime import datetime

from bot.commands.asked import STAFF
from bot.desk import Desk
from bot.judging.counting import Verdict, count
from bot.judging.pointing import Charge, point_at
from bot.judging.ruling import Ruling, already, barred, of_staff, own_dispute, watching
from bot.judging.words import confirm
from rules.regulation.cases import Case, State, open_case
from rules.regulation.fairness import is_side, next_judge
from rules.regulation.moments import later
from storage.unit import Unit


async def breach(desk: Desk, unit: Unit, charge: Charge, now: datetime) -> Ruling:
    """Let the charge count as one case, joined to the incident that it belongs to."""
    refusal = _refused(desk, charge)
    if refusal is not None:
        return refusal
    known = await unit.cases.of_member(charge.chat, charge.member)
    refusal = _against_the_ladder(desk, charge, known, now)
    if refusal is not None:
        return refusal
    pointed_at = await _case_of_message(unit, charge)
    if pointed_at is not None and pointed_at.state in (State.DISMISSED, State.ANNULLED):
        return already(desk, pointed_at)
    found = pointed_at or _incident(desk, known, now)
    if found is None or found.state in (State.LAPSED, State.OBSERVED):
        ruling = await _open(desk, unit, charge, now)
    else:
        ruling = await _join(desk, unit, found, charge, now)
    if ruling.case is not None:
        await point_at(desk, unit, ruling.case, charge, now)
    return ruling


def _refused(desk: Desk, charge: Charge) -> Ruling | None:
    people = desk.people
    if people.role(charge.chat, charge.judge) not in STAFF:
        only = desk.texts.render("refusals.moderators_only")
        return Ruling(only, only)
    return of_staff(desk, charge.chat, charge.member) or watching(desk, charge.chat)


def _against_the_ladder(
    desk: Desk, charge: Charge, known: tuple[Case, ...], now: datetime
) -> Ruling | None:
    """Clause 2.6: nothing while he is blocked, no block before it is due, none over a month."""
    standing = desk.settings.ladder.standing(known, now)
    allowed, block = desk.settings.strikes.allowed, standing.block_at(now)
    who = {"member": charge.member, "name": desk.people.name(charge.chat, charge.member)}
    if block is not None:
        text = desk.texts.render("sanctions.already_blocked", until=block.until, **who)
    elif charge.term is not None and charge.term.exceeds_a_month(now):
        text = desk.texts.render("refusals.too_long")
    elif charge.term is not None and len(standing.strikes) < allowed:
        strikes = len(standing.strikes)
        text = desk.texts.render("refusals.too_early", strikes=strikes, allowed=allowed, **who)
    else:
        return None
    return Ruling(text, text[:90])


async def _case_of_message(unit: Unit, charge: Charge) -> Case | None:
    if charge.message is None:
        return None
    case = await unit.cases.of_message(charge.chat, charge.message)
    return case if case is not None and case.member == charge.member else None


def _incident(desk: Desk, known: tuple[Case, ...], now: datetime) -> Case | None:
    """The incident that is going on: nobody gets two strikes for one."""
    blocks = desk.settings.ladder.standing(known, now).blocks
    fresh = [
        one
        for one in known
        if one.state is not State.OBSERVED and (not blocks or one.decided_at > blocks[-1].since)
    ]
    window = desk.settings.incidents.window
    return open_case(fresh, now, window, doubtful=False) or open_case(
        fresh, now, window, doubtful=True
    )


async def _open(desk: Desk, unit: Unit, charge: Charge, now: datetime) -> Ruling:
    case = Case(
        number=await unit.cases.next_number(),
        chat=charge.chat,
        member=charge.member,
        state=State.DOUBTFUL,
        opened_at=now,
        open_until=later(now, desk.settings.incidents.window),
        decided_at=now,
        clauses=(charge.clause,),
        term=charge.term,
        sides=charge.sides,
    )
    if is_side(case, charge.judge):
        return await _leave_to_another(desk, unit, case, charge, now)
    verdict = Verdict(case, charge.judge, charge.reason, outright=True, message=charge.message)
    return await count(desk, unit, verdict, now)


async def _leave_to_another(
    desk: Desk, unit: Unit, case: Case, charge: Charge, now: datetime
) -> Ruling:
    """A side's charge is a doubtful case for somebody else; where there is nobody, nothing."""
    moderators = desk.people.moderators(case.chat)
    other = next_judge(case, moderators, desk.settings.school.admins, but={charge.judge})
    if other is None:
        return own_dispute(desk, case, None)
    await unit.cases.save(replace(case, term=None))
    await point_at(desk, unit, case, charge, now)
    refusal = await barred(desk, unit, case, charge.judge, now, charge.reason)
    return refusal or own_dispute(desk, case, other)


async def _join(desk: Desk, unit: Unit, case: Case, charge: Charge, now: datetime) -> Ruling:
    """Another word on an incident that has its case: it is decided, or it is added to."""
    if case.state is State.DOUBTFUL:
        asked = [one for one in await unit.signatures.of_case(case.number) if one.is_open]
        # Who waits for a signature may not change what he asked for.
        if charge.term is not None and all(one.moderator != charge.judge for one in asked):
            case = replace(case, term=charge.term)
        return await confirm(
            desk, unit, _with(case, charge), charge.judge, now, charge.reason, outright=True
        )
    refusal = await barred(desk, unit, case, charge.judge, now, charge.reason)
    if refusal is not None:
        return refusal
    if case.state is State.REMINDED:
        raised = replace(_with(case, charge), term=charge.term)
        verdict = Verdict(raised, charge.judge, charge.reason, outright=True)
        return await count(desk, unit, verdict, now)
    if charge.clause in case.clauses or charge.term is not None:
        return replace(already(desk, case), case=case, added=True)
    joined = _with(case, charge)
    await unit.cases.save(joined)
    text = desk.texts.render("sanctions.joined", case=case.number)
    short = desk.texts.render("sanctions.short_already", case=case.number)
    return Ruling(text, short, joined, added=True)


def _with(case: Case, charge: Charge) -> Case:
    return replace(
        case,
        clauses=tuple(dict.fromkeys((*case.clauses, charge.clause))),
        sides=tuple(dict.fromkeys((*case.sides, *charge.sides))),
    )
