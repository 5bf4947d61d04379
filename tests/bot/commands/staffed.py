"""A school with two moderators, a neighbouring chat with its own, and an administrator."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from bot.app import App
from bot.sandbox.vk_state import ButtonPress, Chat, Message, Person
from tests.bot.running import School, a_school

DOUBTFUL = "Ну блин, опять отменили экскурсию"  # where the school minds mild words
_forged = count(1)
HEAD = 1999  # the school administrator's number


@dataclass
class Staffed:
    """The school of `running.py`, and the people whom fair procedure needs."""

    school: School
    olga: Person  # the second moderator of the chat
    head: Person  # the school's administrator, in no chat
    stranger: Person  # moderates the neighbouring chat alone
    neighbours: Chat

    def __getattr__(self, name: str) -> Any:
        return getattr(self.school, name)

    async def told(self, app: App, who: Person, text: str, **more: Any) -> str:
        """A person says something in the chat; what the bot then says there."""
        said = self.school.world.write(self.school.chat, who, text, **more)
        await self.school.settle(app)
        later = self.school.world.messages(self.school.chat)[said.cmid :]
        return "\n".join(m.text for m in later if m.from_id < 0 and m.text)

    async def asked(self, app: App, who: Person, words: str) -> str:
        """A person writes it to the community in private; the newest answer."""
        for chat in (self.school.chat, self.neighbours):
            if not app.people.moderators(chat.peer_id):  # the bot has not met this chat yet
                self.school.world.write(chat, self.school.boris, "/правила")
        await self.school.settle(app)
        self.school.world.write_private(who, words)
        await self.school.settle(app)
        return self.private(who)[-1]

    def private(self, who: Person) -> list[str]:
        return [m.text for m in self.school.world.private(who) if m.from_id < 0]

    def with_button(self, place: Person | Chat, label: str) -> Message:
        """The newest message that carries the button."""
        key = place.id if isinstance(place, Person) else place.peer_id
        found = [
            m
            for m in self.school.world.conversation(key).messages
            if m.keyboard and label in str(m.keyboard)
        ]
        assert found, f"nobody was shown «{label}»"
        return found[-1]

    async def press(self, app: App, who: Person, message: Message, label: str) -> str:
        """Press; the passing word."""
        event = self.school.world.press(who, message.peer_id, message, label)
        assert isinstance(event, str)
        await self.school.until(lambda: event in self.school.world.answers)
        await self.school.settle(app)
        text: str = self.school.world.answers[event]["text"]
        assert len(text) <= 90
        return text

    async def forge(self, app: App, who: Person, message: Message, payload: Any) -> str:
        """A press with data of somebody's own making; the passing word."""
        world = self.school.world
        event = f"forged{next(_forged)}"
        world.presses[event] = ButtonPress(
            event, world.community.id, who.id, message.peer_id, world.ticks()
        )
        body = {
            "user_id": who.id,
            "peer_id": message.peer_id,
            "event_id": event,
            "payload": payload,
            "conversation_message_id": message.cmid,
        }
        world.deliver(world.community, "message_event", body)
        await self.school.until(lambda: event in world.answers)
        await self.school.settle(app)
        text: str = world.answers[event]["text"]
        assert len(text) <= 90
        return text

    async def actions(self, app: App) -> list[str]:
        return [row["action"] for row in await self.school.journal(app)]

    async def sanctioned(self, app: App) -> bool:
        """Was anybody warned, reminded or blocked by anyone but the bot?"""
        sanctions = {"warning", "reminder", "block", "restrict"}
        rows = await self.school.journal(app)
        return any(row["action"] in sanctions and row["actor"] != "bot" for row in rows)

    async def three_strikes(self, app: App) -> None:
        """Three of Anna's cases, by Maria's word, an hour apart and told."""
        for _ in range(3):
            said = await self.told(
                app, self.teacher, f"/предупредить {at(self.anna)} 3.3.4 брань в чате"
            )
            assert "дело №" in said
            self.clock.advance(timedelta(hours=1))
            await self.school.settle(app)


def at(person: Person) -> str:
    return f"[id{person.id}|{person.first_name}]"


@asynccontextmanager
async def a_staffed_school(folder: Path, **config: Any) -> AsyncIterator[Staffed]:
    rules = {"profanity": {"euphemisms": True}}
    config = {"school": {"admins": [HEAD]}, "rules": rules, **config}
    async with a_school(folder, **config) as school:
        world = school.world
        head = world.add_user("Нина", "Орлова", 1, id=HEAD)
        olga = world.add_user("Ольга", "Сомова", 1)
        stranger = world.add_user("Павел", "Серов", 2)
        world.join(school.chat, olga)
        world.make_admin(school.chat, olga)
        neighbours = world.add_chat("6Б родители", admins=[stranger], members=[school.boris])
        for person in (school.anna, school.boris, school.teacher, olga, head, stranger):
            world.allow_private(person)
        yield Staffed(school, olga, head, stranger, neighbours)
