"""/пожаловаться: a member shows a message to the moderators, who name the clause or none."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot import complaints
from bot.card_faces import CITE, CITED, NO_BREACH, SEEN
from bot.commands.asked import STAFF, Answer, Asked, Press, Presses, Reply
from bot.desk import Desk
from bot.judging import Charge
from bot.judging import breach as charge_with
from rules.regulation.acts import Act, Kind, Urgency
from rules.regulation.message import Role
from storage.complaints import Complaint
from storage.unit import Unit

A_DAY = timedelta(days=1)
MOST_A_DAY = 5  # of one member
LONGEST = 500  # characters of the message that the moderators are shown


async def complain(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    """/пожаловаться — as a reply. The command itself is taken out of the chat at once."""
    await _hide(asked, unit, now)
    refusal = await _refused(asked, desk, unit, now)
    if refusal:
        return Answer(desk.texts.render(refusal, most=MOST_A_DAY), secret=True)
    message = asked.message
    shown = replace(
        message,
        id=message.reply_to or 0,
        author=message.reply_author or 0,
        text=message.quoted[:LONGEST],
    )
    await complaints.file(desk, unit, shown, asked.member, now)
    return Answer(desk.texts.render("complaints.received"), secret=True)


async def _hide(asked: Asked, unit: Unit, now: datetime) -> None:
    """Who reports is nobody's business in the chat: his command does not stay there."""
    act = Act(
        kind=Kind.DELETE,
        chat=asked.message.chat,
        target=asked.member,
        message=asked.message.id,
        urgency=Urgency.DELETE,
        payload={"own": True},
    )
    await unit.outbox.add(act, now)


async def _refused(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> str:
    """The sentence on why this is no report that can be passed on; empty where it is one."""
    author, number = asked.message.reply_author, asked.message.reply_to
    if not number or not author:
        return "complaints.no_message"
    if author == asked.member:
        return "complaints.your_own"
    if author < 0:
        return "complaints.not_a_member"
    made = await unit.complaints.of_message(asked.chat, number)
    if any(one.reporter == asked.member for one in made):
        return "complaints.once"
    if await unit.complaints.made_since(asked.member, now - A_DAY) >= MOST_A_DAY:
        return "complaints.enough"
    if await unit.cases.rules_broken_by(asked.chat, number):
        return "complaints.known"
    return ""


async def cite(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    """«п. 3.3 (3), грубость» — the moderator says which clause the message breaks."""
    complaint = await _open_to(press, desk, unit)
    if isinstance(complaint, Reply):
        return complaint
    clause = press.data.get("c")
    if clause not in {known.number for known in CITED}:
        return Reply(desk.texts.render("refusals.stale_button"))
    said = desk.recent.find(complaint.chat, complaint.message)
    charge = Charge(
        chat=complaint.chat,
        member=complaint.author,
        clause=str(clause),
        judge=press.member,
        reason=desk.texts.render("complaints.reason"),
        message=complaint.message,
        said=said,
        sides=said.addressed if said is not None else (),  # its reporter is one without a word
    )
    return Reply((await charge_with(desk, unit, charge, now)).short)


async def clean(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    """«Не нарушение» — and nothing is kept of the message."""
    complaint = await _open_to(press, desk, unit)
    if isinstance(complaint, Reply):
        return complaint
    await complaints.decided(desk, unit, complaint, press.member, None, now)
    return Reply(desk.texts.render("complaints.closed"))


async def seen(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    """«Прочитано» — an administrator has read of a moderator's message."""
    if desk.people.best_role(press.member) is not Role.ADMINISTRATOR:
        return Reply(desk.texts.render("refusals.foreign_button"))
    return await clean(press, desk, unit, now)


async def _open_to(press: Press, desk: Desk, unit: Unit) -> Complaint | Reply:
    """The report of a button, when the one who pressed may decide it."""
    number = press.number("n")
    complaint = await unit.complaints.get(number) if number else None
    if complaint is None:
        return Reply(desk.texts.render("refusals.stale_button"))
    if desk.people.role(complaint.chat, press.member) not in STAFF:
        return Reply(desk.texts.render("refusals.foreign_button"))
    made = await unit.complaints.of_message(complaint.chat, complaint.message)
    if press.member == complaint.author or press.member in {one.reporter for one in made}:
        return Reply(desk.texts.render("complaints.you_are_a_side"))
    if complaint.decided_at is not None:
        breach = complaint.case is not None
        return Reply(desk.texts.render("complaints.decided_before", breach=breach))
    return complaint


COMPLAINT_BUTTONS: dict[str, Presses] = {CITE: cite, NO_BREACH: clean, SEEN: seen}
