"""An exported history as it is replayed: every message once, in the order it was written."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from itertools import groupby
from types import MappingProxyType

from bot.errors import DezhurnyError
from bot.vk.decode import FIRST_CHAT
from rules.regulation.message import Message

MOST_EXPLAINED = 100  # unreadable lines that are told one by one; the others are only counted


class HistoryError(DezhurnyError):
    """The file cannot be replayed: one sentence that says why and what to do."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that could not be understood, and why."""

    place: str  # «строка 17», «messages50.html, сообщение 3»
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


@dataclass(frozen=True, slots=True)
class History:
    """What is replayed, and what was left out on the way."""

    messages: tuple[Message, ...]  # by time; a later version of a message is an edit of it
    titles: Mapping[int, str] = field(default_factory=dict)  # of chats, where the file tells
    names: Mapping[int, str] = field(default_factory=dict)  # of members, where the file tells
    unread: tuple[Unread, ...] = ()  # the first MOST_EXPLAINED
    unread_count: int = 0
    service: int = 0  # joinings, pinnings, deleted messages: nothing to judge
    repeated: int = 0  # the same message once more
    private: int = 0  # messages of private conversations: not the bot's business

    def at(self, zone: tzinfo) -> "History":
        """The same history on another school's clock."""
        return replace(self, messages=tuple(_moved(message, zone) for message in self.messages))


@dataclass(slots=True)
class Reading:
    """What the readers have found so far."""

    versions: list[tuple[Message, int]] = field(default_factory=list)  # with their update_time
    titles: dict[int, str] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    unread_count: int = 0
    service: int = 0

    def add(self, message: Message, edited: int = 0) -> None:
        """A message that was read; `edited` is the time of its last edit, 0 for none."""
        self.versions.append((message, edited))

    def refuse(self, place: str, reason: str) -> None:
        self.unread_count += 1
        if len(self.unread) < MOST_EXPLAINED:
            self.unread.append(Unread(place, reason))

    def settled(self) -> History:
        """The history in order. Raises HistoryError when there is no message in it."""
        if not self.versions:
            raise HistoryError(self._nothing())
        kept, private = _without_private(self.versions)
        messages, repeated = _in_order(kept)
        return History(
            messages,
            MappingProxyType(self.titles),
            MappingProxyType(self.names),
            tuple(self.unread),
            self.unread_count,
            self.service,
            repeated,
            private,
        )

    def _nothing(self) -> str:
        remedy = "Нужен архив ВКонтакте (vk.com/data_protection) или сообщения VK в JSON Lines."
        if self.unread:
            return f"В файле нет ни одного понятного сообщения ({self.unread[0]}). {remedy}"
        return f"В файле нет ни одного сообщения. {remedy}"


def _without_private(
    versions: list[tuple[Message, int]],
) -> tuple[list[tuple[Message, int]], int]:
    """Where there are chats, private conversations are left out: the bot never judges them."""
    chats = [one for one in versions if one[0].chat >= FIRST_CHAT]
    return (chats, len(versions) - len(chats)) if chats else (versions, 0)


def _in_order(versions: Iterable[tuple[Message, int]]) -> tuple[tuple[Message, ...], int]:
    """By time, and how many repeated ones were dropped.

    The first version of a message known to us stands where it was sent, though its words may
    be those of a later edit: an export does not keep what an edit replaced.
    """
    ordered = sorted(versions, key=lambda one: (one[0].chat, one[0].id, one[1]))
    messages: list[Message] = []
    for _, same in groupby(ordered, key=lambda one: (one[0].chat, one[0].id)):
        first, *later = same
        messages.append(first[0])
        told = {first[1]}
        for message, edited in later:
            if edited not in told:
                told.add(edited)
                at = datetime.fromtimestamp(edited, UTC).astimezone(message.sent_at.tzinfo)
                messages.append(replace(message, edited_at=at))
    repeated = len(ordered) - len(messages)
    messages.sort(key=lambda message: (message.edited_at or message.sent_at, message.id))
    return tuple(messages), repeated


def _moved(message: Message, zone: tzinfo) -> Message:
    edited = message.edited_at.astimezone(zone) if message.edited_at else None
    return replace(message, sent_at=message.sent_at.astimezone(zone), edited_at=edited)


def chats_of(history: History) -> Mapping[int, str]:
    """The chats, each with a title; one without is «чат 1», «чат 2» … in order of size."""
    sizes = Counter(message.chat for message in history.messages)
    return {
        chat: history.titles.get(chat) or f"чат {place}"
        for place, (chat, _) in enumerate(sizes.most_common(), start=1)
    }
