"""Clause 2.8 at work: a member disputes a case, and another person may annul it."""

import re
from dataclasses import replace
from datetime import datetime

from bot.commands.asked import Answer, Asked
from bot.desk import Desk
from rules.regulation.acts import Act, Kind, Urgency
from rules.regulation.cases import OVER, Case, State
from rules.regulation.clauses import NO_PREFERENCE
from rules.regulation.entry import Deed, Entry
from rules.regulation.message import Role
from storage.sanctions import Course
from storage.unit import Unit

_NUMBER = re.compile(r"№?\s*(\d{1,12})\b[\s,:.—-]*(.*)", re.S)
LONGEST_REASON = 500  # characters that the journal keeps


def _numbered(rest: str) -> tuple[int | None, str]:
    found = _NUMBER.fullmatch(rest)
    return (int(found[1]), found[2].strip()[:LONGEST_REASON]) if found else (None, "")


async def appeal(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    """/обжаловать N текст — the member says that his case is wrong; moderators are told."""
    number, words = _numbered(asked.rest)
    case = await unit.cases.get(number) if number else None
    if case is None:
        return Answer(desk.texts.render("refusals.unknown_case", case=number or ""), True)
    if case.member != asked.member:
        return Answer(desk.texts.render("refusals.not_your_case", case=case.number), True)
    if case.state in OVER:
        return _decided(desk, case)
    entry = Entry(
        action=Deed.APPEAL,
        actor=str(asked.member),
        chat=case.chat,
        target=asked.member,
        case=case.number,
        clause=NO_PREFERENCE.number,
        reason=words or None,
    )
    await unit.journal.add([entry], now)
    text = desk.texts.render(
        "moderators.appealed",
        chat=desk.people.title(case.chat),
        member=case.member,
        name=desk.people.name(case.chat, case.member),
        case=case.number,
        clauses=case.clauses,
        reason=words,
    )
    judges = desk.people.moderators(case.chat) | frozenset(desk.settings.school.admins)
    for judge in sorted(judges - {case.member}):
        payload = {"to": judge, "text": text}
        act = Act(kind=Kind.SEND, chat=case.chat, case=case.number, payload=payload)
        await unit.outbox.add(replace(act, urgency=Urgency.REPLY), now)
    return Answer(desk.texts.render("commands.appeal_received", case=case.number), True)


async def annul(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    """/отменить N причина — the case is as if it had never been; a block that hung on it ends."""
    number, reason = _numbered(asked.rest)
    case = await unit.cases.get(number) if number else None
    if case is None:
        return Answer(desk.texts.render("refusals.unknown_case", case=number or ""))
    role = desk.people.role(case.chat, asked.member)
    if role not in (Role.MODERATOR, Role.ADMINISTRATOR):
        return Answer(desk.texts.render("refusals.moderators_only"))
    if not reason:
        return Answer(desk.texts.render("refusals.no_reason"))
    if case.member == asked.member:
        text = desk.texts.render("refusals.own_dispute", passed_to=0, passed_to_name="")
        return Answer(text)
    if case.state in OVER:
        return _decided(desk, case)
    annulled = replace(case, state=State.ANNULLED, decided_by=str(asked.member), decided_at=now)
    await unit.cases.save(annulled)
    entry = Entry(
        action=Deed.ANNUL,
        actor=str(asked.member),
        chat=case.chat,
        target=case.member,
        case=case.number,
        clause=NO_PREFERENCE.number,
        reason=reason,
    )
    await unit.journal.add([entry], now)
    await _lift_what_hung_on_it(desk, unit, case, now)
    name = desk.people.name(case.chat, case.member)
    text = desk.texts.render(
        "notices.annulled", member=case.member, name=name, case=case.number, reason=reason
    )
    return Answer(text)


async def _lift_what_hung_on_it(desk: Desk, unit: Unit, case: Case, now: datetime) -> None:
    cases = await unit.cases.of_member(case.chat, case.member)
    justified = {block.case for block in desk.settings.ladder.standing(cases, now).blocks}
    for sanction in await unit.sanctions.in_force():
        ours = (sanction.chat, sanction.member) == (case.chat, case.member)
        if ours and sanction.case not in justified:
            reason = f"дело №{case.number} отменено"
            await desk.blocks.end(unit, sanction, Course.LIFTED, reason, now)


def _decided(desk: Desk, case: Case) -> Answer:
    decided_by = int(case.decided_by) if case.decided_by.isdecimal() else 0
    name = desk.people.name(case.chat, decided_by)
    text = desk.texts.render(
        "refusals.already_decided",
        decided_by=decided_by,
        decided_by_name=name,
        decided_at=case.decided_at,
    )
    return Answer(text, is_personal=True)
