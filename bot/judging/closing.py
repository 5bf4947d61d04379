"""A case is decided, in whatever way: every question about it that is still open is closed.

Its cards say who decided, an appeal against what is annulled has succeeded, and nobody is asked
to sign any more.
"""

from datetime import datetime

from bot import appeals, questions
from bot.cards import settle
from bot.desk import Desk
from bot.judging.ruling import to_staff
from rules.regulation.cases import Case, State
from storage.signatures import Answered, Signature
from storage.unit import Unit

SIGN, DECLINE = "sign", "decline_signature"  # the buttons of a question for a signature


async def close(
    desk: Desk, unit: Unit, case: Case, judge: int, now: datetime, reason: str = ""
) -> None:
    """`case` as it is now; `reason` is of an annulment."""
    await settle(desk, unit, case, now)
    if case.state is State.ANNULLED:
        await appeals.close(desk, unit, case, judge, reason, now)
    for signature in await unit.signatures.of_case(case.number):
        if not signature.is_open:
            continue
        await answer(desk, unit, case, signature, Answered.LAPSED, judge, now)
        if signature.moderator != judge:
            text = desk.texts.render(
                "sanctions.signature_needless",
                case=case.number,
                by=judge,
                by_name=desk.people.name(case.chat, judge),
            )
            await unit.outbox.add(to_staff(desk, case, signature.moderator, text, now), now)


async def answer(
    desk: Desk,
    unit: Unit,
    case: Case,
    signature: Signature,
    answered: Answered,
    by: int | None,
    now: datetime,
) -> None:
    """Note the answer to a question for a signature, and tell it to all who were asked."""
    signed = answered is Answered.SIGNED
    declined = answered is Answered.DECLINED
    await unit.signatures.answer(signature.id, answered, now, by if signed or declined else None)
    text = desk.texts.render(
        "sanctions.sign_answered",
        case=case.number,
        length=signature.term,
        signed=signed,
        declined=declined,
        decided_by=by or 0,
        decided_by_name=desk.people.name(case.chat, by) if by else "",
        decided_at=now,
    )
    for one in await questions.sent(unit, case.number, SIGN):
        place = int(one.act.payload["to"])
        await questions.close(desk, unit, one.id, place, text, now, chat=case.chat)
