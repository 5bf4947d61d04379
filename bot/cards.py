"""Questions to those who may decide: who is asked, when, and what becomes of the card after.

A card is shown at once, unless its receiver was just shown several, or it is night in the
chat: then it waits for its turn (`card_rounds.py`). What a card says is in `card_faces.py`.
Nothing is decided here.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from bot.card_faces import decided_text, face, lapsed_text, more_waiting, place_of
from bot.desk import Desk
from bot.night import is_night, until_morning
from rules.regulation.acts import Act, Kind, Urgency
from rules.regulation.cases import Case, State
from rules.regulation.decide import Answer, Decision
from rules.regulation.fairness import is_side
from rules.regulation.message import Message
from storage.cards import NOBODY, About, Card
from storage.unit import Unit

EDITABLE = timedelta(hours=24)
AT_ONCE = 3  # cards that one receiver is shown before the next ones wait for their turn
URGENT = frozenset({"hate", "unlawful"})  # certain ones are shown at night as well


async def show(desk: Desk, unit: Unit, message: Message, decision: Decision, now: datetime) -> None:
    """A decision that a person has to see: ask the moderators who are no side of it."""
    case = decision.case
    if case is None or not decision.card:
        return
    certain = {v.rule for v in decision.violations if v.certain}
    urgent = decision.answer is not Answer.REVIEW and bool(certain & URGENT)
    receivers = await judges(desk, unit, case)
    await owe(desk, unit, About.CASE, case.number, receivers, now, urgent=urgent)


async def judges(
    desk: Desk, unit: Unit, case: Case, *, but: Collection[int] = ()
) -> tuple[int, ...]:
    """Where a question about a case goes: the staff's chat, or each who may decide it."""
    if desk.settings.cards.staff_chat is not None:
        return (desk.settings.cards.staff_chat,)
    return await persons(desk, unit, case, but=but)


async def persons(
    desk: Desk, unit: Unit, case: Case, *, but: Collection[int] = ()
) -> tuple[int, ...]:
    """The moderators who are no side of a case, else the administrators who are none (2.8)."""
    moderators = await _free(unit, case, desk.people.moderators(case.chat), but)
    return moderators or await administrators(desk, unit, case, but=but)


async def administrators(
    desk: Desk, unit: Unit, case: Case, *, but: Collection[int] = ()
) -> tuple[int, ...]:
    """The school's administrators who are no side of a case."""
    return await _free(unit, case, desk.settings.school.admins, but)


async def _free(
    unit: Unit, case: Case, people: Collection[int], but: Collection[int]
) -> tuple[int, ...]:
    reporters = await unit.cases.reporters(case.number)
    return tuple(sorted({o for o in people if o not in but and not is_side(case, o, reporters)}))


async def owe(
    desk: Desk,
    unit: Unit,
    about: About,
    number: int,
    receivers: Iterable[int],
    now: datetime,
    *,
    urgent: bool = False,
) -> None:
    """Ask each receiver once. A question that nobody can be asked still lapses in time."""
    for receiver in tuple(receivers) or (NOBODY,):
        is_new = await unit.cards.owe(about, number, receiver, now)
        card = await unit.cards.get(about, number, receiver)
        if not is_new or card is None or receiver == NOBODY:
            continue
        if urgent or await _has_its_turn(desk, unit, card, now):
            await deliver(desk, unit, card, now)


async def _has_its_turn(desk: Desk, unit: Unit, card: Card, now: datetime) -> bool:
    chat = await place_of(unit, card)
    if chat is None or is_night(desk.orders.rulebook(chat), now):
        return False
    if any(other != card for other in await unit.cards.waiting(card.receiver)):
        return False
    lately = now - desk.settings.cards.digest
    return await unit.cards.shown_since(card.receiver, lately) < AT_ONCE


async def deliver(desk: Desk, unit: Unit, card: Card, now: datetime) -> bool:
    """Send a card to its receiver; False, and the card is gone, where nothing is asked now."""
    others = [one for one in await unit.cards.waiting(card.receiver) if one != card]
    shown = await face(desk, unit, card, now)
    if shown is None:
        await unit.cards.drop(card.about, card.number, card.receiver)
        return False
    if others:
        shown = more_waiting(desk, shown, len(others))
    act = Act(
        kind=Kind.SEND,
        chat=shown.chat,
        case=card.number if card.about is not About.COMPLAINT else None,
        payload={"to": card.receiver, "text": shown.text, "buttons": shown.buttons},
    )
    await unit.cards.show(card, await unit.outbox.add(act, now))
    return True


async def settle(desk: Desk, unit: Unit, case: Case, now: datetime) -> None:
    """The case is decided: every card of it tells so, and its buttons are gone."""
    if case.state is State.DOUBTFUL:
        return
    await close(unit, About.CASE, case.number, decided_text(desk, case), now)


async def close(unit: Unit, about: About, number: int, text: str, now: datetime) -> None:
    """Nothing is asked any more: the cards that were shown say `text` instead."""
    for card in await unit.cards.of(about, number):
        if card.notice is not None:
            await reword(unit, card, text, [], now)
    await unit.cards.drop(about, number)


async def tell_lapsed(desk: Desk, unit: Unit, case: Case, now: datetime) -> None:
    """Nobody has answered: a new word, for a message so old cannot be edited any more (VK)."""
    text = lapsed_text(desk, case)
    for card in await unit.cards.of(About.CASE, case.number):
        if card.notice is not None:
            act = Act(
                kind=Kind.SEND,
                chat=case.chat,
                urgency=Urgency.HOUSEKEEPING,
                delay=until_morning(desk.orders.rulebook(case.chat), now),
                payload={"to": card.receiver, "text": text},
            )
            await unit.outbox.add(act, now)
    await unit.cards.drop(About.CASE, case.number)


async def reword(
    unit: Unit, card: Card, text: str, buttons: list[list[dict[str, object]]], now: datetime
) -> None:
    """Change a card that was shown; one older than a day cannot be changed any more (VK)."""
    if now - card.owed_at >= EDITABLE:
        return
    payload = {"of": card.notice, "text": text, "buttons": buttons}
    act = Act(kind=Kind.EDIT, chat=card.receiver, after=card.notice, payload=payload)
    await unit.outbox.add(act, now)
