"""Who asked, where, and what he gets for an answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.blocks import Blocks
from bot.config.settings import Settings
from bot.people import People
from bot.texts.texts import Texts
from rules.regulation.message import Role
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Asked:
    chat: int  # where; the member himself in private
    member: int
    role: Role
    rest: str  # what stands after the command's name
    is_private: bool


@dataclass(frozen=True, slots=True)
class Answer:
    text: str
    is_personal: bool = False  # told to the asker alone where the messenger lets us


@dataclass(frozen=True, slots=True)
class Known:
    """A command as `/помощь` shows it to those who may use it."""

    usage: str
    does: str
    for_moderators: bool = False


@dataclass(frozen=True, slots=True)
class Says:
    """What every answer is made of."""

    settings: Settings
    texts: Texts
    people: People
    blocks: Blocks
    known: tuple[Known, ...] = field(default=())


Command = Callable[[Asked, Says, Unit, datetime], Awaitable[Answer]]
