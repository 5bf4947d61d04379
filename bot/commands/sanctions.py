"""Clauses 2.6 and 2.7 by a moderator's word: he warns, blocks, and lets return early."""

from dataclasses import replace
from datetime import datetime

from bot.apologies import return_early
from bot.commands.asked import Answer, Asked, Press, Reply
from bot.commands.clause_said import clause_said, term_said
from bot.commands.target import target_of
from bot.desk import Desk
from bot.judging import Charge, Ruling, barred, breach, decline, sign, take_back
from bot.keyboards import Button, Rows, rows
from rules.regulation.durations import Duration
from rules.regulation.message import Message, Role
from rules.regulation.return_early import Apology, Hearing, NotYet, hindrance
from storage.sanctions import Sanction
from storage.unit import Unit

LONGEST_REASON = 500  # characters that the journal keeps
MOST_KEPT = 500  # … of the message that was answered, as evidence
UNDO = "take_back"


async def warn(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    """/предупредить @кто пункт причина — one counted case; the ladder says what it brings."""
    member, rest = target_of(asked, desk.people)
    refusal = _no_target(asked, desk, member)
    if member is None or refusal:
        return Answer(refusal)
    clause, reason, refusal = _clause_and_reason(desk, rest)
    if refusal:
        return Answer(refusal)
    return await _charge(asked, desk, unit, member, clause, reason, None, now)


async def block(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    """/блок @кто срок пункт причина — only where this breach is one too many (2.6)."""
    member, rest = target_of(asked, desk.people)
    refusal = _no_target(asked, desk, member)
    if member is None or refusal:
        return Answer(refusal)
    term, clause, reason, refusal = _term_clause_reason(desk, rest)
    if term is None or refusal:
        return Answer(refusal)
    if term.exceeds_a_month(now):
        return Answer(desk.texts.render("refusals.too_long"))
    return await _charge(asked, desk, unit, member, clause, reason, term, now)


def _no_target(asked: Asked, desk: Desk, member: int | None) -> str:
    """Why this person cannot be sanctioned here; nothing where he can."""
    if member is None:
        return desk.texts.render("refusals.no_target")
    name = desk.people.name(asked.chat, member)
    if desk.people.role(asked.chat, member) is not Role.MEMBER:
        return desk.texts.render("refusals.staff", member=member, name=name)
    if asked.chat not in desk.people.chats_of(member):
        return desk.texts.render("refusals.unknown_member")
    return ""


def _clause_and_reason(desk: Desk, rest: str) -> tuple[str, str, str]:
    """The clause, the reason, and what is wrong with them."""
    said = clause_said(rest)
    if said is None:
        return "", "", desk.texts.render("refusals.no_clause")
    if not said.is_known:
        return "", "", desk.texts.render("refusals.unknown_clause", clause=said.number)
    if not said.can_be_broken:
        return "", "", desk.texts.render("sanctions.not_a_breach", clauses=[said.number])
    if not said.rest:
        return "", "", desk.texts.render("refusals.no_reason")
    return said.number, said.rest[:LONGEST_REASON], ""


def _term_clause_reason(desk: Desk, rest: str) -> tuple[Duration | None, str, str, str]:
    """«3д 3.3.4 причина», and also «3.3.4 3д причина»."""
    term, after = term_said(rest)
    said = clause_said(rest) if term is None else None
    if said is not None and said.is_known:
        term, behind = term_said(said.rest)
        after = f"{said.number} {behind}"
    if term is None:
        given = (rest.split(maxsplit=1) or [""])[0] if said is None else ""
        return None, "", "", desk.texts.render("refusals.bad_duration", given=given[:40])
    return term, *_clause_and_reason(desk, after)


async def _charge(
    asked: Asked,
    desk: Desk,
    unit: Unit,
    member: int,
    clause: str,
    reason: str,
    term: Duration | None,
    now: datetime,
) -> Answer:
    said = _pointed_at(asked, desk, member)
    charge = Charge(
        chat=asked.chat,
        member=member,
        clause=clause,
        judge=asked.member,
        reason=reason,
        message=said.id if said is not None else None,
        said=said,
        sides=await _sides(unit, said),
        term=term,
    )
    ruling = await breach(desk, unit, charge, now)
    return Answer(ruling.text, buttons=undoing(desk, ruling))


def _pointed_at(asked: Asked, desk: Desk, member: int) -> Message | None:
    """The member's message that is answered, with as much of it as is known."""
    said = asked.message
    if said.reply_to is None or said.reply_author != member or asked.is_private:
        return None
    found = desk.recent.find(asked.chat, said.reply_to)
    if found is not None and found.author == member:
        return replace(found, text=found.text[:MOST_KEPT])
    return Message(
        chat=asked.chat,
        id=said.reply_to,
        author=member,
        sent_at=said.sent_at,
        text=said.quoted[:MOST_KEPT],
    )


async def _sides(unit: Unit, said: Message | None) -> tuple[int, ...]:
    """Whom that message makes sides of a dispute (2.8)."""
    if said is None:
        return ()
    reporters = await unit.cases.reporters_of(said.chat, said.id)
    sides = (one for one in (*said.addressed, *sorted(reporters)) if one != said.author)
    return tuple(dict.fromkeys(sides))


def undoing(desk: Desk, ruling: Ruling) -> Rows:
    """«Отменить», where something was done that can be undone."""
    if not ruling.done or ruling.case is None or not ruling.case.counts:
        return []
    return rows([Button(desk.texts.render("sanctions.button_take_back"), UNDO, _n(ruling))])


def _n(ruling: Ruling) -> dict[str, int | str]:
    return {"n": ruling.case.number} if ruling.case else {}


async def undo(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    """«Отменить» under a moderator's own confirmation, for a minute."""
    return Reply((await take_back(desk, unit, press.number("n") or 0, press.member, now)).short)


async def sign_(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    return Reply((await sign(desk, unit, press.number("n") or 0, press.member, now)).short)


async def decline_(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    return Reply((await decline(desk, unit, press.number("n") or 0, press.member, now)).short)


async def unblock(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    """/разблок @кто причина — early return after an apology without objection (2.7)."""
    member, reason = target_of(asked, desk.people)
    if member is None:
        return Answer(desk.texts.render("refusals.no_target"))
    name = desk.people.name(asked.chat, member)
    in_force = [
        one
        for one in await unit.sanctions.in_force()
        if (one.chat, one.member) == (asked.chat, member)
    ]
    if not in_force:
        return Answer(desk.texts.render("refusals.not_blocked", member=member, name=name))
    sanction = in_force[-1]
    case = await unit.cases.get(sanction.case)
    refusal = await barred(desk, unit, case, asked.member, now) if case is not None else None
    if refusal is not None:
        return Answer(refusal.text)
    if not reason:
        return Answer(desk.texts.render("refusals.no_reason"))
    apology = await unit.apologies.of_block(sanction.case)
    why_not = hindrance(apology)
    if apology is None or why_not is not None:
        return Answer(_not_yet(desk, sanction, apology, why_not))
    if apology.state is Hearing.DECLINED:
        return Answer(_declined(desk, apology))
    await return_early(desk, unit, apology, str(asked.member), now)
    return Answer(desk.texts.render("commands.done", case=sanction.case))


def _declined(desk: Desk, apology: Apology) -> str:
    """Another moderator heard this apology, and let the term run."""
    by = apology.decided_by or 0
    return desk.texts.render(
        "refusals.already_decided",
        decided_by=by,
        decided_by_name=desk.people.name(apology.chat, by),
        decided_at=apology.decided_at or apology.opened_at,
    )


def _not_yet(
    desk: Desk, sanction: Sanction, apology: Apology | None, why_not: NotYet | None
) -> str:
    if apology is not None and why_not is NotYet.WINDOW_OPEN:
        return desk.texts.render("refusals.window_open", until=apology.until)
    if why_not is NotYet.OBJECTION:
        return desk.texts.render("refusals.objection", until=sanction.until)
    name = desk.people.name(sanction.chat, sanction.member)
    return desk.texts.render(
        "refusals.no_apology", member=sanction.member, name=name, until=sanction.until
    )
