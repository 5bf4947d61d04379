"""Clause 2.7 in words and buttons: `/извинение`, «Возражаю», «Разблокировать»."""

from datetime import datetime

from bot.apologies import decline, objected, return_early, show
from bot.apology_questions import may_judge
from bot.commands.asked import Answer, Asked, Press, Reply
from bot.desk import Desk
from bot.night import is_night, morning
from rules.regulation.message import NOTHING_BEFORE, Message
from rules.regulation.return_early import Apology, Hearing, Window
from storage.sanctions import Sanction
from storage.unit import Unit

LONGEST = 500  # characters of an apology
# What an apology may not be; that it is short, hasty or late does not matter.
_JUDGED = ("3.3.3", "3.3.4", "3.3.5", "3.3.6", "Д.2.5", "Д.2.6")


async def apologise(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    """/извинение текст — shown in every chat where he is blocked, once for each block."""
    blocks = [s for s in await unit.sanctions.in_force() if s.member == asked.member]
    if not blocks:
        return Answer(desk.texts.render("apologies.no_block"))
    new = [block for block in blocks if await unit.apologies.of_block(block.case) is None]
    if not new:
        until = max(block.until for block in blocks)
        return Answer(desk.texts.render("apologies.second", until=until))
    new = [block for block in new if _is_heard(desk, block, now)]
    if not new:
        until = max(block.until for block in blocks)
        return Answer(desk.texts.render("apologies.ends_first", until=until))
    if not asked.rest:
        return Answer(desk.texts.render("apologies.no_words"))
    if len(asked.rest) > LONGEST:
        return Answer(desk.texts.render("apologies.too_long", most=LONGEST))
    broken = [clause for block in new for clause in _broken(desk, block, asked.rest, now)]
    if broken:
        clauses = tuple(dict.fromkeys(broken))
        return Answer(desk.texts.render("apologies.breaks_rules", clauses=clauses))
    last = max([await show(desk, unit, block, asked.rest, now) for block in new], key=_until)
    later = all(is_night(desk.orders.rulebook(block.chat), now) for block in new)
    known = {"until": last.until, "shortened": last.is_shortened}
    return Answer(desk.texts.render("apologies.received", **known, later=later))


def _until(window: Window) -> datetime:
    return window.until


def _is_heard(desk: Desk, block: Sanction, now: datetime) -> bool:
    """Does the chat open before the block is over? Else nobody could object."""
    return morning(desk.orders.rulebook(block.chat), now) < block.until


def _broken(desk: Desk, block: Sanction, words: str, now: datetime) -> list[str]:
    message = Message(chat=block.chat, id=0, author=block.member, sent_at=now, text=words)
    found = (rule.check(message, NOTHING_BEFORE) for rule in desk.orders.rules(block.chat, now))
    return [v.clause.number for v in found if v and v.certain and v.clause.number in _JUDGED]


async def object_(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    """«Возражаю» under the apology in the chat: members only, one vote is enough."""
    apology = await _of(press, unit)
    if apology is None or apology.chat != press.chat or not apology.takes_objections(now):
        return Reply(desk.texts.render("refusals.stale_button"))
    if press.member == apology.member:
        return Reply(desk.texts.render("apologies.own_apology"))
    if press.chat not in desk.people.chats_of(press.member):
        return Reply(desk.texts.render("apologies.not_a_member"))
    await objected(desk, unit, apology, press.member, now)
    return Reply(desk.texts.render("apologies.objection_taken"))


async def let_return(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    """«Разблокировать» under the moderators' question."""
    apology = await _his_to_decide(press, desk, unit)
    if isinstance(apology, Reply):
        return apology
    await return_early(desk, unit, apology, str(press.member), now)
    return Reply(desk.texts.render("apologies.returned"))


async def keep_term(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    """«Оставить срок» under the moderators' question."""
    apology = await _his_to_decide(press, desk, unit)
    if isinstance(apology, Reply):
        return apology
    await decline(desk, unit, apology, press.member, now)
    return Reply(desk.texts.render("apologies.kept"))


async def _of(press: Press, unit: Unit) -> Apology | None:
    number = press.number("n")
    return await unit.apologies.of_block(number) if number else None


async def _his_to_decide(press: Press, desk: Desk, unit: Unit) -> Apology | Reply:
    """The apology of a button, when the one who pressed may decide it."""
    apology = await _of(press, unit)
    if apology is None:
        return Reply(desk.texts.render("refusals.stale_button"))
    if not await may_judge(desk, unit, apology, press.member):
        return Reply(desk.texts.render("apologies.not_a_judge"))
    if apology.decided_by is not None and apology.decided_at is not None:
        name = desk.people.name(apology.chat, apology.decided_by)
        when = apology.decided_at
        return Reply(desk.texts.render("apologies.decided", name=name, when=when))
    if apology.state is not Hearing.HEARD:
        return Reply(desk.texts.render("refusals.stale_button"))
    return apology
