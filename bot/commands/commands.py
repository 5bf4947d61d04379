"""The way from a message to its command and answer, and from a pressed button to its deed."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.commands.asked import STAFF, Answer, Asked, Command, Press, Reply, Where, Who
from bot.commands.asking import help_
from bot.commands.book import BOOK, BUTTONS
from bot.commands.picking import PICK, PICK_PAGE, chats_to_pick, picked_chat
from bot.commands.replying import reply
from bot.commands.spoken import meant, spoken
from bot.commands.target import names_in
from bot.desk import Desk
from bot.events import Pressed, Written
from rules.regulation.acts import Act, Kind
from rules.regulation.message import Message, Role
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Commands:
    desk: Desk

    def concern(self, event: Written) -> bool:
        """Is this message said to the bot? In private everything is; a community says nothing."""
        message = event.message
        return (
            not message.is_edit
            and message.author > 0
            and (event.is_private or spoken(message.text) is not None)
        )

    def names(self, event: Written) -> frozenset[str]:
        """Screen names that have to be resolved before the command can be carried out."""
        said = spoken(event.message.text)
        return names_in(said.rest) if said else frozenset()

    async def answer(self, unit: Unit, event: Written, now: datetime) -> None:
        """Answer a command; what is none is helped with in private and let be in a chat."""
        asked = self._asked(event.message, event.is_private)
        said = spoken(event.message.text)
        name = said.name if said else ""
        if name in BOOK:
            answer = await self._run(BOOK[name], asked, unit, now)
        elif event.is_private and not name:
            answer = await help_(asked, self.desk, unit, now)
        elif event.is_private or meant(name, tuple(BOOK)):
            answer = self._unknown(name)
        else:
            return  # another bot's command, perhaps: a chat needs no word on it
        await self._say(unit, asked, answer, now)

    async def fail(self, unit: Unit, event: Written, now: datetime) -> None:
        """The command raised, and was undone: its asker is told so."""
        asked = self._asked(event.message, event.is_private)
        await self._say(unit, asked, Answer(self.desk.texts.render("commands.failed")), now)

    async def press(self, unit: Unit, event: Pressed, now: datetime) -> None:
        """Do what a button stands for; who pressed is told in a passing word."""
        data = event.payload if isinstance(event.payload, dict) else {}
        press = Press(chat=event.chat, member=event.member, message=event.message, data=data)
        reply = await self._pressed(press, unit, now)
        payload = {"event": event.event, "text": reply.text}
        act = Act(kind=Kind.ANSWER, chat=event.chat, target=event.member, payload=payload)
        await unit.outbox.add(act, now)

    async def _pressed(self, press: Press, unit: Unit, now: datetime) -> Reply:
        do = press.data.get("do")
        if do in (PICK, PICK_PAGE):
            return await self._picked(press, unit, now)
        deed = BUTTONS.get(do) if isinstance(do, str) else None
        if deed is None:
            return Reply(self.desk.texts.render("refusals.stale_button"))
        return await deed(press, self.desk, unit, now)

    def _asked(self, message: Message, is_private: bool) -> Asked:
        said = spoken(message.text)
        return Asked(
            chat=message.chat,
            member=message.author,
            role=self.desk.people.role(message.chat, message.author),
            rest=said.rest if said else "",
            is_private=is_private,
            message=message,
            book=BOOK,
        )

    async def _run(self, command: Command, asked: Asked, unit: Unit, now: datetime) -> Answer:
        refusal = self._misplaced(command, asked)
        if refusal:
            return Answer(self.desk.texts.render(refusal))
        if asked.is_private and command.where is Where.OF_A_CHAT:
            return await self._in_a_chat(command, asked, unit, now)
        if asked.is_private and command.who is not Who.ANYONE:
            # Of a case, whose own chat is checked by the command itself.
            role = self.desk.people.best_role(asked.member)
            asked = replace(asked, role=role)
        if not command.open_to(asked.role):
            return Answer(self._not_for(command))
        return await command.does(asked, self.desk, unit, now)

    @staticmethod
    def _misplaced(command: Command, asked: Asked) -> str:
        if command.where is Where.PRIVATE and not asked.is_private:
            return "refusals.in_private_only"
        if command.where is Where.CHAT and asked.is_private:
            return "refusals.in_chat_only"
        return ""

    def _not_for(self, command: Command) -> str:
        only = "administrators" if command.who is Who.ADMINISTRATOR else "moderators"
        return self.desk.texts.render(f"refusals.{only}_only")

    async def _in_a_chat(self, command: Command, asked: Asked, unit: Unit, now: datetime) -> Answer:
        """In private: the only chat there is for it, or a question which of them."""
        chats = self._open_chats(command, asked.member)
        if not chats:
            return Answer(self._not_for(command))
        if len(chats) == 1:
            return await self._run_in(chats[0], command, asked, unit, now)
        await unit.unsaid.keep(asked.member, asked.message.text, now)
        return chats_to_pick(self.desk, chats)

    def _open_chats(self, command: Command, member: int) -> tuple[int, ...]:
        people = self.desk.people
        if command.who is Who.ANYONE:
            chats = people.chats_of(member)
        else:
            chats = people.chats_moderated_by(member)
        return tuple(
            chat
            for chat in chats
            if self.desk.orders.enabled(chat) and command.open_to(people.role(chat, member))
        )

    async def _run_in(
        self, chat: int, command: Command, asked: Asked, unit: Unit, now: datetime
    ) -> Answer:
        role = self.desk.people.role(chat, asked.member)
        return await command.does(replace(asked, chat=chat, role=role), self.desk, unit, now)

    async def _picked(self, press: Press, unit: Unit, now: datetime) -> Reply:
        """A chat was picked for the command that waits for one, or another page of chats."""
        stale = Reply(self.desk.texts.render("refusals.stale_button"))
        words = await unit.unsaid.take(press.member, now)
        said = spoken(words) if words else None
        command = BOOK.get(said.name) if said else None
        if words is None or command is None or press.chat != press.member:
            return stale
        message = Message(chat=press.chat, id=0, author=press.member, sent_at=now, text=words)
        asked = self._asked(message, is_private=True)
        chats = self._open_chats(command, press.member)
        if press.data.get("do") == PICK_PAGE:
            await unit.unsaid.keep(press.member, words, now)
            await self._say(
                unit, asked, chats_to_pick(self.desk, chats, press.number("p") or 0), now
            )
            return Reply(self.desk.texts.render("commands.more_chats"))
        chat = picked_chat(press, chats)
        if chat is None:
            return stale
        await self._say(unit, asked, await self._run_in(chat, command, asked, unit, now), now)
        return Reply(
            self.desk.texts.render("commands.chat_picked", chat=self.desk.people.title(chat))
        )

    def _unknown(self, name: str) -> Answer:
        close = meant(name, tuple(BOOK))
        near = f"/{close}" if close else ""
        return Answer(self.desk.texts.render("commands.unknown", given=f"/{name}", meant=near))

    async def _say(self, unit: Unit, asked: Asked, answer: Answer, now: datetime) -> None:
        await unit.outbox.add(reply(asked, answer, self.desk, now), now)

    def by_staff(self, event: Written) -> bool:
        """Is this a command of one who moderates here? Its words are not judged as talk."""
        role: Role = self.desk.people.role(event.chat, event.message.author)
        return role in STAFF and self.concern(event)

    def by_staff_of_all_chats(self, event: Written) -> bool:
        """A command for which it has to be known who is in which chat, of one who may give it."""
        said = spoken(event.message.text)
        command = BOOK.get(said.name) if said else None
        if command is None or not command.all_chats:
            return False
        return self.desk.people.best_role(event.message.author) in STAFF
