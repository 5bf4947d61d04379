"""The kinds of damage that the checker knows, and one piece of it."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

Thing = TypeVar("Thing", bound=Hashable)


class Damage(StrEnum):
    CHAIN = "the journal's chain is broken"
    WAITING = "an act that is due was not done"
    SET_ASIDE = "an update was set aside"
    SENT_UNKNOWN = "VK holds a message of ours that no row has sent"
    SENT_TWICE = "one row's message stands twice in VK"
    NOT_SENT = "a row says that it was sent, and VK holds nothing"
    TOLD_TWICE = "the same words were sent twice about one case"
    NOT_TOLD = "a decision that its member was not told of"
    PRESS_LOST = "a pressed button without an answer"
    PRESSED_TWICE = "a pressed button that was answered twice"
    ORDER_LOST = "a command without an answer"
    ORDERED_TWICE = "a command that was carried out or answered twice"
    JUDGED_TWICE = "one breach of one rule was journaled twice"
    BREACH_LOST = "a breach that the journal does not know"
    WRONGED = "a clean message was judged or deleted"
    NOT_DELETED = "a breach stands in the chat, and the journal does not say why"
    DELETED_TWICE = "one message's deletion was journaled twice"
    DELETED_UNKNOWN = "the bot deleted a message without a row in the journal"
    DELETED_NOT = "the journal says deleted, and the message stands"
    DEED_TWICE = "one message brought the same sanction twice"
    NUMBERS = "the numbers of cases have a gap"
    MISCOUNTED = "a case counts other messages than it has"
    STRIKES = "blocks are not those that the cases bring"
    UNJOURNALED_BLOCK = "the journal and the sanctions disagree on what is in force"
    UNRESTRICTED = "a block is in force, and VK lets its member write"
    RESTRICTED = "VK lets somebody only read, and no block is in force"


@dataclass(frozen=True, slots=True)
class Finding:
    damage: Damage
    what: str

    def __str__(self) -> str:
        return f"{self.damage}: {self.what}"


def twice(things: Iterable[Thing]) -> list[Thing]:
    """What is there more than once."""
    return [thing for thing, times in Counter(things).items() if times > 1]
