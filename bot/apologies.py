"""Clause 2.7 at work: an apology is shown, objections are taken, and a member may return early."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.desk import Desk
from bot.keyboards import Button, Rows, rows
from bot.night import is_night, morning
from rules.regulation.acts import Act, Kind, Urgency
from rules.regulation.clauses import EARLY_RETURN
from rules.regulation.entry import BOT, Deed, Entry
from rules.regulation.return_early import Apology, Hearing, window_end
from storage.sanctions import Course, Sanction
from storage.unit import Unit

OBJECT, LET_RETURN, KEEP_TERM = "object", "let_return", "keep_term"


async def show(desk: Desk, unit: Unit, block: Sanction, words: str, now: datetime) -> Apology:
    """Show an apology in the chat and open its window; at night it is shown in the morning."""
    rulebook = desk.orders.rulebook(block.chat)
    length = desk.settings.apology.objection_window
    until = window_end(now, length, lambda moment: is_night(rulebook, moment))
    apology = Apology(
        case=block.case, chat=block.chat, member=block.member, opened_at=now, until=until
    )
    button = Button(desk.texts.render("apologies.object_button"), OBJECT, {"n": block.case})
    text = _shown(desk, apology, words, "apologies.shown")
    act = _to(block.chat, apology, text, rows([button]))
    notice = await unit.outbox.add(replace(act, delay=morning(rulebook, now) - now), now)
    await unit.apologies.open(apology, words, notice)
    await _journal(unit, Deed.APOLOGY, apology, str(apology.member), now, "показано в чате")
    return apology


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
    await _tell_member(desk, unit, apology, "apologies.accepted_private", now)


async def decline(desk: Desk, unit: Unit, apology: Apology, by: int, now: datetime) -> None:
    """A moderator lets the term run; the member is told when it ends."""
    ended = replace(apology, state=Hearing.DECLINED, decided_at=now, decided_by=by)
    await unit.apologies.save(ended)
    await _journal(unit, Deed.APOLOGY, apology, str(by), now, "срок оставлен прежним")
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
                await self._ask_moderators(unit, apology, sanction, now)

    async def _void(self, unit: Unit, apology: Apology, now: datetime) -> None:
        await unit.apologies.save(replace(apology, state=Hearing.VOID, decided_at=now))
        await _reword(self.desk, unit, apology, "apologies.void", now)

    async def _ask_moderators(
        self, unit: Unit, apology: Apology, sanction: Sanction, now: datetime
    ) -> None:
        await unit.apologies.save(replace(apology, state=Hearing.HEARD))
        await _reword(self.desk, unit, apology, "apologies.heard", now)
        _, words = await unit.apologies.shown(apology.case)
        text = self.desk.texts.render(
            "apologies.for_moderators",
            **_known(self.desk, apology),
            words=words,
            until=sanction.until,
        )
        wait = morning(self.desk.orders.rulebook(apology.chat), now) - now
        for judge in await judges(self.desk, unit, apology):
            act = _to(judge, apology, text, _choice(self.desk, apology))
            await unit.outbox.add(replace(act, delay=wait), now)


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
    sides = {apology.member, *(case.sides if case else ())}
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


def _known(desk: Desk, apology: Apology) -> dict[str, Any]:
    return {
        "member": apology.member,
        "name": desk.people.name(apology.chat, apology.member),
        "chat": desk.people.title(apology.chat),
        "case": apology.case,
    }


def _shown(desk: Desk, apology: Apology, words: str, name: str) -> str:
    known = {**_known(desk, apology), "words": words, "until": apology.until}
    return desk.texts.render(name, **known)


def _to(receiver: int, apology: Apology, text: str, buttons: Rows | Iterable[Any] = ()) -> Act:
    payload: dict[str, Any] = {"to": receiver, "text": text}
    if buttons:
        payload["buttons"] = list(buttons)
    return Act(
        kind=Kind.SEND,
        chat=apology.chat,
        target=apology.member,
        case=apology.case,
        clause=EARLY_RETURN.number,
        urgency=Urgency.REPLY,
        payload=payload,
    )


async def _reword(desk: Desk, unit: Unit, apology: Apology, name: str, now: datetime) -> None:
    """The message in the chat says how it stands, and loses its button."""
    notice, words = await unit.apologies.shown(apology.case)
    if notice is None:
        return
    payload = {"of": notice, "text": _shown(desk, apology, words, name), "buttons": []}
    act = Act(kind=Kind.EDIT, chat=apology.chat, case=apology.case, after=notice, payload=payload)
    await unit.outbox.add(act, now)


async def _tell_member(desk: Desk, unit: Unit, apology: Apology, name: str, now: datetime) -> None:
    sanction = await unit.sanctions.of_case(apology.case)
    until = sanction.until if sanction else now
    text = desk.texts.render(name, **_known(desk, apology), until=until)
    await unit.outbox.add(_to(apology.member, apology, text), now)


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
