"""What holds in each chat: the configuration, and over it what was set there by a command.

Kept in memory, because every message of every chat is judged by it; the database is the truth.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import structlog

from bot.config.rulebook import Rulebook
from bot.config.settings import Settings
from bot.people import People
from rules.quiet_hours import QuietHours
from rules.regulation.policy import ChatKind, Mode
from rules.regulation.violation import Rule
from storage.errors import DatabaseError
from storage.orders import Order
from storage.unit import Memory

log = structlog.get_logger(__name__)

_NOTHING = Order()
_STAFF = re.compile(r"учител|педагог|педсовет|коллектив|администрац|методист|завуч", re.I)
_PARENTS = re.compile(r"родител|мамы|родком", re.I)
_CLASS = re.compile(r"\b(?:1[01]|[1-9])\s*[-«\"]?\s*[а-яё]\b|класс", re.I)


def guessed_kind(title: str) -> ChatKind:
    """What a chat's title says of whom it serves (2.1); OTHER where it says nothing.

    >>> guessed_kind("5А родители"), guessed_kind("Учителя 5 «А»"), guessed_kind("11Б")
    (<ChatKind.PARENTS: 'parents'>, <ChatKind.STAFF: 'staff'>, <ChatKind.CLASS: 'class'>)
    """
    for pattern, kind in (
        (_PARENTS, ChatKind.PARENTS),
        (_STAFF, ChatKind.STAFF),
        (_CLASS, ChatKind.CLASS),
    ):
        if pattern.search(title):
            return kind
    return ChatKind.OTHER


@dataclass(slots=True)
class Orders:
    settings: Settings
    people: People
    _orders: dict[int, Order] = field(default_factory=dict)
    _rules: dict[tuple[int, bool], tuple[Rule, ...]] = field(default_factory=dict)

    def remember(self, orders: Mapping[int, Order]) -> None:
        """What the database holds."""
        self._orders = dict(orders)
        self._rules.clear()

    async def reload(self, memory: Memory) -> None:
        """Read anew: a transaction that failed may have left more in memory."""
        try:
            async with memory.look() as unit:
                self.remember(await unit.orders.all())
        except DatabaseError as error:
            log.warning("what holds in the chats could not be re-read", why=str(error))

    def change(self, chat: int, **values: Any) -> None:
        """Something of a chat was set in the database: hold it here too."""
        self._orders[chat] = replace(self.of(chat), **values)
        self._rules.clear()

    def retitled(self) -> None:
        """A title may have changed the kind that is guessed from it."""
        self._rules.clear()

    def of(self, chat: int) -> Order:
        return self._orders.get(chat, _NOTHING)

    def kind(self, chat: int) -> ChatKind:
        """As the configuration says, else as a moderator said, else as the title looks."""
        own = self.of(chat).kind
        return self.settings.kind(chat, own or guessed_kind(self.people.title(chat)))

    def mode(self, chat: int) -> Mode:
        """As a moderator said, else as the configuration says."""
        return self.of(chat).mode or self.settings.mode(chat, self.kind(chat))

    def enabled(self, chat: int) -> bool:
        return self.settings.enabled(chat)

    def rulebook(self, chat: int) -> Rulebook:
        return self.settings.rulebook(chat, self.kind(chat))

    def exceptions(self, chat: int) -> frozenset[str]:
        return self.of(chat).exceptions

    def moderators(self, chat: int) -> frozenset[int]:
        """Named by the configuration or appointed; the chat's administrators come beside."""
        return self.settings.moderators(chat) | self.of(chat).moderators

    def is_urgent(self, chat: int, moment: datetime) -> bool:
        """Are the quiet hours lifted at that moment?"""
        until = self.of(chat).urgent_until
        return until is not None and moment <= until

    def rules(self, chat: int, sent_at: datetime) -> tuple[Rule, ...]:
        """The rules by which a message of that moment is judged; none where the bot looks away."""
        key = (chat, self.is_urgent(chat, sent_at))
        found = self._rules.get(key)
        if found is None:
            found = self._rules[key] = self._rules_of(*key)
        return found

    def _rules_of(self, chat: int, urgent: bool) -> tuple[Rule, ...]:
        if not self.enabled(chat):
            return ()
        rules = self.rulebook(chat).rules
        return tuple(r for r in rules if not (urgent and r.name == QuietHours.name))
