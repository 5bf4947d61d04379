"""Clause 2.7 at work: an apology is shown, objections are taken, and a member may return early."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot import questions
from bot.apology_questions import ask, known, said, settle
from bot.desk import Desk
from bot.keyboards import Button, rows
from bot.night import is_night, until_morning
from rules.regulation.clauses import EARLY_RETURN
from rules.regulation.entry import BOT, Deed, Entry
from rules.regulation.return_early import Apology, Hearing, Window, window
from storage.sanctions import Course, Sanction
from storage.unit import Unit

OBJECT = "object"


async def show(desk: Desk, unit: Unit, block: Sanction, words: str, now: datetime) -> Window:
    """Show an apology in the chat and open its window; at night it is shown in the morning."""
    rulebook = desk.orders.rulebook(block.chat)
    length = desk.settings.apology.objection_window
    opened = window(now, length, lambda moment: is_night(rulebook, moment), block.until)
    apology = Apology(
        case=block.case, chat=block.chat, member=block.member, opened_at=now, until=opened.until
    )
    button = Button(desk.texts.render("apologies.object_button"), OBJECT, {"n": block.case})
    text = _shown(desk, apology, words, "apologies.shown", shortened=opened.is_shortened)
    payload = {"to": block.chat, "text": text, "buttons": rows([button])}
    act = said(apology, payload, wait=until_morning(rulebook, now))
    notice = await unit.outbox.add(act, now)
    await unit.apologies.open(apology, words, notice)
    await _journal(unit, Deed.APOLOGY, apology, str(apology.member), now, "показано в чате")
    return opened


async def objected(desk: Desk, unit: Unit, apology: Apology, by: int, now: datetime) -> None:
    """One objection is enough. Who objected is known to the journal alone."""
    ended = replace(apology, state=Hearing.OBJECTED, objector=by, decided_at=now)
    await unit.apologies.save(ended)
    await _journal(unit, Deed.OBJECTION, apology, str(by), now, "возражение принято")
    await _reword(desk, unit, apology, "apologies.objected", now)
    await _tell_member(desk, unit, apology, "apologies.objected_private", now)


async def return_early(desk: Desk, unit: Unit, apology: Apology, by: str, now: datetime) -> None:
    """The member may write again before his term is over. `by` is "bot" or a VK id."""
    decided_by = int(by) if by != BOT else None
    ended = replace(apology, state=Hearing.ACCEPTED, decided_at=now, decided_by=decided_by)
    await unit.apologies.save(ended)
    case = await unit.cases.get(apology.case)
    if case is not None:
        await unit.cases.save(replace(case, released_at=now))
    sanction = await unit.sanctions.of_case(apology.case)
    if sanction is not None and sanction.course is Course.IN_FORCE:
        await desk.blocks.end(
            unit,
            sanction,
            Course.LIFTED,
            "извинение принято, возражений нет",
            now,
            by=by,
            told="notices.unblocked_early",
            clause=EARLY_RETURN,
        )
    await _reword(desk, unit, apology, "apologies.accepted", now)
    await settle(desk, unit, ended, now)
    await _tell_member(desk, unit, apology, "apologies.accepted_private", now)


async def decline(desk: Desk, unit: Unit, apology: Apology, by: int, now: datetime) -> None:
    """A moderator lets the term run; the member is told when it ends."""
    ended = replace(apology, state=Hearing.DECLINED, decided_at=now, decided_by=by)
    await unit.apologies.save(ended)
    await _journal(unit, Deed.APOLOGY, apology, str(by), now, "срок оставлен прежним")
    await settle(desk, unit, ended, now)
    await _tell_member(desk, unit, apology, "apologies.declined_private", now)


@dataclass(frozen=True, slots=True)
class Windows:
    """The chore: windows that have closed, and apologies whose block is over."""

    desk: Desk

    async def waits(self, unit: Unit, now: datetime) -> bool:
        return bool(await unit.apologies.due(now))

    async def do(self, unit: Unit, now: datetime) -> None:
        for apology in await unit.apologies.due(now):
            sanction = await unit.sanctions.of_case(apology.case)
            if sanction is None or sanction.course is not Course.IN_FORCE:
                await self._void(unit, apology, now)
            elif self.desk.settings.apology.automatic:
                await return_early(self.desk, unit, apology, BOT, now)
            else:
                await unit.apologies.save(replace(apology, state=Hearing.HEARD))
                await _reword(self.desk, unit, apology, "apologies.heard", now)
                await ask(self.desk, unit, apology, sanction.until, now)

    async def _void(self, unit: Unit, apology: Apology, now: datetime) -> None:
        ended = replace(apology, state=Hearing.VOID, decided_at=now)
        await unit.apologies.save(ended)
        await _reword(self.desk, unit, apology, "apologies.void", now)
        await settle(self.desk, unit, ended, now)


def _shown(desk: Desk, apology: Apology, words: str, name: str, **more: Any) -> str:
    data = {**known(desk, apology), "words": words, "until": apology.until, **more}
    return desk.texts.render(name, **data)


async def _reword(desk: Desk, unit: Unit, apology: Apology, name: str, now: datetime) -> None:
    """The message in the chat says how it stands, and loses its button."""
    notice, words = await unit.apologies.shown(apology.case)
    if notice is None:
        return
    text = _shown(desk, apology, words, name)
    await questions.close(desk, unit, notice, apology.chat, text, now, chat=apology.chat)


async def _tell_member(desk: Desk, unit: Unit, apology: Apology, name: str, now: datetime) -> None:
    sanction = await unit.sanctions.of_case(apology.case)
    until = sanction.until if sanction else now
    text = desk.texts.render(name, **known(desk, apology), until=until)
    await unit.outbox.add(said(apology, {"to": apology.member, "text": text}), now)


async def _journal(
    unit: Unit, deed: Deed, apology: Apology, actor: str, now: datetime, outcome: str
) -> None:
    entry = Entry(
        action=deed,
        actor=actor,
        chat=apology.chat,
        target=apology.member,
        case=apology.case,
        clause=EARLY_RETURN.number,
        outcome=outcome,
    )
    await unit.journal.add([entry], now)
