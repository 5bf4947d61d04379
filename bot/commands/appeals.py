"""/обжаловать N: a member says that his case is wrong; another person decides, with a reason."""

from datetime import datetime

from bot import appeals
from bot.card_faces import ANNUL, BACK, UPHOLD, appeal_buttons
from bot.cards import reword
from bot.commands.asked import Answer, Asked, Press, Presses, Reply
from bot.commands.numbered import numbered
from bot.commands.pressed import case_of_staff
from bot.desk import Desk
from bot.judging import annul, barred
from bot.keyboards import Button, Rows, rows
from rules.regulation.cases import OVER, Case, State
from rules.regulation.entry import BOT
from storage.appeals import Course
from storage.cards import About
from storage.unit import Unit

# The reasons that a decision may be given, by the names of their sentences.
UPHOLDING = ("it_is_a_breach", "context_changes_nothing")
ANNULLING = ("misunderstood", "quotation", "no_such_clause")


async def appeal(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    """/обжаловать N текст"""
    number, words = numbered(asked.rest)
    case = await unit.cases.get(number) if number else None
    if case is None:
        text = desk.texts.render("refusals.unknown_case", case=number or "")
    elif case.member != asked.member:
        text = desk.texts.render("refusals.not_your_case", case=case.number)
    elif case.state in OVER:
        text = _already(desk, case)
    elif case.state in (State.DOUBTFUL, State.OBSERVED):
        text = desk.texts.render("appeals.nothing_decided", case=case.number)
    elif await appeals.file(desk, unit, case, words, now):
        text = desk.texts.render("commands.appeal_received", case=case.number)
    else:
        text = await _again(desk, unit, case)
    return Answer(text, is_personal=True)


async def _again(desk: Desk, unit: Unit, case: Case) -> str:
    filed = await unit.appeals.get(case.number)
    upheld = filed is not None and filed.course is Course.UPHELD
    return desk.texts.render(
        "appeals.again",
        case=case.number,
        upheld=upheld,
        reason=filed.reason if filed and upheld else "",
    )


def _already(desk: Desk, case: Case) -> str:
    by = int(case.decided_by) if case.decided_by != BOT else 0
    return desk.texts.render(
        "appeals.case_is_over", case=case.number, by_person=bool(by), decided_at=case.decided_at
    )


async def uphold(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    """«Оставить в силе», and then the reason."""
    case = await _open_to(press, desk, unit, now)
    if isinstance(case, Reply):
        return case
    reason = _reason(press, UPHOLDING)
    if reason is None:
        return await _ask_why(press, desk, unit, case, UPHOLD, UPHOLDING, now)
    await appeals.uphold(
        desk, unit, case, press.member, desk.texts.render(f"appeals.{reason}"), now
    )
    return Reply(desk.texts.render("appeals.done", case=case.number))


async def annul_case(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    """«Отменить дело», and then the reason."""
    case = await _open_to(press, desk, unit, now)
    if isinstance(case, Reply):
        return case
    reason = _reason(press, ANNULLING)
    if reason is None:
        return await _ask_why(press, desk, unit, case, ANNUL, ANNULLING, now)
    words = desk.texts.render(f"appeals.{reason}")
    return Reply((await annul(desk, unit, case, press.member, now, words)).short)


async def back(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    """«Назад» — from the reasons to the question."""
    case = await _open_to(press, desk, unit, now)
    if isinstance(case, Reply):
        return case
    await _show(press, desk, unit, case, appeal_buttons(desk, case), now)
    return Reply(desk.texts.render("appeals.choose"))


def _reason(press: Press, known: tuple[str, ...]) -> str | None:
    number = press.number("r")
    return known[number] if number is not None and 0 <= number < len(known) else None


async def _ask_why(
    press: Press,
    desk: Desk,
    unit: Unit,
    case: Case,
    deed: str,
    reasons: tuple[str, ...],
    now: datetime,
) -> Reply:
    """A decision needs its reason (2.8): the card offers some."""
    said = desk.texts.render
    offered = [
        [Button(said(f"appeals.{name}_button"), deed, {"n": case.number, "r": number})]
        for number, name in enumerate(reasons)
    ]
    returning = [Button(said("appeals.back_button"), BACK, {"n": case.number})]
    await _show(press, desk, unit, case, rows(*offered, returning), now)
    return Reply(said("appeals.why"))


async def _show(
    press: Press, desk: Desk, unit: Unit, case: Case, buttons: Rows, now: datetime
) -> None:
    card = await unit.cards.get(About.APPEAL, case.number, press.chat)
    face = await appeals.shown(desk, unit, case, now)
    if card is not None and card.notice is not None and face is not None:
        await reword(unit, card, face.text, buttons, now)


async def _open_to(press: Press, desk: Desk, unit: Unit, now: datetime) -> Case | Reply:
    """The case of an open appeal that the one who pressed may decide."""
    case = await case_of_staff(press, desk, unit)
    if isinstance(case, Reply):
        return case
    filed = await unit.appeals.get(case.number)
    if filed is None:
        return Reply(desk.texts.render("refusals.stale_button"))
    if filed.course is not Course.OPEN:
        annulled = filed.course is Course.ANNULLED
        return Reply(
            desk.texts.render("appeals.decided_before", case=case.number, annulled=annulled)
        )
    refusal = await barred(desk, unit, case, press.member, now)
    if refusal is not None:
        return Reply(refusal.short)
    if press.member in await appeals.deciders(desk, unit, case):
        return Reply(desk.texts.render("appeals.your_own"))
    return case


APPEAL_BUTTONS: dict[str, Presses] = {UPHOLD: uphold, ANNUL: annul_case, BACK: back}
