"""What the bot's heart needs from the world, said by the one who needs it.

`bot/vk/` is one messenger; a second one beside it needs nothing of rules or storage changed.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.errors import MessengerError
from bot.events import Batch, Found

Clock = Callable[[], datetime]  # an aware moment


class Refused(MessengerError):  # noqa: N818 - a refusal is an answer, and reads as one
    """The messenger says no, and would say so again."""

    def __init__(self, code: int, words: str = "") -> None:
        super().__init__(f"ВК отказал (код {code})" + (f": {words}" if words else ""))
        self.code = code


class Unavailable(MessengerError):  # noqa: N818 - as above
    """Not now: the network, the messenger, or its limits. Another try may succeed."""

    def __init__(self, why: str, wait: float = 0.0, code: int = 0) -> None:
        super().__init__(f"ВК сейчас недоступен: {why}")
        self.wait = wait  # seconds to wait at least
        self.code = code


class Revoked(MessengerError):  # noqa: N818 - as above
    """The messenger does not accept our token."""


Fates = Mapping[int, Refused | Unavailable | None]  # of each message; None: it is gone


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    name: str = ""
    is_moderator: bool = False  # an administrator or the owner of the chat
    is_present: bool = True  # False: left the chat, remembered by name


class Messenger(Protocol):
    """A chat service seen from here. Every method raises Refused, Unavailable or Revoked."""

    def batches(self, position: str | None) -> AsyncIterator[Batch]: ...

    async def delete(self, chat: int, messages: Sequence[int]) -> Fates:
        """Delete messages for everybody: what became of each, None where it is gone."""
        ...

    async def send(self, to: int, text: str, random_id: int, **more: Any) -> int:
        """Send once for one `random_id`; the number of the message in its chat.

        `buttons` in `more` are rows as `bot/keyboards.py` makes them.
        """
        ...

    async def edit(self, chat: int, message: int, text: str, **more: Any) -> None: ...
    async def restrict(self, chat: int, member: int, seconds: int) -> None: ...
    async def release(self, chat: int, member: int) -> None: ...
    async def remove(self, chat: int, member: int) -> None: ...
    async def invite_link(self, chat: int) -> str: ...
    async def people(self, chat: int) -> Sequence[Person]: ...
    async def title(self, chat: int) -> str: ...
    async def answer(self, event: str, member: int, chat: int, text: str) -> None:
        """A passing word to one who pressed a button, within a minute of it."""
        ...

    async def resolve(self, name: str) -> int | None:
        """The person of a screen name; None where there is none."""
        ...

    async def newest(self, chats: Sequence[int]) -> Mapping[int, int]:
        """The newest message's number of each of at most 100 chats, where it is told."""
        ...

    async def read(self, chat: int, messages: Sequence[int]) -> Sequence[Found]:
        """At most 100 messages as they stand now; what is deleted is left out."""
        ...

    async def dialogs(self, since: datetime) -> Sequence[int]:
        """The people with whom something was written in private since a moment."""
        ...

    async def letters(self, person: int) -> Sequence[Found]:
        """The newest messages of a private dialog, ours among them."""
        ...

    async def still_there(self, chat: int, messages: Sequence[int]) -> frozenset[int]: ...
