"""Messages that members show to the moderators. Who showed one stays with the bot.

A report opens no case: a moderator does, when he names the clause. The chat is told nothing
of it, and the moderators read what was written, not who minded it.
"""

from dataclasses import replace
from datetime import datetime

from bot.cards import close, owe
from bot.desk import Desk
from rules.personal_data import PersonalData
from rules.regulation.clauses import MODERATION
from rules.regulation.entry import BOT, Deed, Entry
from rules.regulation.message import NOTHING_BEFORE, Message, Role
from storage.cards import About
from storage.complaints import Complaint
from storage.unit import Unit

_MOST_DATA = 20  # personal data that are masked in one message


async def file(desk: Desk, unit: Unit, message: Message, reporter: int, now: datetime) -> None:
    """Keep a report of `message` and ask the moderators; a second of it joins the first."""
    before = await unit.complaints.of_message(message.chat, message.id)
    number = await unit.complaints.file(message.chat, message.id, message.author, reporter, now)
    await _journal(unit, message.chat, message.author, message.id, str(reporter), "подано", now)
    if any(one.decided_at is None for one in before):
        return
    words = masked(message)
    if words:
        until = desk.settings.evidence.keep.after(now)
        await unit.evidence.keep(words, message, None, desk.salt(), until)
    sides = {message.author, reporter}
    receivers = _receivers(desk, message, sides)
    await owe(desk, unit, About.COMPLAINT, number, receivers, now)


def _receivers(desk: Desk, message: Message, sides: set[int]) -> list[int]:
    """The staff's chat or the moderators; of a moderator's message, the administrators alone."""
    admins = frozenset(desk.settings.school.admins) - sides
    if desk.people.role(message.chat, message.author) is not Role.MEMBER:
        return sorted(admins)
    if desk.settings.cards.staff_chat is not None:
        return [desk.settings.cards.staff_chat]
    return sorted((desk.people.moderators(message.chat) - sides) or admins)


def masked(message: Message) -> str:
    """The message's words with the personal data in them masked."""
    rule, text = PersonalData(), message.text
    for _ in range(_MOST_DATA):
        found = rule.check(replace(message, text=text), NOTHING_BEFORE)
        if found is None or not found.fragment or found.evidence == found.fragment:
            break
        end = found.start + len(found.fragment)
        text = f"{text[: found.start]}{found.evidence or '…'}{text[end:]}"
    return text


async def decided(
    desk: Desk, unit: Unit, complaint: Complaint, by: int, case: int | None, now: datetime
) -> None:
    """A moderator has answered: `case` is what he made of it, None is «no breach»."""
    chat, message = complaint.chat, complaint.message
    open_ones = [
        one for one in await unit.complaints.of_message(chat, message) if one.decided_at is None
    ]
    await unit.complaints.decide(chat, message, by, case, now)
    if case is None:
        await unit.evidence.drop(chat, message)
        outcome = "не нарушение"
        await _journal(unit, chat, complaint.author, message, str(by), outcome, now)
    else:
        await unit.evidence.join(chat, message, case)
    for one in open_ones:
        await settle(desk, unit, one.id, now)


async def lapse(desk: Desk, unit: Unit, number: int, now: datetime) -> None:
    """Nobody has answered in time: nothing follows, and nothing is kept of the words."""
    complaint = await unit.complaints.get(number)
    if complaint is not None and complaint.decided_at is None:
        chat, message = complaint.chat, complaint.message
        await unit.complaints.decide(chat, message, None, None, now)
        await unit.evidence.drop(chat, message)
        await _journal(unit, chat, complaint.author, message, BOT, "без ответа", now)
    await settle(desk, unit, number, now)


async def settle(desk: Desk, unit: Unit, number: int, now: datetime) -> None:
    """The cards of a report that is decided say so."""
    complaint = await unit.complaints.get(number)
    if complaint is None or complaint.decided_at is None:
        await unit.cards.drop(About.COMPLAINT, number)
        return
    by = complaint.decided_by or 0
    text = desk.texts.render(
        "complaints.card_decided",
        case=complaint.case or 0,
        decided_by=by,
        decided_by_name=desk.people.name(complaint.chat, by) if by else "",
        decided_at=complaint.decided_at,
        length=str(desk.settings.cards.lapse),
    )
    await close(unit, About.COMPLAINT, number, text, now)


async def _journal(
    unit: Unit, chat: int, author: int, message: int, actor: str, outcome: str, now: datetime
) -> None:
    entry = Entry(
        action=Deed.COMPLAINT,
        actor=actor,
        chat=chat,
        target=author,
        message=message,
        clause=MODERATION.number,
        outcome=outcome,
    )
    await unit.journal.add([entry], now)
