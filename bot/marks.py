"""Keyed marks of what was heard lately, in memory: does a message still say what it said?

No text is kept, and nothing is stored: to store a mark would cost a write for each clean
message. The key is drawn at each start, so a mark tells nobody anything afterwards. After a
start a message is not known, and VK's own time of its last edit tells that it was changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b

from rules.regulation.message import Message

MOST_IN_CHAT = 500  # messages: five calls to read them all again
SIZE = 8  # bytes of a mark


@dataclass(slots=True)
class Marks:
    key: bytes = field(repr=False)
    _chats: dict[int, dict[int, tuple[float, bytes]]] = field(default_factory=dict, repr=False)

    def of(self, message: Message) -> bytes:
        """What the author says, in words and attachments; quoted words are not his."""
        said = blake2b(
            message.text.encode("utf-8", "surrogatepass"), digest_size=SIZE, key=self.key
        )
        for thing in message.attachments:
            words = f"\0{thing.kind}\0{thing.title}\0{thing.url}"
            said.update(words.encode("utf-8", "surrogatepass"))
        return said.digest()

    def note(self, message: Message) -> None:
        """This is how the message was heard last."""
        known = self._chats.setdefault(message.chat, {})
        known[message.id] = (message.sent_at.timestamp(), self.of(message))
        if len(known) > MOST_IN_CHAT:
            del known[min(known)]

    def knows(self, chat: int, number: int) -> bool:
        return number in self._chats.get(chat, {})

    def is_as_heard(self, message: Message) -> bool:
        """False also for a message that was never heard."""
        known = self._chats.get(message.chat, {}).get(message.id)
        return known is not None and known[1] == self.of(message)

    def numbers(self, chat: int, since: datetime) -> tuple[int, ...]:
        """The messages of a chat that were sent since a moment; older ones are forgotten."""
        known = self._chats.get(chat, {})
        for number in [n for n, (sent, _) in known.items() if sent < since.timestamp()]:
            del known[number]
        if not known:
            self._chats.pop(chat, None)
        return tuple(sorted(known))

    def begin(self, chat: int, now: datetime) -> datetime:
        """When the message that was heard first of a chat was sent, in the zone of `now`."""
        sent = next((sent for sent, _ in self._chats.get(chat, {}).values()), now.timestamp())
        return datetime.fromtimestamp(sent, now.tzinfo)

    def forget(self, chat: int, numbers: Iterable[int]) -> None:
        """Messages that are gone."""
        known = self._chats.get(chat, {})
        for number in numbers:
            known.pop(number, None)

    def chats(self) -> tuple[int, ...]:
        return tuple(sorted(self._chats))
