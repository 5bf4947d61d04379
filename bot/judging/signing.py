"""A block waits for a second person's signature: the case stays doubtful until then (2.8)."""

from dataclasses import replace
from datetime import datetime

from bot.desk import Desk
from bot.judging.closing import DECLINE, SIGN
from bot.judging.ruling import Ruling, to_staff
from bot.keyboards import Button, rows
from rules.regulation.acts import Act
from rules.regulation.cases import Case, State
from rules.regulation.entry import Deed, about_case
from rules.regulation.fairness import signatories
from storage.signatures import Signature
from storage.unit import Unit

NOBODY_ELSE = "второго модератора и администратора нет: решено одним человеком"


async def ask(
    desk: Desk, unit: Unit, case: Case, judge: int, reason: str, now: datetime
) -> Ruling | None:
    """Ask the others to sign; None where there is nobody, and the journal says so."""
    if any(one.is_open for one in await unit.signatures.of_case(case.number)):
        return _waits(desk, "sanctions.signature_waits", case)
    others = signatories(
        case,
        judge,
        desk.people.moderators(case.chat),
        desk.settings.school.admins,
        await unit.cases.reporters(case.number),
    )
    if not others:
        await journal(unit, case, judge, NOBODY_ELSE, now)
        return None
    waiting = replace(case, state=State.DOUBTFUL)
    await unit.cases.save(waiting)
    number = await unit.signatures.ask(
        Signature(
            id=0,
            chat=case.chat,
            member=case.member,
            moderator=judge,
            clause=case.clauses[0],
            term=str(case.term or ""),
            reason=reason,
            case=case.number,
            asked_at=now,
        )
    )
    await journal(unit, case, judge, "запрошена подпись", now)
    for other in others:
        await unit.outbox.add(_request(desk, waiting, judge, reason, number, other, now), now)
    return _waits(desk, "sanctions.signature_asked", waiting)


def _request(
    desk: Desk, case: Case, judge: int, reason: str, number: int, other: int, now: datetime
) -> Act:
    label = desk.texts.render
    text = label(
        "sanctions.sign",
        chat=desk.people.title(case.chat),
        judge=judge,
        judge_name=desk.people.name(case.chat, judge),
        member=case.member,
        name=desk.people.name(case.chat, case.member),
        length=str(case.term or ""),
        case=case.number,
        clauses=case.clauses,
        reason=reason.rstrip("."),
    )
    act = to_staff(desk, case, other, text, now)
    buttons = [
        Button(label("sanctions.button_sign"), SIGN, {"n": number}, "positive"),
        Button(label("sanctions.button_decline"), DECLINE, {"n": number}),
    ]
    return replace(act, payload={**act.payload, "buttons": rows(buttons)})


def _waits(desk: Desk, name: str, case: Case) -> Ruling:
    person = desk.people.name(case.chat, case.member)
    text = desk.texts.render(name, member=case.member, name=person, case=case.number)
    short = desk.texts.render("sanctions.short_waits", case=case.number)
    return Ruling(text, short, case, waits=True)


async def journal(unit: Unit, case: Case, actor: int | str, outcome: str, now: datetime) -> None:
    await unit.journal.add([about_case(case, Deed.SIGNATURE, actor, outcome=outcome)], now)
