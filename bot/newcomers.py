"""Clause 2.4: who comes into a chat is shown the rules and confirms them; nobody is forced.

Who comes in is noted at once and greeted a little later, with all who came in meanwhile; what
comes at night is greeted in the morning. Until he has confirmed, or was silent for so long
that he must have read them, his breaches are reminders and no strikes. Who leaves, leaves
freely (2.3): he is not asked back, and one who was not greeted yet is forgotten.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.commands.asked import Press, Reply
from bot.desk import Desk
from bot.events import Joined, Left
from bot.keyboards import Button, rows
from bot.night import is_night
from rules.regulation.acts import Act, Kind, Urgency
from rules.regulation.clauses import ACQUAINTANCE, Clause
from rules.regulation.entry import Deed, Entry
from rules.regulation.message import Role
from rules.regulation.policy import Mode
from storage.acquaintances import NOT_YET
from storage.unit import Unit

CONFIRM = "acquainted"
MOST_NAMED = 20  # people in one greeting


def version_of(clauses: Mapping[str, Clause]) -> str:
    """A short name of the rules as they are worded: another wording is another version."""
    worded = "\n".join(f"{number} {clauses[number].text}" for number in sorted(clauses))
    return hashlib.sha256(worded.encode()).hexdigest()[:12]


def greets(desk: Desk, chat: int) -> bool:
    """Are newcomers of this chat shown the rules? Not where the bot only watches."""
    orders = desk.orders
    return (
        orders.enabled(chat)
        and orders.mode(chat) is Mode.ENFORCE
        and desk.settings.greets(orders.kind(chat))
    )


async def joined(desk: Desk, unit: Unit, event: Joined, now: datetime) -> None:
    """Somebody came in. The chat's staff and communities need no greeting."""
    person = event.member > 0 and desk.people.role(event.chat, event.member) is Role.MEMBER
    if person and greets(desk, event.chat):
        await unit.acquaintances.welcome(event.chat, event.member, now)


async def left(unit: Unit, event: Left) -> None:
    await unit.acquaintances.dismiss(event.chat, event.member)


async def is_acquainted(desk: Desk, unit: Unit, chat: int, member: int, now: datetime) -> bool:
    """May his breaches count? Who was in the chat before the bot was never asked, and knows."""
    known = await unit.acquaintances.get(chat, member)
    if known is None or known.confirmed_at is not None or not greets(desk, chat):
        return True
    grace = desk.settings.newcomers.grace
    return known.version != NOT_YET and grace.after(known.asked_at) <= now


async def confirm(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    """«Ознакомлен(а)» under the rules: for oneself alone, and for the version that stands there."""
    version = version_of(desk.settings.clauses)
    if press.chat == press.member or press.data.get("v") != version:
        return Reply(desk.texts.render("newcomers.changed_since"))
    known = await unit.acquaintances.get(press.chat, press.member)
    if known and known.is_confirmed and known.version == version and known.confirmed_at:
        text = desk.texts.render("newcomers.confirmed_before", confirmed_at=known.confirmed_at)
        return Reply(text)
    await unit.acquaintances.confirm(press.chat, press.member, version, now)
    entry = Entry(
        action=Deed.ACQUAINTED,
        actor=str(press.member),
        chat=press.chat,
        target=press.member,
        clause=ACQUAINTANCE.number,
        reason=f"редакция {version}",
        outcome="ознакомлен(а)",
    )
    await unit.journal.add([entry], now)
    return Reply(desk.texts.render("newcomers.confirmed"))


@dataclass(slots=True)
class Greetings:
    """The chore: newcomers who wait for the rules, and rules that were changed."""

    desk: Desk
    _all_know: bool = field(default=False)  # in this run nobody has an older version any more

    async def waits(self, unit: Unit, now: datetime) -> bool:
        return bool(await self._waiting(unit, now) or await self._to_ask(unit, now))

    async def do(self, unit: Unit, now: datetime) -> None:
        for chat, members in (await self._waiting(unit, now)).items():
            await self._greet(unit, chat, members, now)
            await self._tell_of_strangers(unit, chat, members, now)
        for chat, asked in (await self._to_ask(unit, now)).items():
            text = self.desk.texts.render("newcomers.rules_changed", clauses=self._clauses())
            await self._show(unit, chat, text, asked, now)

    @property
    def _version(self) -> str:
        return version_of(self.desk.settings.clauses)

    async def _waiting(self, unit: Unit, now: datetime) -> dict[int, list[int]]:
        """By chat: who came in, where the first of them has waited for the others long enough."""
        found: dict[int, list[int]] = {}
        ripe: set[int] = set()
        for one in await unit.acquaintances.unshown():
            if one.asked_at + self.desk.settings.newcomers.gather <= now:
                ripe.add(one.chat)
            found.setdefault(one.chat, []).append(one.member)
        return {
            chat: members
            for chat, members in found.items()
            if chat in ripe and self._may(chat, now)
        }

    async def _to_ask(self, unit: Unit, now: datetime) -> dict[int, tuple[int, ...]]:
        """By chat: who knows the rules only as they were worded before."""
        if self._all_know:
            return {}
        outdated = await unit.acquaintances.outdated(self._version)
        self._all_know = not outdated
        return {chat: members for chat, members in outdated.items() if self._may(chat, now)}

    def _may(self, chat: int, now: datetime) -> bool:
        """At night a chat is left in peace."""
        return greets(self.desk, chat) and not is_night(self.desk.orders.rulebook(chat), now)

    async def _greet(self, unit: Unit, chat: int, members: Sequence[int], now: datetime) -> None:
        named = members[:MOST_NAMED]
        text = self.desk.texts.render(
            "newcomers.greeting",
            people=[self._named(chat, member) for member in named],
            others=len(members) - len(named),
            school=self.desk.settings.school.name,
            clauses=self._clauses(),
        )
        await self._show(unit, chat, text, members, now)

    async def _show(
        self, unit: Unit, chat: int, text: str, members: Sequence[int], now: datetime
    ) -> None:
        label = self.desk.texts.render("newcomers.button")
        button = Button(label, CONFIRM, {"v": self._version}, colour="positive")
        payload = {"to": chat, "text": text, "buttons": rows([button])}
        await unit.outbox.add(
            Act(kind=Kind.SEND, chat=chat, urgency=Urgency.REPLY, payload=payload), now
        )
        await unit.acquaintances.shown(chat, members, self._version, now)
        await unit.journal.add((_shown_to(chat, member, self._version) for member in members), now)

    async def _tell_of_strangers(
        self, unit: Unit, chat: int, members: Iterable[int], now: datetime
    ) -> None:
        """Who is not on the school's list: one word to each moderator, who decides (2.2)."""
        if not await unit.roster.is_kept():
            return
        strangers = sorted(await unit.roster.strangers(members))
        if not strangers:
            return
        text = self.desk.texts.render(
            "newcomers.strangers",
            chat=self.desk.people.title(chat),
            people=[self._named(chat, member) for member in strangers[:MOST_NAMED]],
            others=max(0, len(strangers) - MOST_NAMED),
        )
        told = self.desk.people.moderators(chat) or frozenset(self.desk.settings.school.admins)
        for moderator in sorted(told):
            payload = {"to": moderator, "text": text}
            act = Act(kind=Kind.SEND, chat=chat, urgency=Urgency.REPLY, payload=payload)
            await unit.outbox.add(act, now)

    def _named(self, chat: int, member: int) -> dict[str, object]:
        return {"member": member, "name": self.desk.people.name(chat, member)}

    def _clauses(self) -> list[Clause]:
        clauses = self.desk.settings.clauses
        return [clauses[number] for number in clauses if number.startswith("3.3.")]


def _shown_to(chat: int, member: int, version: str) -> Entry:
    return Entry(
        action=Deed.ACQUAINTED,
        chat=chat,
        target=member,
        clause=ACQUAINTANCE.number,
        reason=f"редакция {version}",
        outcome="правила показаны",
    )
