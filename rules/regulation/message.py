"""What a rule is shown: one message, and what stood in the chat shortly before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

_MENTION = re.compile(r"\[id(\d{1,15})\|")  # VK's own notation: «[id1|Анна]»
LONGEST_READ = 4096  # characters


class Role(StrEnum):
    MEMBER = "member"
    MODERATOR = "moderator"  # the chat's administrators, and those named in the config
    ADMINISTRATOR = "administrator"  # the school's, from `[school] admins`
    BOT = "bot"  # our own community, and others' posts


@dataclass(frozen=True, slots=True)
class Attachment:
    """One thing hung on a message. Its words are already part of `Message.text`."""

    kind: str  # the messenger's word: "sticker", "photo", "link", "poll", "audio_message" …
    title: str = ""  # a document's name, a link's title
    url: str = ""  # where a link leads, as text: the bot never opens it


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message, freed of the messenger that it came from."""

    chat: int  # the messenger's number of the chat (VK: peer_id)
    id: int  # its number in that chat (VK: conversation_message_id)
    author: int  # > 0 a person, < 0 a community
    sent_at: datetime  # aware, in the school's zone
    text: str  # all that a reader takes for the author's own words
    quoted: str = ""  # replied to and forwarded words: never counted against the author
    attachments: tuple[Attachment, ...] = ()
    reply_to: int | None = None  # the number of the message answered, in the same chat
    reply_author: int | None = None
    edited_at: datetime | None = None  # set when this is an edit of a message already sent
    role: Role = Role.MEMBER  # as far as is known when it is judged

    @property
    def is_edit(self) -> bool:
        return self.edited_at is not None

    @property
    def addressed(self) -> tuple[int, ...]:
        """The people whom it answers or mentions: sides of whatever dispute comes of it (2.8)."""
        answered = (self.reply_author,) if self.reply_author and self.reply_author > 0 else ()
        if "[id" not in self.text:
            return answered
        mentioned = (int(number) for number in _MENTION.findall(self.text[:LONGEST_READ]))
        return tuple(dict.fromkeys((*answered, *mentioned)))


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know besides the message: a snapshot, never a connection.

    Both run oldest first, hold new messages only (no edits, not the judged one), and are
    bounded: an hour at most, and some dozens of messages.
    """

    by_author: Sequence[Message] = ()  # of the same author in the same chat
    in_chat: Sequence[Message] = ()  # of everybody in the same chat
    exceptions: frozenset[str] = frozenset()  # folded words that this chat's moderators allowed


NOTHING_BEFORE = Context()
