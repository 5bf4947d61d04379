"""What is set for one chat: its exceptions, mode and kind, and who moderates it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.commands.asked import STAFF, Answer, Asked
from bot.commands.spoken import meant
from bot.commands.target import target_of
from bot.desk import Desk
from bot.judging.ruling import Ruling
from rules.hate import Hate
from rules.language.morphology import is_function_word
from rules.language.reading import read
from rules.language.swearing import judge
from rules.regulation.acts import Act, Kind, Urgency
from rules.regulation.clauses import MODERATION
from rules.regulation.entry import Deed, Entry
from rules.regulation.message import NOTHING_BEFORE, Message, Role
from rules.regulation.policy import ChatKind, Mode
from storage.unit import Unit

SHORTEST, LONGEST = 3, 40  # letters of a word that may be allowed
MODES: Mapping[str, Mode] = {"наблюдение": Mode.OBSERVE, "работа": Mode.ENFORCE}
KINDS: Mapping[str, ChatKind] = {
    "класс": ChatKind.CLASS,
    "родители": ChatKind.PARENTS,
    "учителя": ChatKind.STAFF,
    "другой": ChatKind.OTHER,
}
_KIND_SAID = {kind: word for word, kind in KINDS.items()}


async def exception(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    """/исключение слово · /исключение -слово · /исключение — what this chat may say."""
    said = asked.rest
    if not said:
        words = sorted(desk.orders.exceptions(asked.chat))
        return Answer(desk.texts.render("casework.exceptions", words=words), is_personal=True)
    if said[0] in "-–—":
        return await _forbid(asked, desk, unit, said.lstrip("-–— "), now)
    ruling = await allow_word(desk, unit, asked.chat, said, asked.member, now)
    return Answer(ruling.text, is_personal=True)


async def allow_word(
    desk: Desk, unit: Unit, chat: int, said: str, by: int, now: datetime
) -> Ruling:
    """Allow a word in a chat, by one of its moderators; never swearing, never a common word."""
    if desk.people.role(chat, by) not in STAFF:
        return _ruled(desk, "refusals.moderators_only")
    words = read(said).texts
    if len(words) != 1 or not words[0].isalpha() or not SHORTEST <= len(words[0]) <= LONGEST:
        return _ruled(desk, "casework.exception_one_word")
    (word,) = words
    if _is_swearing(word, said, now):
        return _ruled(desk, "casework.exception_swearing")
    if is_function_word(word):
        return _ruled(desk, "casework.exception_common", word=word)
    if not await unit.orders.allow(chat, word, by, now):
        return _ruled(desk, "casework.exception_known", word=word)
    desk.orders.change(chat, exceptions=desk.orders.exceptions(chat) | {word})
    await _journal(unit, Deed.EXCEPTION, chat, by, now, f"«{word}» разрешено")
    return _ruled(desk, "casework.exception_added", word=word)


def _is_swearing(word: str, said: str, now: datetime) -> bool:
    """Certain obscenity, or contempt of a group: no chat may make it its habit."""
    verdict = judge(said.strip()) or judge(word)
    if verdict is not None and verdict.certain and verdict.kind in ("obscene", "vulgar"):
        return True
    message = Message(chat=0, id=0, author=1, sent_at=now, text=said)
    found = Hate().check(message, NOTHING_BEFORE)
    return found is not None and found.certain


async def _forbid(asked: Asked, desk: Desk, unit: Unit, said: str, now: datetime) -> Answer:
    word = " ".join(read(said).texts)
    if not await unit.orders.forbid(asked.chat, word):
        return Answer(desk.texts.render("casework.exception_unknown", word=word), is_personal=True)
    kept = desk.orders.exceptions(asked.chat) - {word}
    desk.orders.change(asked.chat, exceptions=kept)
    await _journal(unit, Deed.EXCEPTION, asked.chat, asked.member, now, f"«{word}» снова судится")
    return Answer(desk.texts.render("casework.exception_removed", word=word), is_personal=True)


async def mode(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    """/режим наблюдение|работа"""
    wanted = MODES.get(asked.rest.casefold())
    if wanted is None:
        observing = desk.orders.mode(asked.chat) is Mode.OBSERVE
        near = meant(asked.rest.casefold(), tuple(MODES))
        return Answer(desk.texts.render("casework.mode_now", observing=observing, meant=near))
    await unit.orders.set(asked.chat, mode=wanted.value)
    desk.orders.change(asked.chat, mode=wanted)
    await _journal(unit, Deed.ORDER, asked.chat, asked.member, now, f"режим: {asked.rest}")
    text = desk.texts.render("greetings.mode_changed", observing=wanted is Mode.OBSERVE)
    return Answer(text, stays=True)


async def kind(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    """/чат класс|родители|учителя|другой"""
    said = asked.rest.casefold()
    wanted = KINDS.get(said)
    if wanted is None:
        now_is = _KIND_SAID[desk.orders.kind(asked.chat)]
        near = meant(said, tuple(KINDS))
        return Answer(desk.texts.render("casework.kind_now", kind=now_is, meant=near))
    configured = desk.settings.chats.peer.get(asked.chat)
    if configured is not None and configured.kind is not None:
        fixed = _KIND_SAID[configured.kind]
        return Answer(desk.texts.render("casework.kind_fixed", kind=fixed))
    await unit.orders.set(asked.chat, kind=wanted.value)
    desk.orders.change(asked.chat, kind=wanted)
    await _journal(unit, Deed.ORDER, asked.chat, asked.member, now, f"вид чата: {said}")
    return Answer(desk.texts.render("casework.kind_changed", kind=said))


async def appoint(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    """/назначить @кто — a moderator of this chat, by a school administrator."""
    member, refusal = _person(asked, desk)
    if member is None:
        return Answer(refusal)
    known = {"member": member, "name": desk.people.name(asked.chat, member)}
    if desk.people.role(asked.chat, member) in STAFF:
        return Answer(desk.texts.render("casework.appointed_already", **known))
    if asked.chat not in desk.people.chats_of(member):
        return Answer(desk.texts.render("refusals.unknown_member"))
    await unit.orders.appoint(asked.chat, member, asked.member, now)
    appointed = desk.orders.of(asked.chat).moderators | {member}
    desk.orders.change(asked.chat, moderators=appointed)
    await _journal(unit, Deed.ORDER, asked.chat, asked.member, now, "назначен модератор", member)
    text = desk.texts.render("casework.appointed_private", chat=desk.people.title(asked.chat))
    act = Act(kind=Kind.SEND, chat=asked.chat, target=member, urgency=Urgency.REPLY)
    await unit.outbox.add(replace(act, payload={"to": member, "text": text}), now)
    return Answer(desk.texts.render("casework.appointed", **known))


async def dismiss(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    """/снять @кто — one who was appointed by a command moderates no more."""
    member, refusal = _person(asked, desk)
    if member is None:
        return Answer(refusal)
    known = {"member": member, "name": desk.people.name(asked.chat, member)}
    if not await unit.orders.dismiss(asked.chat, member):
        return Answer(desk.texts.render("casework.not_appointed", **known))
    left = desk.orders.of(asked.chat).moderators - {member}
    desk.orders.change(asked.chat, moderators=left)
    await _journal(unit, Deed.ORDER, asked.chat, asked.member, now, "модератор снят", member)
    return Answer(desk.texts.render("casework.dismissed", **known))


def _person(asked: Asked, desk: Desk) -> tuple[int | None, str]:
    if asked.role is not Role.ADMINISTRATOR:
        return None, desk.texts.render("refusals.administrators_only")
    member, _ = target_of(asked, desk.people)
    return member, desk.texts.render("refusals.no_target")


def _ruled(desk: Desk, name: str, **data: object) -> Ruling:
    text = desk.texts.render(name, **data)
    return Ruling(text, text if len(text) <= 90 else text[:89] + "…")


async def _journal(
    unit: Unit, deed: Deed, chat: int, by: int, now: datetime, outcome: str, target: int = 0
) -> None:
    entry = Entry(
        action=deed,
        actor=str(by),
        chat=chat,
        target=target or None,
        clause=MODERATION.number,
        outcome=outcome,
    )
    await unit.journal.add([entry], now)
