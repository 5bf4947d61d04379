"""What a moderator says of a member, and the message that he points at: whose case it is now."""

from dataclasses import dataclass
from datetime import datetime

from bot import complaints
from bot.desk import Desk
from rules.regulation.cases import Case
from rules.regulation.durations import Duration
from rules.regulation.fairness import is_side
from rules.regulation.message import Message
from storage.unit import Unit

POINTED_AT = "moderator"  # instead of a rule's name: a person found it


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What a moderator says of a member."""

    chat: int
    member: int
    clause: str
    judge: int
    reason: str
    message: int | None = None  # that he points at
    said: Message | None = None  # … with its words, where they are known
    sides: tuple[int, ...] = ()  # whom that message answers or mentions, who reported it
    term: Duration | None = None  # his own choice of a block's length


async def point_at(desk: Desk, unit: Unit, case: Case, charge: Charge, now: datetime) -> None:
    """The message belongs to the case: nobody judges it twice, and its words are the evidence.

    What members reported of it is answered with the case.
    """
    if charge.message is None:
        return
    said = charge.said or Message(
        chat=charge.chat, id=charge.message, author=charge.member, sent_at=now, text=""
    )
    belongs = await unit.cases.of_message(charge.chat, charge.message)
    if belongs is None or belongs.number != case.number:
        await _add(desk, unit, case, charge, said, now)
    for report in await unit.complaints.of_message(charge.chat, charge.message):
        if report.decided_at is None and not is_side(case, charge.judge):
            await complaints.decided(desk, unit, report, charge.judge, case.number, now)


async def _add(
    desk: Desk, unit: Unit, case: Case, charge: Charge, said: Message, now: datetime
) -> None:
    judged = not is_side(case, charge.judge)  # a side only asks somebody else
    await unit.cases.point_at(case.number, said, charge.clause, rule=POINTED_AT, certain=judged)
    words = complaints.masked(said)
    if words and words not in await unit.evidence.of_message(said.chat, said.id):
        until = desk.settings.evidence.keep.after(now)
        await unit.evidence.keep(words, said, case.number, desk.salt(), until)
