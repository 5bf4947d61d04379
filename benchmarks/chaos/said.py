"""What the trial's people did, and what the rules say of it: the checker's one side."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.config import Settings
from bot.config.rulebook import Rulebook
from rules.regulation.message import NOTHING_BEFORE, Message
from rules.regulation.policy import Action

Place = tuple[int, int]  # a chat, and a message's number in it


@dataclass(frozen=True, slots=True)
class Said:
    """A member's message, as it stands now, and what the rules say of it."""

    place: Place
    author: int
    by_staff: bool
    rules: frozenset[str]  # that it breaks
    is_deleted_for: bool  # one of them is certain, and such a message is deleted
    was_edited: bool = False


@dataclass(frozen=True, slots=True)
class Press:
    event: str
    member: int


@dataclass(frozen=True, slots=True)
class Order:
    """A command: its sign is a word in its reason that no other has."""

    chat: int
    member: int
    sign: str = ""


@dataclass(slots=True)
class Ledger:
    """All that was done, in the order in which it was done."""

    said: dict[Place, Said] = field(default_factory=dict)
    presses: list[Press] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)  # presses that VK no longer offered
    orders: list[Order] = field(default_factory=list)
    unsent: set[Place] = field(default_factory=set)  # their authors took them back
    untold: set[Place] = field(default_factory=set)  # edits of which VK tells nobody


class Judge:
    """The rules' own word on a message. None of the rules that hold here looks at the context."""

    def __init__(self, settings: Settings) -> None:
        self._book: Rulebook = settings.rulebook(0)
        self._zone = settings.zone

    def of(
        self, place: Place, author: int, text: str, at: datetime, *, edited: bool, by_staff: bool
    ) -> Said:
        sent_at = at.astimezone(self._zone)
        message = Message(
            chat=place[0],
            id=place[1],
            author=author,
            sent_at=sent_at,
            text=text,
            edited_at=sent_at if edited else None,
        )
        found = [v for rule in self._book.rules if (v := rule.check(message, NOTHING_BEFORE))]
        policies = self._book.policies
        deleted = any(v.certain and policies[v.rule].action is Action.DELETE for v in found)
        rules = frozenset(v.rule for v in found)
        return Said(place, author, by_staff, rules, deleted and not by_staff, edited)
