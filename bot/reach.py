"""How far each chat was heard: from there on it is read again when updates are lost."""

from dataclasses import replace

from bot.events import Batch, Written
from storage.heard import Reach


def heard_in(batch: Batch) -> tuple[Reach, ...]:
    """How far a batch brings us in each of its chats."""
    reaches: dict[int, Reach] = {}
    for event in batch.events:
        if not isinstance(event, Written) or event.is_private or event.message.is_edit:
            continue
        message = event.message
        known = reaches.get(message.chat)
        first = min(known.first, message.id) if known else message.id
        if known is None or message.id > known.newest:
            reaches[message.chat] = Reach(message.chat, first, message.id, message.sent_at)
        elif first < known.first:
            reaches[message.chat] = replace(known, first=first)
    return tuple(reaches.values())
