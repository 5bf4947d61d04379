"""A moderator's word before it counts: may he, is he a side, was somebody first?"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.commands.asked import STAFF
from bot.desk import Desk
from bot.night import until_morning
from rules.regulation.acts import Act, Kind, Urgency
from rules.regulation.cases import Case, State
from rules.regulation.entry import Deed, about_case
from rules.regulation.fairness import is_side, next_judge
from rules.regulation.policy import Mode
from storage.cards import About
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Ruling:
    """What came of a moderator's word."""

    text: str  # a whole sentence for him
    short: str  # the same as a passing word: at most 90 characters
    case: Case | None = None  # as it is now; None: refused, and nothing was done
    waits: bool = False  # a second person has to sign before it has any effect
    added: bool = False  # to a case that was decided before

    @property
    def done(self) -> bool:
        return self.case is not None and not self.waits and not self.added


async def may_judge(desk: Desk, unit: Unit, case: Case, judge: int) -> bool:
    """Does he moderate the case's chat, and is he no side of it?"""
    if desk.people.role(case.chat, judge) not in STAFF:
        return False
    return not is_side(case, judge, await unit.cases.reporters(case.number))


async def barred(
    desk: Desk, unit: Unit, case: Case, judge: int, now: datetime, reason: str = ""
) -> Ruling | None:
    """Why this person may not decide this case; None: he may. A side's case is passed on."""
    if desk.people.role(case.chat, judge) not in STAFF:
        only = desk.texts.render("refusals.moderators_only")
        return Ruling(only, only)
    if await may_judge(desk, unit, case, judge):
        return None
    reporters = await unit.cases.reporters(case.number)
    other = next_judge(
        case,
        desk.people.moderators(case.chat),
        desk.settings.school.admins,
        reporters,
        but={judge},
    )
    if other is not None:
        await _pass_on(desk, unit, case, judge, other, now, reason)
    return own_dispute(desk, case, other)


def own_dispute(desk: Desk, case: Case, other: int | None) -> Ruling:
    text = desk.texts.render(
        "refusals.own_dispute",
        passed_to=other or 0,
        passed_to_name=desk.people.name(case.chat, other) if other else "",
    )
    return Ruling(text, desk.texts.render("sanctions.short_own"))


async def _pass_on(
    desk: Desk, unit: Unit, case: Case, judge: int, other: int, now: datetime, reason: str
) -> None:
    """Once for each case and receiver, however often it is tried."""
    rows = await unit.journal.latest(1000, case=case.number, target=other)
    if any(row["action"] == Deed.PASSED for row in rows):
        return
    outcome = "передано: первый — участник спора"
    entry = about_case(
        case, Deed.PASSED, judge, target=other, reason=reason or None, outcome=outcome
    )
    await unit.journal.add([entry], now)
    if case.state is State.DOUBTFUL:
        await unit.cards.owe(About.CASE, case.number, other, now)
        return
    text = desk.texts.render(
        "sanctions.passed",
        case=case.number,
        chat=desk.people.title(case.chat),
        clauses=case.clauses,
        judge=judge,
        judge_name=desk.people.name(case.chat, judge),
    )
    await unit.outbox.add(to_staff(desk, case, other, text, now), now)


def to_staff(desk: Desk, case: Case, receiver: int, text: str, now: datetime) -> Act:
    """A private word to one who decides; at night it waits for the morning."""
    act = Act(kind=Kind.SEND, chat=case.chat, case=case.number, urgency=Urgency.REPLY)
    wait = until_morning(desk.orders.rulebook(case.chat), now)
    return replace(act, target=receiver, delay=wait, payload={"to": receiver, "text": text})


def already(desk: Desk, case: Case) -> Ruling:
    """Somebody was first: who, and when."""
    decided_by = int(case.decided_by) if case.decided_by.isdecimal() else 0
    text = desk.texts.render(
        "sanctions.already",
        case=case.number,
        decided_by=decided_by,
        decided_by_name=desk.people.name(case.chat, decided_by),
        decided_at=case.decided_at,
    )
    return Ruling(text, desk.texts.render("sanctions.short_already", case=case.number))


def of_staff(desk: Desk, chat: int, member: int) -> Ruling | None:
    """Moderators and administrators are sanctioned by nobody here, whatever they were before."""
    if desk.people.role(chat, member) not in STAFF:
        return None
    name = desk.people.name(chat, member)
    text = desk.texts.render("refusals.staff", member=member, name=name)
    return Ruling(text, text[:90])


def watching(desk: Desk, chat: int) -> Ruling | None:
    """Where the bot only watches, nobody is sanctioned, by nobody."""
    if desk.orders.mode(chat) is not Mode.OBSERVE and desk.people.moderated(chat):
        return None
    return Ruling(
        desk.texts.render("sanctions.observing"), desk.texts.render("sanctions.short_observing")
    )
