"""What was written lately, in memory: the context in which flood and small talk are judged.

Nothing here is stored: the texts of a chat live for an hour in memory and nowhere else.
"""

from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta

from rules.regulation.message import Context, Message

LOOK_BACK = timedelta(hours=1)
MOST_IN_CHAT = 40
MOST_BY_AUTHOR = 20


@dataclass(slots=True)
class _Chat:
    messages: deque[Message] = field(default_factory=lambda: deque(maxlen=MOST_IN_CHAT))
    by_author: dict[int, deque[Message]] = field(default_factory=dict)


class Recent:
    def __init__(self) -> None:
        self._chats: dict[int, _Chat] = {}

    def context_of(self, message: Message, exceptions: frozenset[str] = frozenset()) -> Context:
        """What stood in the chat before this message. Adds nothing."""
        chat = self._chats.get(message.chat)
        if chat is None:
            return Context(exceptions=exceptions)
        since = message.sent_at - LOOK_BACK
        own = chat.by_author.get(message.author, ())
        # By number, not by arrival: what is delivered again has the context that it had.
        return Context(
            tuple(m for m in own if since <= m.sent_at and m.id < message.id),
            tuple(m for m in chat.messages if since <= m.sent_at and m.id < message.id),
            exceptions,
        )

    def find(self, chat: int, message: int) -> Message | None:
        """A message of the last hour, if it is remembered."""
        known = self._chats.get(chat)
        return next((m for m in known.messages if m.id == message), None) if known else None

    def add(self, message: Message) -> None:
        """Remember a new message; an edit or a second delivery is none."""
        if message.is_edit:
            return
        chat = self._chats.setdefault(message.chat, _Chat())
        late = bool(chat.messages) and message.id <= chat.messages[-1].id
        if late and any(known.id == message.id for known in chat.messages):
            return
        if len(chat.messages) == MOST_IN_CHAT:
            if message.id < chat.messages[0].id:
                return
            self._forget(chat, chat.messages[0])
        _keep(chat.messages, message)
        _keep(chat.by_author.setdefault(message.author, deque(maxlen=MOST_BY_AUTHOR)), message)

    @staticmethod
    def _forget(chat: _Chat, message: Message) -> None:
        own = chat.by_author.get(message.author)
        if own and own[0].id == message.id:
            own.popleft()
            if not own:
                del chat.by_author[message.author]


def _keep(kept: deque[Message], message: Message) -> None:
    """In order of number, though what was lost on the way is heard late."""
    later = []
    while kept and kept[-1].id > message.id:
        later.append(kept.pop())
    kept.append(message)
    kept.extend(reversed(later))
