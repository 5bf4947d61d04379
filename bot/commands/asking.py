"""What anybody may ask: the rules, how he stands, what there is to ask."""

from datetime import datetime

from bot.commands.asked import Answer, Asked
from bot.desk import Desk
from storage.unit import Unit


async def rules(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    """/правила — the clauses of 3.3 in the school's words."""
    clauses = [c for number, c in desk.settings.clauses.items() if number.startswith("3.3.")]
    return Answer(
        desk.texts.render(
            "commands.rules",
            school=desk.settings.school.name,
            clauses=clauses,
            allowed=desk.settings.strikes.allowed,
        )
    )


async def status(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    """/статус — one's own cases: in this chat, or in private those of every chat."""
    everywhere = await unit.cases.of_person(asked.member)
    cases = [case for case in everywhere if asked.is_private or case.chat == asked.chat]
    ladder = desk.settings.ladder
    strikes: set[int] = set()
    until: datetime | None = None
    for chat in {case.chat for case in cases}:
        standing = ladder.standing([case for case in cases if case.chat == chat], now)
        strikes |= set(standing.strikes)
        block = standing.block_at(now)
        if block is not None and (until is None or block.until > until):
            until = block.until
    told = [
        {
            "number": case.number,
            "opened_at": case.opened_at,
            "clauses": case.clauses,
            "expires_at": ladder.expire.after(case.opened_at) if case.number in strikes else None,
        }
        for case in cases[-MOST:]
    ]
    text = desk.texts.render(
        "commands.status",
        strikes=len(strikes),
        allowed=desk.settings.strikes.allowed,
        blocked_until=until,
        cases=told,
    )
    return Answer(text, is_personal=True)


MOST = 20  # cases of one answer: a message holds no more


async def help_(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    """/помощь — what the one who asks may say."""
    role = desk.people.best_role(asked.member) if asked.is_private else asked.role
    shown = [command for command in asked.book.values() if command.open_to(role)]
    return Answer(desk.texts.render("commands.help", commands=shown))
