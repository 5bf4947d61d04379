"""One case before those who may decide it: /дело, and the buttons under it."""

import re
from datetime import datetime

from bot.card_faces import fragments_of
from bot.commands.asked import STAFF, Answer, Asked, Press, Reply
from bot.commands.told import STATES, told
from bot.desk import Desk
from bot.judging import Ruling, confirm, dismiss
from bot.judging.closing import DECLINE, SIGN
from bot.keyboards import Button, Rows, rows
from rules.regulation.cases import OVER, Case, State
from rules.regulation.fairness import is_side
from storage.unit import Unit

BREACH, NO_BREACH = "case_breach", "case_no_breach"
MOST_ROWS, MOST_FRAGMENTS = 12, 5
NUMBER = re.compile(r"№?\s*(\d{1,12})\s*")


async def case_(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    """/дело N — all of it, to the moderator alone: the evidence is no sight for a chat."""
    found = NUMBER.fullmatch(asked.rest)
    case = await unit.cases.get(int(found[1])) if found else None
    if case is None:
        return Answer(
            desk.texts.render("refusals.unknown_case", case=int(found[1]) if found else "")
        )
    if desk.people.role(case.chat, asked.member) not in STAFF:
        return Answer(desk.texts.render("refusals.moderators_only"), is_personal=True)
    text = await _shown(desk, unit, case, now)
    return Answer(text, is_personal=True, buttons=await _buttons(desk, unit, case, asked.member))


async def _shown(desk: Desk, unit: Unit, case: Case, now: datetime) -> str:
    known = await unit.cases.of_member(case.chat, case.member)
    standing = desk.settings.ladder.standing(known, now)
    block = standing.block_of(case.number)
    history = await unit.journal.latest(MOST_ROWS, case=case.number)
    evidence = await fragments_of(unit, case)
    allowed = desk.settings.strikes.allowed
    rank = standing.ranks.get(case.number, 0)
    return desk.texts.render(
        "casework.case",
        case=case.number,
        member=case.member,
        name=desk.people.name(case.chat, case.member),
        chat=desk.people.title(case.chat),
        opened_at=case.opened_at,
        clauses=case.clauses,
        state=STATES[case.state],
        strike=rank if rank <= allowed else 0,
        allowed=allowed,
        until=block.until if block is not None and block.in_force(now) else None,
        evidence=evidence[:MOST_FRAGMENTS],
        annullable=case.state not in OVER and case.state is not State.DOUBTFUL,
        history=[told(row, desk) for row in reversed(history)],
    )


async def _buttons(desk: Desk, unit: Unit, case: Case, person: int) -> Rows:
    """What this person may press; nothing for a side of the dispute (2.8)."""
    if case.state is not State.DOUBTFUL:
        return []
    if is_side(case, person, await unit.cases.reporters(case.number)):
        return []
    label = desk.texts.render
    waiting = [one for one in await unit.signatures.of_case(case.number) if one.is_open]
    if waiting:
        if waiting[-1].moderator == person:
            return []
        n: dict[str, int | str] = {"n": waiting[-1].id}
        yes = Button(label("sanctions.button_sign"), SIGN, n, "positive")
        return rows([yes, Button(label("sanctions.button_decline"), DECLINE, n)])
    n = {"n": case.number}
    yes = Button(label("sanctions.button_breach"), BREACH, n, "negative")
    return rows([yes, Button(label("sanctions.button_no_breach"), NO_BREACH, n)])


async def call_breach(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    case = await unit.cases.get(press.number("n") or 0)
    if case is None:
        return Reply(desk.texts.render("refusals.stale_button"))
    return _reply(await confirm(desk, unit, case, press.member, now))


async def call_no_breach(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    case = await unit.cases.get(press.number("n") or 0)
    if case is None:
        return Reply(desk.texts.render("refusals.stale_button"))
    return _reply(await dismiss(desk, unit, case, press.member, now))


def _reply(ruling: Ruling) -> Reply:
    return Reply(ruling.short)
