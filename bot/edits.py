"""«Clean, then edited»: recent messages are read again, for VK may not tell of an edit in a chat.

The newest messages of the last hours are asked for, a hundred a call, and compared with the
marks of what was heard (`marks.py`). What changed goes the way of an edit: under the same key
as VK's own `message_edit`, so that both together act once, and no rule that goes by the time
of sending looks at it again.
"""

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.config.settings import Settings
from bot.events import Batch, Event, Found, Written
from bot.marks import Marks
from bot.orders import Orders
from bot.pipeline import Pipeline
from bot.ports import Messenger, Refused
from rules.regulation.moments import later, passed

log = structlog.get_logger(__name__)

PAGE = 100  # messages of one call (VK)


@dataclass(slots=True)
class Edits:
    settings: Settings
    messenger: Messenger
    pipeline: Pipeline
    orders: Orders
    marks: Marks
    _pages: deque[tuple[int, tuple[int, ...]]] = field(default_factory=deque)
    _swept: dict[int, datetime] = field(default_factory=dict)
    _has_begun: bool = False

    async def step(self) -> int | None:
        """Read one page: how many edits had an effect, None when no chat's turn has come.

        Raises Unavailable, Revoked, DatabaseError; the page is then left for the next sweep.
        """
        if not self.settings.edits.enabled:
            return None
        now = self.pipeline.clock()
        if not self._has_begun:
            await self._begin(now)
        if not self._pages:
            self._plan(now)
        if not self._pages:
            return None
        chat, numbers = self._pages.popleft()
        try:
            found = await self.messenger.read(chat, numbers)
        except Refused as refusal:
            log.info("a chat cannot be read again", chat=chat, code=refusal.code)
            return 0
        self.marks.forget(chat, set(numbers) - {one.number for one in found})
        return await self._judge(found, now)

    async def _begin(self, now: datetime) -> None:
        """After a start no mark stands: the newest messages of the last hours are asked for."""
        async with self.pipeline.memory.look() as unit:
            reaches = await unit.heard.since(later(now, -self.settings.edits.look_back))
        for reach in reaches:
            if self.orders.enabled(reach.chat):
                first = max(reach.first, reach.newest - PAGE + 1)
                self._pages.append((reach.chat, tuple(range(first, reach.newest + 1))))
        self._has_begun = True

    def _plan(self, now: datetime) -> None:
        """The pages of the chat that has waited longest, the newest messages first."""
        due = []
        for chat in self.marks.chats():
            last = self._swept.get(chat) or self.marks.begin(chat, now)
            if passed(last, now) >= self.settings.edits.sweep_every and self.orders.enabled(chat):
                due.append((last, chat))
        if not due:
            return
        _, chat = min(due)
        self._swept[chat] = now
        numbers = self.marks.numbers(chat, later(now, -self.settings.edits.look_back))[::-1]
        pages = [numbers[start : start + PAGE] for start in range(0, len(numbers), PAGE)]
        self._pages.extend((chat, page) for page in pages)

    async def _judge(self, found: Collection[Found], now: datetime) -> int:
        since = later(now, -self.settings.edits.look_back)
        changed: list[tuple[Event, Any]] = []
        for one in sorted(found, key=lambda one: one.number):
            event = one.event
            if not isinstance(event, Written) or event.message.author == -self.settings.vk.group_id:
                continue
            message = event.message
            if passed(since, message.sent_at) < timedelta() or self.marks.is_as_heard(message):
                continue
            edit = one.edit or self._changed(event)
            if edit is None:
                self.marks.note(message)
            else:
                changed.append((edit, one.raw))
        if not changed:
            return 0
        events, raws = zip(*changed, strict=True)
        return await self.pipeline.handle(Batch(events, None, raws))

    def _changed(self, event: Written) -> Written | None:
        """A message that says something else though nobody edited it: VK has told all of it late.

        A voice message's words come so, and what is too long for an update. None: not known.
        """
        message = event.message
        if not self.marks.knows(message.chat, message.id):
            return None
        key = f"again:{message.chat}:{message.id}:{self.marks.of(message).hex()}"
        return replace(event, key=key, message=replace(message, edited_at=message.sent_at))
