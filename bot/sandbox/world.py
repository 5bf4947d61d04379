"""The sandbox as people live in it: who writes, edits, presses; and what they see."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.sandbox.buttons import Button, find_button
from bot.sandbox.errors import WriteRefusedError
from bot.sandbox.population import Population
from bot.sandbox.updates import encode, message_new, message_object
from bot.sandbox.vk_state import (
    ButtonPress,
    Call,
    Chat,
    Consent,
    Conversation,
    Message,
    Person,
    Restriction,
)


class World(Population):
    """What a test, a story or the page does in the sandbox, and what it can look at."""

    def write(
        self,
        chat: Chat | int,
        user: Person | int,
        text: str = "",
        at: datetime | None = None,
        *,
        attachments: Sequence[dict[str, Any]] = (),
        reply_to: Message | int | None = None,
        forwards: Sequence[Message] = (),
        payload: str | None = None,
    ) -> Message:
        """A member writes; `at` dates the message otherwise than now.

        Raises WriteRefusedError when he is not in the chat or restricted, as VK would not let him.
        """
        chat, user_id = self.chat(chat), self.person(user).id
        if user_id not in chat.members:
            raise WriteRefusedError(f"{user_id} is not in the chat")
        restricted, until = self.restricted_until(chat, user_id)
        if restricted:
            raise WriteRefusedError(f"{user_id} may only read in this chat", until)
        message = self.keep(
            chat,
            user_id,
            text=text,
            date=None if at is None else int(at.timestamp()),
            attachments=list(attachments),
            reply=_quoted(chat, reply_to),
            forwards=list(forwards),
            payload=payload,
        )
        self.deliver_message(chat, message)
        return message

    def write_private(
        self,
        user: Person | int,
        text: str = "",
        at: datetime | None = None,
        *,
        attachments: Sequence[dict[str, Any]] = (),
        reply_to: Message | int | None = None,
        payload: str | None = None,
    ) -> Message:
        """A person writes to the community, which may write back from then on."""
        dialog = self.community.dialog(self.person(user).id)
        if dialog.consent in (Consent.NEVER_WROTE, Consent.PRIVACY):
            dialog.consent = Consent.GIVEN
        message = self.keep(
            dialog,
            dialog.peer_id,
            text=text,
            date=None if at is None else int(at.timestamp()),
            attachments=list(attachments),
            reply=_quoted(dialog, reply_to),
            payload=payload,
        )
        self.deliver(self.community, "message_new", message_new(message))
        return message

    def edit(
        self,
        chat: Chat | int,
        message: Message | int,
        text: str,
        *,
        attachments: list[dict[str, Any]] | None = None,
    ) -> Message:
        """The author changes his chat message; bots hear of it only if this VK tells them."""
        chat = self.chat(chat)
        changed = self._edited(chat, message, text, attachments)
        self.deliver_edit(changed)
        return changed

    def edit_private(self, user: Person | int, message: Message | int, text: str) -> Message:
        dialog = self.community.dialog(self.person(user).id)
        changed = self._edited(dialog, message, text, None)
        self.deliver(self.community, "message_edit", message_object(changed))
        return changed

    def unsend(self, chat: Chat | int, message: Message | int) -> None:
        """The author deletes his own message for all; VK sends bots no update of it."""
        chat = self.chat(chat)
        found = _message(chat, message)
        self.delete(chat, found, found.from_id)

    def press(
        self,
        user: Person | int,
        chat: Chat | int,
        message: Message | int,
        button: str | tuple[int, int] = (0, 0),
    ) -> str | Message | None:
        """Press a button of a message, named by its label or its (row, column).

        `chat` may be the person's own id: the private dialog. A callback button returns the
        event's id, a text button the message that it writes, a link None.
        """
        user_id = self.person(user).id
        conversation = self.conversation(chat)
        found = _message(conversation, message)
        pressed = find_button(found.keyboard, button)
        if pressed.kind == "callback":
            return self._press_callback(user_id, found, pressed)
        if pressed.kind != "text":
            return None
        if isinstance(conversation, Chat):
            text = f"[club{self.community.id}|@{self.community.screen_name}] {pressed.label}"
            return self.write(conversation, user_id, text, payload=pressed.payload)
        return self.write_private(user_id, pressed.label, payload=pressed.payload)

    def react(
        self, chat: Chat | int, user: Person | int, message: Message | int, reaction: int = 1
    ) -> None:
        found = _message(self.chat(chat), message)
        found.reactions[self.person(user).id] = reaction
        body = {"reacted_id": self.person(user).id, "peer_id": found.peer_id}
        body |= {"cmid": found.cmid, "reaction_id": reaction}
        self.deliver(self.community, "message_reaction_event", body)

    def push_update(self, update: dict[str, Any] | bytes) -> None:
        """Send the bot an update of any form, as it is."""
        raw = update if isinstance(update, bytes) else encode(update)
        self.community.log.push(raw)

    # --- what can be seen -----------------------------------------------------------------

    def messages(self, chat: Chat | int) -> list[Message]:
        """All messages, deleted ones too, oldest first."""
        return list(self.chat(chat).messages)

    def visible(self, chat: Chat | int) -> list[Message]:
        return [each for each in self.chat(chat).messages if not each.deleted]

    def deleted(self, chat: Chat | int) -> list[Message]:
        return [each for each in self.chat(chat).messages if each.deleted]

    def restricted(self, chat: Chat | int) -> dict[int, Restriction]:
        """Who may only read now: member → his restriction."""
        chat = self.chat(chat)
        for member_id in chat.members:
            self.restricted_until(chat, member_id)  # drops the ended ones
        return {m.member_id: m.restriction for m in chat.members.values() if m.restriction}

    def private(self, user: Person | int) -> list[Message]:
        """The dialog of a person with the community, both sides, oldest first."""
        return list(self.community.dialog(self.person(user).id).messages)

    def calls(self, method: str | None = None) -> list[Call]:
        """The API calls so far, oldest first."""
        return [each for each in self.log if method is None or each.method == method]

    def conversation(self, chat: Chat | int) -> Conversation:
        """A chat, or the private dialog of the person with this id."""
        if isinstance(chat, int) and chat in self.people:
            return self.community.dialog(chat)
        return self.chat(chat)

    def _edited(
        self,
        conversation: Conversation,
        message: Message | int,
        text: str,
        attachments: list[dict[str, Any]] | None,
    ) -> Message:
        found = _message(conversation, message)
        found.text, found.edited_at = text, self.unix_time()
        if attachments is not None:
            found.attachments = attachments
        self.changed(conversation, found)
        return found

    def _press_callback(self, user_id: int, message: Message, button: Button) -> str | None:
        press = ButtonPress(
            self.new_event_id()[-12:], self.community.id, user_id, message.peer_id, self.ticks()
        )
        self.presses[press.event_id] = press
        body = {
            "user_id": user_id,
            "peer_id": message.peer_id,
            "event_id": press.event_id,
            "payload": button.payload_object,
            "conversation_message_id": message.cmid,
        }
        delivered = self.deliver(self.community, "message_event", body)
        return press.event_id if delivered else None


def _message(conversation: Conversation, message: Message | int) -> Message:
    return message if isinstance(message, Message) else conversation.message(message)


def _quoted(conversation: Conversation, message: Message | int | None) -> Message | None:
    return None if message is None else _message(conversation, message)
