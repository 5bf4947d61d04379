"""A person calls a case a breach: the ladder says what it brings, and it is carried out."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.desk import Desk
from bot.judging import signing
from bot.judging.closing import close
from bot.judging.ruling import Ruling
from bot.judging.telling import tell
from bot.newcomers import is_acquainted
from rules.regulation.acts import Act, Kind
from rules.regulation.cases import Case
from rules.regulation.clauses import BLOCKING
from rules.regulation.entry import Deed, Entry
from rules.regulation.fairness import needs_a_signature
from rules.regulation.judgement import Weighed, weigh
from rules.regulation.policy import Action
from storage.unit import Unit

DELETABLE = timedelta(hours=24)  # VK deletes for everybody no longer than that


@dataclass(frozen=True, slots=True)
class Verdict:
    """A breach in somebody's eyes: whose, of which case, and why."""

    case: Case
    judge: int
    reason: str
    confirms: bool = False  # the bot doubted, a person is sure
    outright: bool = False  # his own word: no «first time» of a light clause softens it
    message: int | None = None  # that the moderator pointed at
    signed_by: int | None = None


async def count(desk: Desk, unit: Unit, verdict: Verdict, now: datetime) -> Ruling:
    """Let the case count, or ask for the second signature that its block needs (2.8)."""
    case = verdict.case
    known = await unit.cases.of_member(case.chat, case.member)
    weighed = weigh(
        case,
        known,
        verdict.judge,
        now,
        desk.settings.ladder,
        desk.orders.rulebook(case.chat).policies,
        acquainted=await is_acquainted(desk, unit, case.chat, case.member, now),
        outright=verdict.outright,
    )
    if weighed.block is not None and verdict.signed_by is None:
        everywhere = await unit.cases.of_person(case.member)
        ladder = desk.settings.ladder
        if needs_a_signature(everywhere, case.member, verdict.judge, ladder, now):
            asked = await signing.ask(desk, unit, case, verdict.judge, verdict.reason, now)
            if asked is not None:
                return asked
    return await _carry_out(desk, unit, weighed, verdict, now)


async def _carry_out(
    desk: Desk, unit: Unit, weighed: Weighed, verdict: Verdict, now: datetime
) -> Ruling:
    case = weighed.case
    if weighed.block is None and case.term is not None:
        # The block that he meant is not due: his term may not lengthen a later one.
        case = replace(case, term=None)
        weighed = replace(weighed, case=case)
    await unit.cases.save(case)
    await unit.journal.add(_entries(weighed, verdict), now)
    deleted = await _delete(desk, unit, case, now)
    told = await tell(desk, unit, weighed, verdict.reason, deleted, now)
    if weighed.block is not None:
        await desk.blocks.impose(unit, weighed.block, case.chat, case.member, told)
    await close(desk, unit, case, verdict.judge, now)
    return _ruling(desk, weighed)


def _entries(weighed: Weighed, verdict: Verdict) -> list[Entry]:
    case, clause = weighed.case, weighed.case.clauses[0]
    reason = verdict.reason
    row = Entry(
        action=Deed.CONFIRM,
        actor=str(verdict.judge),
        chat=case.chat,
        target=case.member,
        case=case.number,
        clause=clause,
        reason=reason or None,
    )
    deed = Deed.WARNING if weighed.strike else Deed.REMINDER
    if weighed.block is not None:
        deed, clause = Deed.BLOCK, BLOCKING.number
        reason = f"до {weighed.block.until.isoformat(timespec='seconds')}; {reason}".rstrip("; ")
    brought = replace(
        row, action=deed, message=verdict.message, clause=clause, reason=reason or None
    )
    return [row, brought] if verdict.confirms else [brought]


async def _delete(desk: Desk, unit: Unit, case: Case, now: datetime) -> int:
    """What the rule deletes when it is certain goes now that a person is; how many messages."""
    policies = desk.orders.rulebook(case.chat).policies
    deletable = [
        one
        for one in await unit.cases.messages_of(case.number)
        if one.rule in policies and policies[one.rule].action is Action.DELETE
    ]
    gone = {one.message for one in deletable if one.certain}  # deleted when they came
    going = {
        one.message: one.clause
        for one in deletable
        if one.message not in gone and now - one.sent_at < DELETABLE
    }
    for message, clause in going.items():
        act = Act(
            kind=Kind.DELETE,
            chat=case.chat,
            target=case.member,
            message=message,
            case=case.number,
            clause=clause,
        )
        await unit.outbox.add(act, now)
    return len(going)


def _ruling(desk: Desk, weighed: Weighed) -> Ruling:
    case = weighed.case
    known = {
        "member": case.member,
        "name": desk.people.name(case.chat, case.member),
        "case": case.number,
    }
    short = desk.texts.render("sanctions.short_done", case=case.number)
    if weighed.block is not None:
        text = desk.texts.render("sanctions.blocked", until=weighed.block.until, **known)
    elif weighed.strike:
        allowed = desk.settings.strikes.allowed
        text = desk.texts.render(
            "sanctions.warned", strike=weighed.strike, allowed=allowed, **known
        )
    else:
        text = desk.texts.render("sanctions.reminded", **known)
    return Ruling(text, short, case)
