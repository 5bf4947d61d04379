"""What was written to the bot in private while VK's updates were lost: read again, by dialogs.

Only what is younger than a day: whether it was handled is known by its key, and keys have an end.
"""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.events import Batch, Found, Written
from bot.pipeline import Pipeline
from bot.ports import Messenger, Refused
from rules.regulation.moments import later, passed

log = structlog.get_logger(__name__)

LOOK_BACK = timedelta(days=1)


@dataclass(slots=True)
class Dialogs:
    messenger: Messenger
    pipeline: Pipeline
    _losses: int = 0  # noticed since the start
    _asked_after: int = -1  # … and how many of them, when it was last asked who has written
    _since: datetime | None = None
    _people: deque[int] = field(default_factory=deque)  # whose dialogs are still to be read

    def lost(self) -> None:
        """Updates were lost just now."""
        self._losses += 1

    async def _begin(self) -> None:
        """Ask who has written, if a gap stands: it does until its chat is read, so also now after
        a fall in the middle of this.
        """
        losses = self._losses  # one more may be noticed while we look
        async with self.pipeline.memory.look() as unit:
            gaps = await unit.heard.gaps()
        if gaps:
            await self._ask(min((one.since for one in gaps), key=datetime.timestamp))
        self._asked_after = losses

    async def _ask(self, since: datetime) -> None:
        earliest = later(self.pipeline.clock(), -LOOK_BACK)
        self._since = max(since, earliest, key=datetime.timestamp)
        try:
            self._people = deque(await self.messenger.dialogs(self._since))
        except Refused as refusal:
            log.warning("the private dialogs are not told", code=refusal.code)

    async def step(self) -> int | None:
        """Read one dialog: how many of its messages had an effect, None when there is none left.

        Raises Unavailable, Revoked, DatabaseError; the same dialog is then read again.
        """
        if self._asked_after != self._losses:
            await self._begin()
        if not self._people:
            return None
        effects = await self._judge(await self._read(self._people[0]))
        self._people.popleft()
        return effects

    async def _read(self, person: int) -> list[Found]:
        try:
            found = await self.messenger.letters(person)
        except Refused as refusal:
            log.warning("a private dialog cannot be read", code=refusal.code)
            return []
        return sorted((one for one in found if self._is_lost(one, person)), key=_number)

    async def _judge(self, letters: list[Found]) -> int:
        if not letters:
            return 0
        events, raws = tuple(one.event for one in letters), tuple(one.raw for one in letters)
        return await self.pipeline.handle(Batch(events, None, raws))

    def _is_lost(self, one: Found, person: int) -> bool:
        """May it have been lost? Whether it was, its key tells."""
        event = one.event
        if not isinstance(event, Written) or event.message.author != person or self._since is None:
            return False
        return passed(self._since, event.message.sent_at) >= timedelta()


def _number(one: Found) -> int:
    return one.number
