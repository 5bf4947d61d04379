"""What VK lost on the way is read again, chat by chat, and judged as if it had come in time.

A gap stands in the database from the moment at which it is noticed, together with the position
behind it, until its chat has been read: a crash between begins the reading anew, and what was
handled is known by its key. The newest messages before the gap are looked at too: an edit of
theirs may be among what was lost. What cannot be had is journaled by its numbers and times. Button
presses are no messages: those that VK lost are lost. What was written in private: `dialogs.py`.
"""

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from bot.config.settings import Settings
from bot.events import Batch, Found, Written
from bot.lack import Lack
from bot.marks import Marks
from bot.orders import Orders
from bot.pipeline import Pipeline
from bot.ports import Messenger, Refused
from rules.regulation.clauses import MODERATION
from rules.regulation.entry import Deed, Entry
from storage.heard import Gap
from storage.unit import Unit

log = structlog.get_logger(__name__)

PAGE = 100  # messages of one call, and chats of one question (VK)


@dataclass(slots=True)
class Reading:
    """One chat's gap on its way: what is still to be read, and what was."""

    gap: Gap
    skipped: range  # more than is read of one chat
    pages: deque[range]
    is_open: bool  # nobody told which message is the newest: read until nothing comes
    heard: range = range(0)  # the newest that were heard: an edit of theirs may be lost as well
    asked: set[int] = field(default_factory=set)
    found: dict[int, datetime] = field(default_factory=dict)  # number → when it was sent
    refusal: Refused | None = None

    @classmethod
    def of(cls, gap: Gap, newest: int | None, most: int) -> "Reading":
        """`newest` of the chat, None where it is not known; at most so many are read."""
        start = gap.after + 1
        end = gap.after + most if newest is None else newest
        first = max(start, end - most + 1)
        pages = deque(range(n, min(n + PAGE, end + 1)) for n in range(first, end + 1, PAGE))
        return cls(gap, range(start, first), pages, is_open=newest is None)

    def look_back(self) -> None:
        """Begin with the newest messages before the gap."""
        self.heard = range(max(1, self.gap.after + 1 - PAGE), self.gap.after + 1)
        if self.heard:
            self.pages.appendleft(self.heard)

    def bring(self, page: range, found: Collection[Found]) -> None:
        """What a page has brought; an empty one ends a reading that knows no end."""
        self.asked |= set(page)
        if self.is_open and not found:
            self.pages.clear()
        for one in found:
            event = one.event
            self.found[one.number] = (
                event.message.sent_at if isinstance(event, Written) else self.gap.noticed_at
            )

    def lack(self, missing: frozenset[int]) -> Lack | None:
        """What cannot be had of it, given what is missing in earnest; None when nothing is."""
        gap = self.gap
        lacking = [*self.skipped, *missing]
        if not lacking and self.refusal is None:
            return None
        times = {gap.after: gap.since, **self.found}
        first, last = min(lacking, default=gap.after + 1), max(lacking, default=gap.after)
        later = [n for n in times if n > last]
        known = bool(later) and self.refusal is None
        return Lack(
            skipped=self.skipped,
            missing=missing,
            refused=self.refusal.code if self.refusal else 0,
            read_to=max(times),
            since=times[max(n for n in times if n < first)],
            until=times[min(later)] if known else gap.noticed_at,
        )

    @property
    def missing(self) -> set[int]:
        """Asked for, and not given; past the end of a chat there is nothing to miss."""
        end = max(self.found, default=0) if self.is_open else max(self.asked, default=0)
        return {number for number in self.asked - self.found.keys() if number <= end}


@dataclass(slots=True)
class Gaps:
    settings: Settings
    messenger: Messenger
    pipeline: Pipeline
    orders: Orders
    marks: Marks
    _losses: int = 0  # noticed since the start
    _looked_after: int = -1  # … and how many of them, when no gap was found standing
    _newest: dict[int, int | None] = field(default_factory=dict)
    _reading: Reading | None = None

    def lost(self) -> None:
        """Updates were lost just now."""
        self._losses += 1
        self._newest.clear()

    async def step(self) -> int | None:
        """Read one page: how many messages had an effect, None when no gap stands.

        Raises Unavailable, Revoked, DatabaseError; the same page is then read again.
        """
        if self._reading is None:
            self._reading = await self._next()
        reading = self._reading
        if reading is None:
            return None
        if not reading.pages:
            await self._close(reading)
            self._reading = None
            return 0
        page = reading.pages[0]
        try:
            found = await self.messenger.read(reading.gap.chat, page)
        except Refused as refusal:
            reading.refusal = refusal
            reading.pages.clear()
            return 0
        was_heard = page == reading.heard
        effects = await self._judge(found, edits=was_heard)
        reading.pages.popleft()
        if not was_heard:
            reading.bring(page, found)
        return effects

    async def _judge(self, found: Collection[Found], *, edits: bool) -> int:
        """What VK holds now: as it was sent, or of what was heard before, as it was edited."""
        fresh = sorted((one for one in found if not self._was_heard(one)), key=_number)
        told = [(one.edit if edits else one.event, one.raw) for one in fresh]
        pairs = [(event, raw) for event, raw in told if event is not None]
        if not pairs:
            return 0
        events, raws = zip(*pairs, strict=True)
        return await self.pipeline.handle(Batch(events, None, raws))

    def _was_heard(self, one: Found) -> bool:
        return isinstance(one.event, Written) and self.marks.is_as_heard(one.event.message)

    async def _next(self) -> Reading | None:
        losses = self._losses  # one more may be noticed while we look
        if self._looked_after == losses:
            return None
        async with self.pipeline.memory.look() as unit:
            gaps = await unit.heard.gaps()
        if not gaps:
            self._looked_after = losses
            return None
        gap = gaps[0]
        if not self.orders.enabled(gap.chat):
            return Reading(gap, range(0), deque(), is_open=False)
        if gap.chat not in self._newest:
            await self._ask([one.chat for one in gaps[:PAGE]])
        reading = Reading.of(gap, self._newest.get(gap.chat), self.settings.gaps.messages)
        if self.settings.gaps.messages:
            reading.look_back()
        return reading

    async def _ask(self, chats: list[int]) -> None:
        self._newest |= dict.fromkeys(chats)
        try:
            self._newest |= await self.messenger.newest(chats)
        except Refused as refusal:
            log.warning("the newest messages are not told", code=refusal.code)

    async def _close(self, reading: Reading) -> None:
        gap = reading.gap
        async with self.pipeline.turn, self.pipeline.memory.unit() as unit:
            lack = reading.lack(await self._missing(unit, reading))
            if lack is not None:
                entry = Entry(
                    action=Deed.GAP,
                    chat=gap.chat,
                    clause=MODERATION.number,
                    reason=f"события потеряны (failed {gap.failed})",
                    outcome=str(lack),
                )
                await unit.journal.add([entry], self.pipeline.clock())
            await unit.heard.close(gap)
            await unit.commit()
        log.info("a gap is closed", chat=gap.chat, read=len(reading.found), whole=lack is None)

    async def _missing(self, unit: Unit, reading: Reading) -> frozenset[int]:
        """Not had, and not ours: our own notices and what was heard and deleted are no loss."""
        chat = reading.gap.chat
        lacking = {n for n in reading.missing if not self.marks.knows(chat, n)}
        if not lacking:
            return frozenset()
        return frozenset(lacking) - await unit.heard.known(chat, lacking, reading.gap.since)


def _number(found: Found) -> int:
    return found.number
