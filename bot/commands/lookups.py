"""What a moderator looks up: the journal, and what the rules would say of a text."""

from collections.abc import Iterable
from datetime import datetime, time

from bot.commands.asked import STAFF, Answer, Asked
from bot.commands.casework import NUMBER
from bot.commands.target import target_of
from bot.commands.told import told
from bot.desk import Desk
from rules.quiet_hours import QuietHours
from rules.regulation.clauses import PERSONAL_DATA
from rules.regulation.message import Context, Message
from rules.regulation.violation import Explains, Rule, Violation
from storage.unit import Unit

MOST_ROWS = 15
NOON = time(12)  # a time of day at which no rule minds the hour


async def journal(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    """/журнал, /журнал N, /журнал @кто — the newest rows of the chats that he moderates."""
    staffed = desk.people.chats_moderated_by(asked.member)
    chats = staffed if asked.is_private else (asked.chat,)
    number = NUMBER.fullmatch(asked.rest)
    if number:
        case = await unit.cases.get(int(number[1]))
        if case is None:
            return Answer(desk.texts.render("refusals.unknown_case", case=int(number[1])))
        if desk.people.role(case.chat, asked.member) not in STAFF:
            return Answer(desk.texts.render("refusals.moderators_only"), is_personal=True)
        found = await unit.journal.latest(MOST_ROWS, chats=(case.chat,), case=case.number)
    elif asked.rest or asked.message.reply_author:
        member, _ = target_of(asked, desk.people)
        if member is None:
            return Answer(desk.texts.render("refusals.no_target"))
        found = await unit.journal.latest(MOST_ROWS, chats=chats, target=member)
    else:
        found = await unit.journal.latest(MOST_ROWS, chats=chats)
    shown = [told(row, desk) for row in reversed(found)]
    return Answer(desk.texts.render("casework.journal", rows=shown), is_personal=True)


async def check(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    """/проверить текст — what this chat's rules would say of it by day, with near misses."""
    if not asked.rest:
        return Answer(desk.texts.render("casework.nothing_to_check"))
    noon = datetime.combine(now.date(), NOON, now.tzinfo)
    message = Message(chat=asked.chat, id=0, author=asked.member, sent_at=noon, text=asked.rest)
    context = Context(exceptions=desk.orders.exceptions(asked.chat))
    rules = [r for r in desk.orders.rules(asked.chat, noon) if r.name != QuietHours.name]
    found, near = _said(rules, message, context)
    shown = [
        {"clauses": [v.clause.number], "certain": v.certain, "fragment": _fragment(v)}
        for v in found
    ]
    return Answer(desk.texts.render("casework.checked", found=shown, near=near), is_personal=True)


def _said(
    rules: Iterable[Rule], message: Message, context: Context
) -> tuple[list[Violation], list[str]]:
    found, near = [], []
    for rule in rules:
        violation = rule.check(message, context)
        if violation is not None:
            found.append(violation)
        elif isinstance(rule, Explains) and (words := rule.near_miss(message, context)):
            near.append(words.rstrip("."))
    return found, near


def _fragment(violation: Violation) -> str:
    """A personal datum is masked wherever it is shown."""
    if violation.clause is PERSONAL_DATA:
        return violation.evidence
    return violation.fragment
