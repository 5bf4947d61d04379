"""A question that waits for a person, as plain data for a page."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: what it says, and what it is pressed with."""

    label: str
    do: str
    data: tuple[tuple[str, int | str], ...]
    look: str = ""  # "good", "bad": how it is painted


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    kind: str  # case, seen, appeal, apology, complaint, signature
    chat: int
    member: int
    at: datetime
    number: int  # of the case; of a complaint its own
    clauses: tuple[str, ...] = ()
    fragments: tuple[str, ...] = ()
    words: str = ""  # what the member says of it, or a moderator's reason
    by: int = 0  # who asks for a signature
    term: str = ""
    choices: tuple[Choice, ...] = ()
    more: tuple[tuple[str, tuple[Choice, ...]], ...] = ()  # under a heading each
