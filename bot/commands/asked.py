"""Who asked what, where, and what he gets for an answer. A command is a function of these."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from typing import Any

from bot.desk import Desk
from bot.keyboards import Rows
from rules.regulation.message import Message, Role
from storage.unit import Unit

STAFF = frozenset({Role.MODERATOR, Role.ADMINISTRATOR})


class Who(Enum):
    """Who may use a command; what it does to a case is checked once more against the case."""

    ANYONE = auto()
    MODERATOR = auto()  # of the chat that is meant, or an administrator
    ADMINISTRATOR = auto()  # of the school


class Where(Enum):
    ANYWHERE = auto()  # in private `Asked.chat` is the asker himself
    OF_A_CHAT = auto()  # always about one chat: in private the asker picks it
    PRIVATE = auto()  # others should not see it
    CHAT = auto()  # only makes sense there: as a reply, for instance


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    chat: int  # which is meant; the member himself in private where none is
    member: int
    role: Role  # in that chat; an administrator is one everywhere
    rest: str  # what stands after the command's name, stripped
    is_private: bool  # where it was said, and where the answer goes
    message: Message  # with what it replies to
    book: "Mapping[str, Command]" = field(default_factory=dict)  # all there is: for /помощь

    @property
    def is_staff(self) -> bool:
        return self.role in STAFF


@dataclass(frozen=True, slots=True)
class Answer:
    text: str
    is_personal: bool = False  # told to the asker alone where the messenger lets us
    buttons: Rows = field(default_factory=list)  # `bot.keyboards.rows(…)`
    stays: bool = False  # in a chat: not taken back after some minutes
    secret: bool = False  # told to the asker alone, or not at all


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A button under one of our messages was pressed. What its data say proves nothing."""

    chat: int  # where the button is; the member himself in private
    member: int
    message: int | None  # the number of the message that carries it, there
    data: Mapping[str, Any]

    def number(self, name: str) -> int | None:
        """A number of the button's data; None where there is none, or something else."""
        value = self.data.get(name)
        if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 2**62:
            return None  # nor what no database could hold
        return value


@dataclass(frozen=True, slots=True)
class Reply:
    """The passing word to one who pressed: at most 90 characters."""

    text: str


Does = Callable[[Asked, Desk, Unit, datetime], Awaitable[Answer]]
Presses = Callable[[Press, Desk, Unit, datetime], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class Command:
    """A line of the book, from which `/помощь` is made as well."""

    usage: str
    says: str  # what it does, for /помощь
    does: Does
    who: Who = Who.ANYONE
    where: Where = Where.ANYWHERE
    all_chats: bool = False  # who is in which chat is asked anew before it is carried out
    lines: tuple[str, ...] = ()  # examples, shown when a moderator asks `/помощь команда`

    def open_to(self, role: Role) -> bool:
        if self.who is Who.ADMINISTRATOR:
            return role is Role.ADMINISTRATOR
        return self.who is Who.ANYONE or role in STAFF
