"""The member is told what a moderator decided of him: in the chat, at night in private."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.desk import Desk
from bot.night import is_night, until_morning
from bot.notices import MORNING
from rules.regulation.acts import Act, Kind
from rules.regulation.cases import Case
from rules.regulation.judgement import Weighed
from storage.cases import Telling
from storage.outbox import Fate
from storage.unit import Unit


async def tell(
    desk: Desk, unit: Unit, weighed: Weighed, reason: str, deleted: int, now: datetime
) -> int:
    """Put the notice into the outbox; its row."""
    case = weighed.case
    payload: dict[str, Any] = {"to": case.chat, "text": _text(desk, weighed, reason, deleted)}
    if weighed.block is None:  # how to come back must not vanish
        payload["vanish"] = desk.settings.notices.delete_after.total_seconds()
    if is_night(desk.orders.rulebook(case.chat), now):
        payload = {"to": case.member, "text": payload["text"], "otherwise": MORNING}
    notice = await unit.outbox.add(_of(case, Kind.SEND, payload), now)
    await unit.cases.tell(case.number, Telling("told", notice))
    return notice


async def reword(desk: Desk, unit: Unit, case: Case, name: str, now: datetime) -> bool:
    """Change what the member was told of the case; False when no notice stands."""
    text = desk.texts.render(
        name, member=case.member, name=desk.people.name(case.chat, case.member), case=case.number
    )
    notice = (await unit.cases.telling(case.number)).notice
    if notice is None:
        return False
    if await unit.outbox.reword(notice, text):
        return True
    fate, _ = await unit.outbox.fate(notice)
    if fate not in (Fate.DONE, Fate.WAITING):
        return False
    edit = Act(
        kind=Kind.EDIT,
        chat=case.chat,
        target=case.member,
        case=case.number,
        after=notice,
        payload={"of": notice, "text": text},
    )
    await unit.outbox.add(edit, now)
    return True


async def say(desk: Desk, unit: Unit, case: Case, text: str, now: datetime) -> None:
    """A later word on the case, with the same manners."""
    payload: dict[str, Any] = {"to": case.chat, "text": text}
    payload["vanish"] = desk.settings.notices.delete_after.total_seconds()
    act = _of(case, Kind.SEND, payload)
    wait = until_morning(desk.orders.rulebook(case.chat), now)
    if wait:  # when the chat opens: to him alone, or where he cannot be written to, there
        # It names no case to the outbox: the case's own notice is another message.
        payload = {"to": case.member, "text": text, "otherwise": payload}
        act = replace(act, case=None, delay=wait, payload=payload)
    await unit.outbox.add(act, now)


def _of(case: Case, kind: Kind, payload: dict[str, Any]) -> Act:
    return Act(kind=kind, chat=case.chat, target=case.member, case=case.number, payload=payload)


def _text(desk: Desk, weighed: Weighed, reason: str, deleted: int) -> str:
    case = weighed.case
    allowed = desk.settings.strikes.allowed
    known: dict[str, Any] = {
        "member": case.member,
        "name": desk.people.name(case.chat, case.member),
        "clauses": case.clauses,
        "case": case.number,
    }
    if weighed.block is not None:
        return desk.texts.render(
            "notices.blocked",
            **known,
            allowed=allowed,
            length=str(weighed.block.term),
            until=weighed.block.until,
            enforcement=desk.settings.blocks.enforcement.value,
        )
    known |= {"reason": reason.rstrip("."), "deleted": deleted}
    if not weighed.strike:
        return desk.texts.render("sanctions.told_reminded", **known)
    return desk.texts.render(
        "sanctions.told_warned", **known, strike=weighed.strike, allowed=allowed
    )
