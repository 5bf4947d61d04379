"""What VK keeps, and how it passes messages on to the communities that may see them."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from bot.sandbox.errors import NotFoundError
from bot.sandbox.updates import envelope, message_new, message_object
from bot.sandbox.vk_state import (
    Behaviour,
    ButtonPress,
    Call,
    Chat,
    Community,
    Conversation,
    Dialog,
    Message,
    Person,
)

_MENTION = re.compile(r"[\[@*](?:club|public)(\d+)|[@*]([\w.]+)")


@dataclass(frozen=True, slots=True)
class Change:
    """Something that a page which shows this world should draw again."""

    kind: str
    """`message`, `chat`, `answer` (to a button press)."""
    peer_id: int
    cmid: int | None = None
    community_id: int = 0
    """Set for a private dialog, where `peer_id` is the person."""
    body: dict[str, Any] | None = None


class VK:
    """The state and the two things VK does by itself: keep a message, deliver an update.

    `clock` gives VK's time (aware); `ticks` counts real seconds, for rates and time-outs.
    Not thread-safe: use it from the event loop that serves it.
    """

    def __init__(
        self, clock: Callable[[], datetime], *, ticks: Callable[[], float] = time.monotonic
    ) -> None:
        self.clock = clock
        self.ticks = ticks
        self.behaviour = Behaviour()
        self.communities: dict[int, Community] = {}
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.log: list[Call] = []
        self.presses: dict[str, ButtonPress] = {}
        self.answers: dict[str, Any] = {}
        self.watchers: list[Callable[[Change], None]] = []
        self._event_ids = count(1)
        self._message_ids = count(1)

    def unix_time(self) -> int:
        return int(self.clock().timestamp())

    def person(self, person: Person | int) -> Person:
        found = person if isinstance(person, Person) else self.people.get(person)
        if found is None:
            raise NotFoundError(f"no person {person}")
        return found

    def chat(self, chat: Chat | int) -> Chat:
        found = chat if isinstance(chat, Chat) else self.chats.get(chat)
        if found is None:
            raise NotFoundError(f"no chat {chat}")
        return found

    def restricted_until(self, chat: Chat, member_id: int) -> tuple[bool, datetime | None]:
        """(restricted now?, until when or None for ever); an ended restriction is dropped."""
        member = chat.members.get(member_id)
        if member is None or member.restriction is None:
            return False, None
        until = member.restriction.until
        if until is not None and until <= self.clock():
            member.restriction = None
            return False, None
        return True, until

    def keep(self, conversation: Conversation, from_id: int, **fields: Any) -> Message:
        """Store a message at the end of a conversation; `date` is now unless given."""
        given_date = fields.pop("date", None)
        message = Message(
            peer_id=conversation.peer_id,
            cmid=len(conversation.messages) + 1,
            from_id=from_id,
            date=self.unix_time() if given_date is None else given_date,
            id=next(self._message_ids) if isinstance(conversation, Dialog) else 0,
            **fields,
        )
        conversation.messages.append(message)
        self.changed(conversation, message)
        return message

    def service(self, chat: Chat, from_id: int, kind: str, **action: Any) -> Message:
        """Store and deliver a service line («Анна вышла из чата»)."""
        message = self.keep(chat, from_id, action={"type": kind, **action})
        self.deliver_message(chat, message)
        return message

    def deliver_message(self, chat: Chat, message: Message) -> None:
        """Send `message_new` to the communities in the chat that VK lets see it."""
        for community in self.communities.values():
            if -community.id in chat.members and self.sees(community, chat, message):
                self.deliver(community, "message_new", message_new(message))

    def sees(self, community: Community, chat: Chat, message: Message) -> bool:
        """Does VK show this chat message to this community?"""
        if message.from_id == -community.id:
            return message.action is not None and self.behaviour.echoes_own_service
        if message.action is not None or chat.is_admin(-community.id) or chat.shows_all_to_bots:
            return True
        if message.reply is not None and message.reply.from_id == -community.id:
            return True
        return any(
            number == str(community.id) or (name and name == community.screen_name)
            for number, name in _MENTION.findall(message.text)
        )

    def deliver(self, community: Community, kind: str, body: Any) -> str | None:
        """Push an update if the community has this event ticked; the event's id, or None."""
        if not community.long_poll_enabled or not community.events.get(kind, False):
            return None
        event_id = self.new_event_id()
        community.log.push(envelope(community.id, kind, event_id, body))
        return event_id

    def deliver_edit(self, message: Message) -> None:
        """Send `message_edit` of a chat message, where this VK sends it at all."""
        chat = self.chats[message.peer_id]
        if not self.behaviour.sends_chat_edits:
            return
        for community in self.communities.values():
            if -community.id in chat.members and self.sees(community, chat, message):
                self.deliver(community, "message_edit", message_object(message))

    def delete(self, conversation: Conversation, message: Message, by: int) -> None:
        message.deleted_by, message.deleted_at = by, self.unix_time()
        self.changed(conversation, message)

    def older_than(self, message: Message, hours: float | None) -> bool:
        if hours is None:
            return False
        age = timedelta(seconds=self.unix_time() - message.date)
        return age > timedelta(hours=hours)

    def new_event_id(self) -> str:
        return f"{next(self._event_ids):040x}"

    def changed(self, conversation: Conversation, message: Message | None = None) -> None:
        """Tell the watchers that a chat, or a message in it, is to be drawn again."""
        if not self.watchers:
            return
        owner = 0
        if isinstance(conversation, Dialog):
            dialogs = ((c.id, c.dialogs) for c in self.communities.values())
            owner = next(n for n, d in dialogs if d.get(conversation.peer_id) is conversation)
        kind, cmid = ("chat", None) if message is None else ("message", message.cmid)
        self.tell(Change(kind, conversation.peer_id, cmid, owner))

    def tell(self, change: Change) -> None:
        for watcher in tuple(self.watchers):
            watcher(change)
