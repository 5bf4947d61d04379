"""Clause 2.9: who leaves the school leaves its chats, a pupil with his parents. No sanction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.commands.asked import Answer, Asked, Press, Reply
from bot.commands.target import target_of
from bot.desk import Desk
from bot.keyboards import Button, rows
from bot.roster.families import Leaver, Leaving, leavings
from rules.regulation.acts import Act, Kind, Urgency
from rules.regulation.clauses import LEAVERS
from rules.regulation.entry import Deed, Entry
from rules.regulation.message import Role
from storage.chats import Member
from storage.departures import Course, Departure, Place
from storage.unit import Unit

CONFIRM, DROP = "leave", "leave_not"
VALID = timedelta(hours=24)  # people move: an older list of places is not acted upon
LONGEST_REASON = 500  # characters
MOST_WAYS = 5  # buttons beside each other

Seen = Mapping[int, Mapping[int, Member]]  # by chat and number


@dataclass(frozen=True, slots=True)
class Going:
    """One person of those who leave: from where he goes, and where he stays."""

    person: Leaver
    name: str
    goes: tuple[int, ...] = ()
    stays: tuple[int, ...] = ()  # he still belongs there
    out_of_reach: tuple[int, ...] = ()  # he moderates there: VK lets nobody remove him

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple((chat, self.person.member) for chat in self.goes if self.person.member)


async def leaver(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    """/выбыл @кто причина — lists whom it takes from where, and asks; nothing is done yet."""
    target, reason = target_of(asked, desk.people)
    if target is None:
        return Answer(desk.texts.render("refusals.no_target"), is_personal=True)
    refusal = _refusal(desk, asked.member, target)
    if refusal:
        return Answer(refusal, is_personal=True)
    if not reason:
        return Answer(desk.texts.render("leavers.no_reason"), is_personal=True)
    seen = await unit.chats.people()
    ways = leavings(target, await unit.roster.all())[:MOST_WAYS]
    told, buttons = [], []
    for way in ways:
        going = [_going(desk, seen, person) for person in way.people]
        places = [place for one in going for place in one.places]
        told.append(_told(desk, way, going))
        if places or way.lines:
            number = await unit.departures.ask(
                asked.member, target, places, reason[:LONGEST_REASON], now
            )
            data = {"n": number, "w": ways.index(way)}
            buttons.append(Button(_label(desk, way, len(ways)), CONFIRM, data, colour="negative"))
    if not buttons:
        return Answer(desk.texts.render("leavers.nowhere"), is_personal=True)
    text = desk.texts.render("leavers.asked", ways=told, listed=ways[0].head is not None)
    drop = Button(desk.texts.render("leavers.drop_button"), DROP, {"n": _first(buttons)})
    return Answer(text, is_personal=True, buttons=rows(*([one] for one in buttons), [drop]))


def _first(buttons: Iterable[Button]) -> int:
    return int(next(iter(buttons)).data["n"])


def _refusal(desk: Desk, moderator: int, target: int) -> str:
    """Why this person may not say so of that one; nothing when he may."""
    people = desk.people
    if people.best_role(moderator) is Role.ADMINISTRATOR:
        return ""
    shared = set(people.chats_moderated_by(moderator)) & set(people.chats_of(target))
    if not shared:
        return desk.texts.render("refusals.unknown_member")
    if people.best_role(target) is not Role.MEMBER:
        name = people.name(min(shared), target)
        return desk.texts.render("refusals.staff", member=target, name=name)
    return ""


def _going(desk: Desk, seen: Seen, person: Leaver) -> Going:
    goes, stays, out_of_reach = [], [], []
    name = person.name
    for chat, members in sorted(seen.items()):
        known = members.get(person.member or 0)
        if known is None or known.left_at is not None:
            continue
        name = name or known.name
        if not person.goes_from(desk.people.title(chat), desk.orders.kind(chat)):
            stays.append(chat)
        elif known.is_moderator:
            out_of_reach.append(chat)
        else:
            goes.append(chat)
    return Going(person, name, tuple(goes), tuple(stays), tuple(out_of_reach))


def _told(desk: Desk, way: Leaving, going: Iterable[Going]) -> dict[str, object]:
    def titles(chats: Iterable[int]) -> list[str]:
        return [desk.people.title(chat) or desk.texts.render("commands.untitled") for chat in chats]

    return {
        "head": way.head.name if way.head else "",
        "form": way.head.form if way.head else "",
        "people": [
            {
                "member": one.person.member or 0,
                "name": one.name,
                "goes": titles(one.goes),
                "stays": titles(one.stays),
                "out_of_reach": titles(one.out_of_reach),
            }
            for one in going
        ],
    }


def _label(desk: Desk, way: Leaving, ways: int) -> str:
    name = way.head.name if way.head and ways > 1 else ""
    return desk.texts.render("leavers.confirm_button", name=name)


async def confirm(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    """The moderator who asked says yes: the places that were listed to him, and no others."""
    departure = await _open(press, unit, now)
    if departure is None:
        return Reply(desk.texts.render("refusals.stale_button"))
    if departure.moderator != press.member:
        return Reply(desk.texts.render("refusals.foreign_button"))
    if _refusal(desk, press.member, departure.target):
        return Reply(desk.texts.render("leavers.no_longer"))
    ways = leavings(departure.target, await unit.roster.all())
    chosen = press.number("w") or 0
    way = ways[chosen] if 0 <= chosen < len(ways) else None
    if way is None or not {member for _, member in departure.places} <= way.members:
        return Reply(desk.texts.render("refusals.stale_button"))  # the list was changed since
    await unit.departures.decide(departure.id, Course.DONE)
    await unit.departures.drop_all(departure)
    await unit.roster.left(way.lines, now)
    await _remove(desk, unit, departure, now)
    return Reply(desk.texts.render("leavers.done", places=len(departure.places)))


async def drop(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    departure = await _open(press, unit, now)
    if departure is None:
        return Reply(desk.texts.render("refusals.stale_button"))
    if departure.moderator != press.member:
        return Reply(desk.texts.render("refusals.foreign_button"))
    await unit.departures.drop_all(departure)
    return Reply(desk.texts.render("leavers.dropped"))


async def _open(press: Press, unit: Unit, now: datetime) -> Departure | None:
    number = press.number("n")
    departure = await unit.departures.get(number) if number else None
    if departure is None or departure.course is not Course.OPEN:
        return None
    return departure if now - departure.asked_at <= VALID else None


async def _remove(desk: Desk, unit: Unit, departure: Departure, now: datetime) -> None:
    """A kind word to each in private, and then out of the chats."""
    told: dict[int, int] = {}
    for chat, member in departure.places:
        if member not in told:
            text = desk.texts.render("leavers.farewell", school=desk.settings.school.name)
            payload = {"to": member, "text": text}
            word = Act(
                kind=Kind.SEND,
                chat=chat,
                target=member,
                clause=LEAVERS.number,
                urgency=Urgency.REPLY,
                payload=payload,
            )
            told[member] = await unit.outbox.add(word, now)
        await desk.blocks.drop(unit, chat, member)
        removal = Act(
            kind=Kind.REMOVE,
            chat=chat,
            target=member,
            clause=LEAVERS.number,
            after=told[member],
        )
        await unit.outbox.add(removal, now)
    # The reason stands with the departure and has an end; the journal says the clause.
    entries = [_entry(departure, chat, member) for chat, member in departure.places]
    await unit.journal.add(entries or [_entry(departure, None, departure.target)], now)


def _entry(departure: Departure, chat: int | None, member: int) -> Entry:
    return Entry(
        action=Deed.LEAVER,
        actor=str(departure.moderator),
        chat=chat,
        target=member,
        clause=LEAVERS.number,
        outcome="выбыл(а), без взыскания",
    )
