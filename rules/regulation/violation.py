"""What a rule says of one message, and the form that every rule has."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol, runtime_checkable

from rules.regulation.clauses import Clause
from rules.regulation.message import Context, Message


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule's verdict. Pure data."""

    rule: str
    clause: Clause
    certain: bool = True  # a doubtful one goes to a person and never costs a strike
    fragment: str = ""  # exactly as it stands in the text; empty when the words do not matter
    start: int = 0  # where the fragment stands in the text, in code points
    evidence: str = ""  # what may be kept: the fragment, or its masked form, or a figure
    incident_until: datetime | None = None  # a night is one incident, whatever the window


class Rule(Protocol):
    """Looks at one message; answers with a violation of its clause, or None.

    A rule is a frozen dataclass: its fields are its settings in `[rules.<name>]`.
    """

    name: ClassVar[str]
    clause: ClassVar[Clause]

    def check(self, message: Message, context: Context) -> Violation | None: ...


@runtime_checkable
class Explains(Protocol):
    """A rule that can tell why it let a message pass that was near the line."""

    def near_miss(self, message: Message, context: Context) -> str | None:
        """One Russian sentence, or None when nothing in the message was near."""
        ...
