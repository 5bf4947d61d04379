"""The bot comes into a chat, gains or loses its rights there, people come and go."""

from dataclasses import dataclass
from datetime import datetime

from bot.config.settings import Settings
from bot.desk import Desk
from bot.events import Joined, Left, Retitled
from bot.newcomers import joined, left
from bot.orders import Orders
from bot.people import Learnt, People
from bot.texts.texts import Texts
from rules.regulation.acts import Act, Kind, Urgency
from rules.regulation.clauses import MODERATION
from rules.regulation.entry import Deed, Entry
from rules.regulation.policy import Mode
from storage.chats import Member
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Arrivals:
    settings: Settings
    texts: Texts
    people: People
    orders: Orders
    community: int
    desk: Desk

    async def record(self, unit: Unit, event: Joined | Left | Retitled, now: datetime) -> None:
        if isinstance(event, Joined) and event.member == -self.community:
            await self._greet(unit, event, now)
        elif isinstance(event, Joined):
            await joined(self.desk, unit, event, now)
            await self.desk.blocks.come_back(unit, event.chat, event.member, now)
        elif isinstance(event, Left):
            await left(unit, event)
            self.people.part(event.chat, event.member)
            await unit.chats.part(event.chat, [event.member], now)
            if event.by != -self.community:
                await self.desk.blocks.leave(unit, event.chat, event.member)
        elif isinstance(event, Retitled):
            self.people.entitle(event.chat, event.title)
            self.orders.retitled()
            await unit.chats.note(event.chat, title=event.title[:256])

    async def _greet(self, unit: Unit, event: Joined, now: datetime) -> None:
        """Say once, in two lines, what the bot is, what it will do, which right it needs."""
        entry = Entry(
            action=Deed.JOINED,
            actor=str(event.by),
            chat=event.chat,
            target=event.member,
            clause=MODERATION.number,
        )
        await unit.journal.add([entry], now)
        chats = {chat.peer: chat for chat in await unit.chats.all()}
        known = chats.get(event.chat)
        if not self.orders.enabled(event.chat) or (known and known.greeted_at):
            return
        await unit.chats.note(event.chat, greeted_at=now)
        text = self.texts.render(
            "greetings.added",
            school=self.settings.school.name,
            needs_right=not (known and known.moderated),
            observing=self.orders.mode(event.chat) is Mode.OBSERVE,
        )
        await self._say(unit, event.chat, text, now)

    @staticmethod
    async def _say(unit: Unit, chat: int, text: str, now: datetime) -> None:
        payload = {"to": chat, "text": text}
        act = Act(kind=Kind.SEND, chat=chat, urgency=Urgency.REPLY, payload=payload)
        await unit.outbox.add(act, now)

    async def note(self, unit: Unit, learnt: Learnt, now: datetime) -> None:
        """Keep what asking about a chat has shown: people, and whether we may moderate."""
        chat = {one.peer: one for one in await unit.chats.all()}.get(learnt.chat)
        await unit.chats.note(learnt.chat, moderated=learnt.moderated, checked_at=now)
        if learnt.title:
            self.orders.retitled()
            await unit.chats.note(learnt.chat, title=learnt.title[:256])
        if learnt.moderated and chat and chat.greeted_at and not chat.moderated:
            await self._say(unit, learnt.chat, self.texts.render("greetings.right_gained"), now)
        if learnt.gone:
            await unit.chats.part(learnt.chat, learnt.gone, now)
        people = [Member(p.id, p.name, p.is_moderator) for p in learnt.people]
        await unit.chats.meet(learnt.chat, people, now)
        if learnt.moderated is None or learnt.moderated == learnt.was_moderated:
            return
        if learnt.was_moderated is None and learnt.moderated:
            return  # the first look finds all in order: nothing changed
        entry = Entry(
            action=Deed.RIGHTS,
            chat=learnt.chat,
            clause=MODERATION.number,
            outcome="права есть" if learnt.moderated else "прав нет: чат без надзора",
        )
        await unit.journal.add([entry], now)
        await self._tell_staff(unit, learnt, chat.checked_at if chat else None, now)

    async def _tell_staff(
        self, unit: Unit, learnt: Learnt, since: datetime | None, now: datetime
    ) -> None:
        """Supervision stopped or came back: whoever can mend it is told, if possible alone."""
        title = self.people.title(learnt.chat)
        name = "moderators.right_back" if learnt.moderated else "moderators.right_lost"
        text = self.texts.render(name, chat=title, since=since or now, now=now)
        public = {"to": learnt.chat, "text": self.texts.render("greetings.right_lost")}
        staff = sorted(self.people.moderators(learnt.chat) | frozenset(self.settings.school.admins))
        for place, person in enumerate(staff):
            payload: dict[str, object] = {"to": person, "text": text}
            if not learnt.moderated and place == 0:
                payload["otherwise"] = public  # nobody may be left to hear it but the chat
            act = Act(kind=Kind.SEND, chat=learnt.chat, urgency=Urgency.REPLY, payload=payload)
            await unit.outbox.add(act, now)
