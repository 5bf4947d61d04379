"""The second person answers, or nobody does: the block is laid on, or its case is closed."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.cards import settle
from bot.desk import Desk
from bot.judging.closing import answer, close
from bot.judging.counting import Verdict, count
from bot.judging.ruling import Ruling, already, barred, may_judge, of_staff, to_staff, watching
from bot.judging.signing import journal
from rules.regulation.cases import Case, State
from rules.regulation.entry import BOT
from rules.regulation.fairness import SIGNATURE_WAITS
from storage.signatures import Answered, Signature
from storage.unit import Unit


async def sign(desk: Desk, unit: Unit, number: int, person: int, now: datetime) -> Ruling:
    """«Подписать»: the case counts by the word of the one who asked, as the ladder says now."""
    found = await _open(desk, unit, number, person, now)
    if isinstance(found, Ruling):
        return found
    signature, case = found
    refusal = of_staff(desk, case.chat, case.member) or watching(desk, case.chat)
    if refusal is not None:
        return refusal
    await answer(desk, unit, case, signature, Answered.SIGNED, person, now)
    await journal(unit, case, person, "подписано", now)
    asker = signature.moderator
    # Who asked may have become a side since: then it is the other's own word.
    whole = await may_judge(desk, unit, case, asker)
    verdict = Verdict(
        case,
        asker if whole else person,
        signature.reason,
        confirms=True,
        signed_by=person if whole else None,
    )
    ruling = await count(desk, unit, verdict, now)
    block = await unit.sanctions.of_case(case.number)
    told = {"by": person, "by_name": desk.people.name(case.chat, person)}
    until = block.until if block else None
    await _tell(desk, unit, signature, case, "sanctions.signed", now, until=until, **told)
    return ruling


async def decline(desk: Desk, unit: Unit, number: int, person: int, now: datetime) -> Ruling:
    """«Отклонить»: the case is closed, and costs nothing."""
    found = await _open(desk, unit, number, person, now)
    if isinstance(found, Ruling):
        return found
    signature, case = found
    await answer(desk, unit, case, signature, Answered.DECLINED, person, now)
    closed = replace(case, state=State.DISMISSED, decided_at=now, decided_by=str(person))
    await unit.cases.save(closed)
    await journal(unit, case, person, "отклонено: дело закрыто", now)
    await close(desk, unit, closed, person, now)
    told = {"by": person, "by_name": desk.people.name(case.chat, person)}
    await _tell(desk, unit, signature, case, "sanctions.declined", now, **told)
    short = desk.texts.render("sanctions.short_declined", case=case.number)
    return Ruling(short, short, closed)


async def _open(
    desk: Desk, unit: Unit, number: int, person: int, now: datetime
) -> tuple[Signature, Case] | Ruling:
    """The signature and its case, if this person may answer it now."""
    stale = desk.texts.render("refusals.stale_button")
    signature = await unit.signatures.get(number)
    case = await unit.cases.get(signature.case) if signature else None
    if signature is None or case is None:
        return Ruling(stale, stale)
    refusal = await barred(desk, unit, case, person, now)
    if refusal is not None:
        return refusal
    if person == signature.moderator:
        foreign = desk.texts.render("refusals.foreign_button")
        return Ruling(foreign, foreign)
    if not signature.is_open:
        return already(desk, case)
    if case.state is not State.DOUBTFUL:  # decided otherwise meanwhile
        await unit.signatures.answer(signature.id, Answered.LAPSED, now, None)
        return already(desk, case)
    return signature, case


async def _tell(
    desk: Desk, unit: Unit, signature: Signature, case: Case, name: str, now: datetime, **more: Any
) -> None:
    text = desk.texts.render(name, case=case.number, **more)
    await unit.outbox.add(to_staff(desk, case, signature.moderator, text, now), now)


@dataclass(frozen=True, slots=True)
class SecondSignatures:
    """The chore: what nobody signed within three days comes to nothing."""

    desk: Desk

    async def waits(self, unit: Unit, now: datetime) -> bool:
        return bool(await unit.signatures.unanswered(now - SIGNATURE_WAITS))

    async def do(self, unit: Unit, now: datetime) -> None:
        for signature in await unit.signatures.unanswered(now - SIGNATURE_WAITS):
            case = await unit.cases.get(signature.case)
            if case is None or case.state is not State.DOUBTFUL:
                await unit.signatures.answer(signature.id, Answered.LAPSED, now, None)
                continue
            await answer(self.desk, unit, case, signature, Answered.LAPSED, None, now)
            lapsed = replace(case, state=State.LAPSED, decided_at=now, decided_by=BOT)
            await unit.cases.save(lapsed)
            await journal(unit, case, BOT, "без ответа: дело закрыто", now)
            await settle(self.desk, unit, lapsed, now)
            await _tell(self.desk, unit, signature, case, "sanctions.signature_lapsed", now)
