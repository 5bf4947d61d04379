"""What the sandbox's VK remembers: people, communities, chats, dialogs, messages, calls."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

from bot.sandbox.errors import NotFoundError
from bot.sandbox.event_types import SENT_EVENTS
from bot.sandbox.long_poll import EventLog

CHAT_BASE = 2_000_000_000
"""A chat's `peer_id` is this plus its number."""


class Consent(Enum):
    """Whether a community may write to a person, and the error code when it may not."""

    GIVEN = 0
    BLACKLISTED = 900
    NEVER_WROTE = 901
    PRIVACY = 902


@dataclass(slots=True)
class Person:
    id: int
    first_name: str
    last_name: str
    sex: int = 0
    """As VK has it: 1 female, 2 male, 0 not said."""
    screen_name: str = ""
    about: str = ""
    """Who this is to the class («мама Пети»): for the page, VK does not know it."""

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class Restriction:
    """A member may read and not write, until a moment or (None) for ever."""

    until: datetime | None


@dataclass(slots=True)
class Membership:
    member_id: int
    """A person, or a community with a minus."""
    invited_by: int
    joined_at: int
    is_admin: bool = False
    restriction: Restriction | None = None


@dataclass(slots=True, eq=False)
class Message:
    peer_id: int
    cmid: int
    from_id: int
    date: int
    text: str = ""
    attachments: list[dict[str, Any]] = field(default_factory=list)
    reply: "Message | None" = None
    forwards: list["Message"] = field(default_factory=list)
    keyboard: dict[str, Any] | None = None
    payload: str | None = None
    action: dict[str, Any] | None = None
    id: int = 0
    """0 in chats, as in VK; a number of its own in private dialogs."""
    random_id: int = 0
    edited_at: int | None = None
    deleted_by: int | None = None
    deleted_at: int | None = None
    reactions: dict[int, int] = field(default_factory=dict)
    """Who reacted (a community with a minus) → reaction."""

    @property
    def deleted(self) -> bool:
        return self.deleted_by is not None

    @property
    def edited(self) -> bool:
        return self.edited_at is not None


@dataclass(slots=True, eq=False)
class Conversation:
    """Messages in order; a message's `conversation_message_id` is its place, from 1."""

    peer_id: int
    messages: list[Message] = field(default_factory=list)
    sent: dict[tuple[int, int], Message] = field(default_factory=dict)
    """(sender, random_id) → the message it first made."""

    def find(self, cmid: int) -> Message | None:
        return self.messages[cmid - 1] if 0 < cmid <= len(self.messages) else None

    def message(self, cmid: int) -> Message:
        found = self.find(cmid)
        if found is None:
            raise NotFoundError(f"no message {cmid} in {self.peer_id}")
        return found


@dataclass(slots=True, eq=False)
class Chat(Conversation):
    title: str = ""
    owner_id: int = 0
    members: dict[int, Membership] = field(default_factory=dict)
    disabled: bool = False
    shows_all_to_bots: bool = False
    """A bot that is no administrator still receives every message."""
    pinned: int | None = None
    admins_may_moderate: bool = True
    """Whether VK says that the community may delete others' messages (`acl.can_moderate`)."""

    def is_admin(self, member_id: int) -> bool:
        member = self.members.get(member_id)
        return member is not None and (member.is_admin or member_id == self.owner_id)


@dataclass(slots=True, eq=False)
class Dialog(Conversation):
    consent: Consent = Consent.NEVER_WROTE


@dataclass(slots=True, eq=False)
class Community:
    id: int
    name: str
    token: str = field(repr=False)
    screen_name: str
    permissions: set[str] = field(default_factory=lambda: {"messages", "manage"})
    events: dict[str, bool] = field(default_factory=lambda: dict.fromkeys(SENT_EVENTS, True))
    long_poll_enabled: bool = True
    long_poll_version: str = "5.199"
    bot_features: bool = True
    """«Возможности ботов» in the community's settings; without it, keyboards are refused."""
    log: EventLog = field(default_factory=EventLog, repr=False)
    dialogs: dict[int, Dialog] = field(default_factory=dict, repr=False)

    def dialog(self, user_id: int) -> Dialog:
        return self.dialogs.setdefault(user_id, Dialog(user_id))


@dataclass(frozen=True, slots=True)
class ButtonPress:
    """A pressed callback button that waits for `messages.sendMessageEventAnswer`."""

    event_id: str
    community_id: int
    user_id: int
    peer_id: int
    pressed_at: float


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the API as it came in; never with the token."""

    at: float
    """Real seconds on the world's steady count."""
    community_id: int
    method: str
    params: dict[str, Any]
    error: int | None
    """VK's error code, or None when it was answered."""


@dataclass(slots=True)
class Behaviour:
    """How this VK behaves where VK has a limit or where its behaviour is in doubt."""

    calls_per_second: int | None = 20
    """For each token; None lifts it, for benchmarks."""
    delete_within_hours: float | None = 24
    """Older messages are not deleted for all (924); None lifts it."""
    edit_within_hours: float | None = 24
    sends_chat_edits: bool = False
    """VK is reported not to send `message_edit` for chats to bots."""
    shows_deleted: bool = False
    """Whether a deleted message that is asked for comes back as an empty one, or not at all."""
    echoes_own_service: bool = False
    """Whether a community receives the service message that its own act makes."""
    event_answer_seconds: float = 60
