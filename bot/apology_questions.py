"""After a window without objections: the moderators are asked, and told who decided (2.7, 2.8)."""

from datetime import datetime, timedelta
from typing import Any

from bot import questions
from bot.desk import Desk
from bot.keyboards import Button, Rows, rows
from bot.night import until_morning
from rules.regulation.acts import Act, Kind, Urgency
from rules.regulation.clauses import EARLY_RETURN
from rules.regulation.return_early import Apology, Hearing
from storage.unit import Unit

LET_RETURN, KEEP_TERM = "let_return", "keep_term"


async def ask(desk: Desk, unit: Unit, apology: Apology, until: datetime, now: datetime) -> None:
    """Ask those who may decide, at night in the morning. `until` is the block's end."""
    _, words = await unit.apologies.shown(apology.case)
    text = desk.texts.render(
        "apologies.for_moderators", **known(desk, apology), words=words, until=until
    )
    wait = until_morning(desk.orders.rulebook(apology.chat), now)
    for judge in await judges(desk, unit, apology):
        payload = {"to": judge, "text": text, "buttons": _choice(desk, apology)}
        await unit.outbox.add(said(apology, payload, wait=wait), now)


async def settle(desk: Desk, unit: Unit, apology: Apology, now: datetime) -> None:
    """It is decided: every question says so and by whom, and its buttons are gone."""
    asked = await questions.sent(unit, apology.case, LET_RETURN)
    if not asked:
        return
    _, words = await unit.apologies.shown(apology.case)
    by = apology.decided_by or 0
    text = desk.texts.render(
        "apologies.question_decided",
        **known(desk, apology),
        words=words,
        returned=apology.state is Hearing.ACCEPTED,
        over=apology.state is Hearing.VOID,
        decided_by=by,
        decided_by_name=desk.people.name(apology.chat, by) if by else "",
        decided_at=apology.decided_at or now,
    )
    for one in asked:
        place = int(one.act.payload["to"])
        await questions.close(desk, unit, one.id, place, text, now, chat=apology.chat)


async def judges(desk: Desk, unit: Unit, apology: Apology) -> tuple[int, ...]:
    """Who is asked: the moderators who are no side of the case, else the administrators."""
    moderators, administrators = await _who_may(desk, unit, apology)
    return tuple(sorted(moderators or administrators))


async def may_judge(desk: Desk, unit: Unit, apology: Apology, person: int) -> bool:
    moderators, administrators = await _who_may(desk, unit, apology)
    return person in moderators or person in administrators


async def _who_may(
    desk: Desk, unit: Unit, apology: Apology
) -> tuple[frozenset[int], frozenset[int]]:
    case = await unit.cases.get(apology.case)
    reporters = await unit.cases.reporters(apology.case)
    sides = {apology.member, *(case.sides if case else ()), *reporters}
    administrators = frozenset(desk.settings.school.admins)
    return desk.people.moderators(apology.chat) - sides, administrators - sides


def _choice(desk: Desk, apology: Apology) -> Rows:
    label = desk.texts.render
    return rows(
        [
            Button(label("apologies.return_button"), LET_RETURN, {"n": apology.case}, "positive"),
            Button(label("apologies.keep_button"), KEEP_TERM, {"n": apology.case}),
        ]
    )


def known(desk: Desk, apology: Apology) -> dict[str, Any]:
    """What every sentence of an apology may use."""
    return {
        "member": apology.member,
        "name": desk.people.name(apology.chat, apology.member),
        "chat": desk.people.title(apology.chat),
        "case": apology.case,
    }


def said(apology: Apology, payload: dict[str, Any], *, wait: timedelta = timedelta()) -> Act:
    """A message of ours that belongs to an apology."""
    return Act(
        kind=Kind.SEND,
        chat=apology.chat,
        target=apology.member,
        case=apology.case,
        clause=EARLY_RETURN.number,
        urgency=Urgency.REPLY,
        delay=wait,
        payload=payload,
    )
