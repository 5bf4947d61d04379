"""What a breach of each rule brings, and the words in which a school chooses it.

The table is the default; `[rules.<rule>] action` changes the first column, for the school,
for a kind of chat, or for one chat. Doubtful violations are not here: whatever the rule,
they cost nothing and go to the moderators as a card.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Action(StrEnum):
    """What happens to a certain violation."""

    DELETE = "delete"  # the message goes, the case counts
    WARN = "warn"  # the message stays, the case counts
    REMIND = "remind"  # the message stays, a word to its author, nothing counts
    REVIEW = "review"  # a person decides, as if it were doubtful


class Mode(StrEnum):
    """What the bot does in a chat with what it has decided."""

    ENFORCE = "enforce"
    OBSERVE = "observe"  # decides and journals, does nothing in the chat


class Enforcement(StrEnum):
    """How a block is carried out."""

    RESTRICT = "restrict"  # the messenger's read-only restriction, else as DELETE
    DELETE = "delete"  # what the blocked member writes is deleted
    REMOVE = "remove"  # removed, and sent the invite link when the block ends


class ChatKind(StrEnum):
    """Clause 2.1: chats serve different people, and each kind has settings of its own."""

    CLASS = "class"
    PARENTS = "parents"
    STAFF = "staff"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Policy:
    """The consequences of a certain violation of one rule."""

    action: Action = Action.DELETE
    # The first time in 30 days costs no strike; DELETE still deletes the message.
    first_is_reminder: bool = False
    also_card: bool = False  # the moderators see the certain ones too
    private: bool = False  # told to the author alone, where the messenger lets us


DEFAULT_POLICIES: Mapping[str, Policy] = MappingProxyType(
    {
        # 3.3 (1)
        "quiet_hours": Policy(Action.DELETE, private=True),
        # 3.3 (2)
        "clutter": Policy(Action.WARN, first_is_reminder=True),
        "flood": Policy(Action.DELETE, first_is_reminder=True),
        "advertising": Policy(Action.DELETE, first_is_reminder=True),
        # 3.3 (3)
        "rudeness": Policy(Action.DELETE),
        # 3.3 (4)
        "profanity": Policy(Action.DELETE),
        # 3.3 (5)
        "hate": Policy(Action.DELETE, also_card=True),
        # 3.3 (6)
        "personal_data": Policy(Action.DELETE, first_is_reminder=True, private=True),
        # the other schools' additions
        "foreign_messengers": Policy(Action.DELETE, also_card=True),
        "unlawful": Policy(Action.DELETE, also_card=True),
    }
)


def default_policy(rule: str) -> Policy:
    """The default of a rule by its name; a rule that the table does not name deletes."""
    return DEFAULT_POLICIES.get(rule, Policy(Action.DELETE))
