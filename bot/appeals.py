"""Appeals (2.8): a case goes before another person, who sees the evidence and gives a reason."""

from datetime import datetime

from bot.card_faces import Face, face
from bot.cards import administrators, judges, owe, persons
from bot.cards import close as close_cards
from bot.desk import Desk
from bot.night import until_morning
from rules.regulation.acts import Act, Kind, Urgency
from rules.regulation.cases import Case
from rules.regulation.entry import BOT, Deed, about_case
from storage.appeals import Appeal, Course
from storage.cards import NOBODY, About, Card
from storage.signatures import Answered
from storage.unit import Unit


async def file(desk: Desk, unit: Unit, case: Case, words: str, now: datetime) -> bool:
    """Keep a member's appeal and ask who may decide it; False when he appealed before."""
    appeal = Appeal(case=case.number, chat=case.chat, member=case.member, filed_at=now, words=words)
    if not await unit.appeals.file(appeal):
        return False
    await _journal(unit, case, case.member, "подано", now)
    receivers = await judges(desk, unit, case, but=await deciders(desk, unit, case))
    await owe(desk, unit, About.APPEAL, case.number, receivers, now)
    return True


async def deciders(desk: Desk, unit: Unit, case: Case) -> frozenset[int]:
    """Whose decision the case is: another decides the appeal. Who signed it beside them as well,
    unless nobody else is left.
    """
    judge = frozenset() if case.decided_by == BOT else frozenset({int(case.decided_by)})
    signed = {
        one.decided_by
        for one in await unit.signatures.of_case(case.number)
        if one.state is Answered.SIGNED and one.decided_by is not None
    }
    both = judge | signed
    return both if await persons(desk, unit, case, but=both) else judge


async def uphold(desk: Desk, unit: Unit, case: Case, by: int, reason: str, now: datetime) -> bool:
    """The case stays as it is, and its member is told why; False when no appeal is open."""
    if not await unit.appeals.decide(case.number, Course.UPHELD, by, reason, now):
        return False
    await _journal(unit, case, by, "дело оставлено в силе", now)
    text = desk.texts.render(
        "appeals.upheld", case=case.number, clauses=case.clauses, reason=reason
    )
    await _tell(desk, unit, case, text, now)
    await _settle(desk, unit, case, by, "appeals.card_upheld", now)
    return True


async def close(desk: Desk, unit: Unit, case: Case, by: int, reason: str, now: datetime) -> bool:
    """The case was annulled, and its member told of that: an open appeal has succeeded.

    False when none is open.
    """
    if not await unit.appeals.decide(case.number, Course.ANNULLED, by, reason, now):
        return False
    await _journal(unit, case, by, "дело отменено", now)
    await _settle(desk, unit, case, by, "appeals.card_annulled", now)
    return True


async def ask_again(desk: Desk, unit: Unit, case: Case, card: Card, now: datetime) -> None:
    """Nobody answered in time: those who were asked are reminded, the administrators asked too."""
    if card.receiver == NOBODY:
        await unit.cards.drop(card.about, card.number, NOBODY)
    else:
        await unit.cards.ask_again(card, now)
    but = await deciders(desk, unit, case)
    admins = await administrators(desk, unit, case, but=but)
    if admins or card.receiver == NOBODY:
        again = admins or await persons(desk, unit, case, but=but)
        await owe(desk, unit, About.APPEAL, case.number, again, now)


async def shown(desk: Desk, unit: Unit, case: Case, now: datetime) -> Face | None:
    """How the card of an open appeal looks; None where none is open."""
    card = Card(about=About.APPEAL, number=case.number, receiver=NOBODY, owed_at=now)
    return await face(desk, unit, card, now)


async def _settle(
    desk: Desk, unit: Unit, case: Case, by: int, template: str, now: datetime
) -> None:
    text = desk.texts.render(
        template,
        case=case.number,
        decided_by=by,
        decided_by_name=desk.people.name(case.chat, by),
        decided_at=now,
    )
    await close_cards(unit, About.APPEAL, case.number, text, now)


async def _tell(desk: Desk, unit: Unit, case: Case, text: str, now: datetime) -> None:
    """To the member alone; where he cannot be written to, in the chat."""
    public = desk.texts.render(
        "appeals.addressed",
        member=case.member,
        name=desk.people.name(case.chat, case.member),
        text=text,
    )
    vanish = desk.settings.notices.delete_after.total_seconds()
    payload = {
        "to": case.member,
        "text": text,
        "otherwise": {"to": case.chat, "text": public, "vanish": vanish},
    }
    # It names no case to the outbox: the notice of the case itself is another message.
    act = Act(
        kind=Kind.SEND,
        chat=case.chat,
        target=case.member,
        urgency=Urgency.REPLY,
        delay=until_morning(desk.orders.rulebook(case.chat), now),
        payload=payload,
    )
    await unit.outbox.add(act, now)


async def _journal(unit: Unit, case: Case, actor: int, outcome: str, now: datetime) -> None:
    await unit.journal.add([about_case(case, Deed.APPEAL, actor, outcome=outcome)], now)
