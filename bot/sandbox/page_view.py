"""What the page is shown: the world as plain JSON, times on the sandbox's own clock."""

from datetime import datetime
from typing import Any

from bot.sandbox.buttons import Button, buttons_of
from bot.sandbox.clock import SandboxClock
from bot.sandbox.errors import NotPossibleError
from bot.sandbox.service_lines import service_line
from bot.sandbox.stories import Step, Story, chat_titled, person_named
from bot.sandbox.vk import Change
from bot.sandbox.vk_state import Chat, Conversation, Membership, Message, Person
from bot.sandbox.world import World

NEWEST = 300  # messages of a conversation that the page starts with


class PageView:
    """Draws a world for the page; a member's text stays text, the page never parses it."""

    def __init__(self, world: World, clock: SandboxClock) -> None:
        self.world = world
        self.clock = clock

    def everything(self) -> dict[str, Any]:
        dialogs = self.world.community.dialogs.values()
        return {
            "bot": {"id": -self.world.community.id, "name": self.world.community.name},
            "people": [self.person(each) for each in self.world.people.values()],
            "chats": [self.chat(each) for each in self.world.chats.values()],
            "messages": [
                self.message(message)
                for conversation in (*self.world.chats.values(), *dialogs)
                for message in conversation.messages[-NEWEST:]
            ],
            "clock": self.time(),
        }

    def time(self) -> dict[str, Any]:
        return {"now": _local(self.clock.now()), "rate": self.clock.rate}

    def person(self, person: Person) -> dict[str, Any]:
        initials = (person.first_name[:1] + person.last_name[:1]).upper()
        shown = {"id": person.id, "name": person.name, "about": person.about}
        return {**shown, "initials": initials}

    def chat(self, chat: Chat) -> dict[str, Any]:
        members = [self._member(chat, each) for each in chat.members.values()]
        return {"peer": chat.peer_id, "title": chat.title, "members": members}

    def _member(self, chat: Chat, member: Membership) -> dict[str, Any]:
        restricted, until = self.world.restricted_until(chat, member.member_id)
        return {
            "id": member.member_id,
            "admin": chat.is_admin(member.member_id),
            "restricted": restricted,
            "until": None if until is None else _local(until.astimezone(self._zone)),
        }

    def message(self, message: Message) -> dict[str, Any]:
        return {
            "peer": message.peer_id,
            "cmid": message.cmid,
            "from": message.from_id,
            "at": self._moment(message.date),
            "text": message.text,
            "edited": message.edited,
            "deleted_by": message.deleted_by,
            "reply": self._quote(message.reply) if message.reply else None,
            "forwards": [self._quote(each) for each in message.forwards],
            "attachments": [str(each.get("type", "")) for each in message.attachments],
            "service": service_line(self.world, message) if message.action else None,
            "buttons": [[_button(each) for each in row] for row in buttons_of(message.keyboard)],
        }

    def change(self, change: Change) -> dict[str, Any] | None:
        """A change as the page's event stream carries it."""
        if change.kind == "answer":
            return {"kind": "answer", **(change.body or {})}
        conversation: Conversation = self.world.conversation(change.peer_id)
        if change.kind == "message" and change.cmid is not None:
            message = conversation.message(change.cmid)
            return {"kind": "message", "message": self.message(message)}
        if isinstance(conversation, Chat):
            return {"kind": "chat", "chat": self.chat(conversation)}
        return None

    def story(self, story: Story) -> dict[str, Any]:
        steps = [{"note": step.note, "peer": self._place(step)} for step in story.steps]
        about = {"name": story.name, "title": story.title, "about": story.about}
        return {**about, "steps": steps}

    def _place(self, step: Step) -> int | None:
        """Where a step is seen: a chat, or a person's dialog; None in a world without them."""
        try:
            if step.private:
                return person_named(self.world, step.who).id
            return chat_titled(self.world, step.chat) if step.chat else None
        except NotPossibleError:
            return None

    def _quote(self, message: Message) -> dict[str, Any]:
        return {"from": message.from_id, "text": message.text, "cmid": message.cmid}

    def _moment(self, unix_time: int) -> str:
        return _local(datetime.fromtimestamp(unix_time, self._zone))

    @property
    def _zone(self) -> Any:
        return self.clock.now().tzinfo


def _local(moment: datetime) -> str:
    """`2026-09-01T21:04:05`, the wall clock's reading: the page does no time zones."""
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")


def _button(button: Button) -> dict[str, Any]:
    shown = {"label": button.label, "kind": button.kind, "colour": button.colour}
    return {**shown, "link": button.link}
