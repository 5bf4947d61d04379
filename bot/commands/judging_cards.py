"""The buttons under the cards: «Нарушение», «Не нарушение», «Это исключение для чата» …

Each looks the case up anew: who presses, whether he may, whether somebody was first.
"""

from datetime import datetime

from bot.card_faces import ALLOW, BREACH, CLEAN, NEXT, RIGHT, WRONG, word_of
from bot.cards import close, deliver
from bot.commands.asked import STAFF, Press, Presses, Reply
from bot.commands.orders import allow_word
from bot.commands.pressed import case_of_staff
from bot.desk import Desk
from bot.judging import annul, barred, confirm, dismiss
from rules.regulation.cases import OVER, Case, State
from rules.regulation.entry import Deed, about_case
from storage.cards import About
from storage.unit import Unit


async def breach(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    """«Нарушение» — the doubtful case counts."""
    case = await case_of_staff(press, desk, unit)
    if isinstance(case, Reply):
        return case
    ruling = await confirm(desk, unit, case, press.member, now)
    return Reply(ruling.short)


async def clean(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    """«Не нарушение» — the doubtful case is closed, and nobody hears of it."""
    case = await case_of_staff(press, desk, unit)
    if isinstance(case, Reply):
        return case
    ruling = await dismiss(desk, unit, case, press.member, now)
    return Reply(ruling.short)


async def allow(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    """«Это исключение для чата» — no breach, and the word is allowed here from now on."""
    case = await case_of_staff(press, desk, unit)
    if isinstance(case, Reply):
        return case
    word = await word_of(unit, case)
    if word is None or case.state is not State.DOUBTFUL:
        return Reply(desk.texts.render("refusals.stale_button"))
    ruling = await dismiss(desk, unit, case, press.member, now)
    if not ruling.done:
        return Reply(ruling.short)
    allowed = await allow_word(desk, unit, case.chat, word, press.member, now)
    return Reply(allowed.short)


async def right(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    """«Всё верно» — a person has seen what the bot did, and lets it stand."""
    case = await case_of_staff(press, desk, unit)
    if isinstance(case, Reply):
        return case
    refusal = await barred(desk, unit, case, press.member, now)
    if refusal is not None:
        return Reply(refusal.short)
    asked = await unit.cards.of(About.CASE, case.number)
    if case.state in OVER or case.state is State.DOUBTFUL or not asked:
        return Reply(desk.texts.render("refusals.stale_button"))
    entry = about_case(case, Deed.CONFIRM, press.member, outcome="просмотрено: всё верно")
    await unit.journal.add([entry], now)
    await _seen(press, desk, unit, case, now)
    return Reply(desk.texts.render("cards.seen", case=case.number))


async def wrong(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    """«Ошибка: отменить» — the case is as if it had never been."""
    case = await case_of_staff(press, desk, unit)
    if isinstance(case, Reply):
        return case
    reason = desk.texts.render("cards.wrong_reason")
    ruling = await annul(desk, unit, case, press.member, now, reason)
    return Reply(ruling.short)


async def show_next(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    """«Показать следующее» — the next card that waits for whoever is asked here."""
    if desk.people.best_role(press.member) not in STAFF:
        return Reply(desk.texts.render("refusals.foreign_button"))
    for card in await unit.cards.waiting(press.chat):
        if await deliver(desk, unit, card, now):
            return Reply(desk.texts.render("cards.next_shown"))
    return Reply(desk.texts.render("cards.no_more"))


async def _seen(press: Press, desk: Desk, unit: Unit, case: Case, now: datetime) -> None:
    text = desk.texts.render(
        "cards.card_seen",
        case=case.number,
        clauses=case.clauses,
        decided_by=press.member,
        decided_by_name=desk.people.name(case.chat, press.member),
        decided_at=now,
    )
    await close(unit, About.CASE, case.number, text, now)


CARD_BUTTONS: dict[str, Presses] = {
    BREACH: breach,
    CLEAN: clean,
    ALLOW: allow,
    RIGHT: right,
    WRONG: wrong,
    NEXT: show_next,
}
