"""Reading again: first what was lost, then what may have been edited. Everything else goes first.

A look makes few calls, and none while the outbox has something to do: a chat's notices never
wait for this.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.dialogs import Dialogs
from bot.edits import Edits
from bot.errors import MessengerError
from bot.gaps import Gaps
from bot.health.vitals import Vitals
from bot.ports import Clock
from rules.regulation.moments import later, passed
from storage.errors import DatabaseError
from storage.unit import Memory

log = structlog.get_logger(__name__)

CALLS = 4  # of one look, of the 18 that the bot makes in a second at most
REST = timedelta(seconds=20)  # after VK or the database has not answered


@dataclass(slots=True)
class Rereading:
    dialogs: Dialogs
    gaps: Gaps
    edits: Edits
    memory: Memory
    clock: Clock
    vitals: Vitals
    _rests_until: datetime | None = field(default=None)

    def lost(self) -> None:
        """VK has lost updates just now."""
        self.dialogs.lost()
        self.gaps.lost()

    async def look(self) -> bool:
        """Read some pages; tells whether the outbox may have got something."""
        now = self.clock()
        if self._rests_until is not None and passed(self._rests_until, now) < timedelta():
            return False
        effects = 0
        try:
            for _ in range(CALLS):
                if await self._others_wait(now):
                    break
                done = await self._step()
                if done is None:
                    break
                effects += done
        except MessengerError as error:
            self._rests_until = later(now, REST)
            log.warning("reading again has to wait", why=str(error))
        except DatabaseError as error:
            self._rests_until = later(now, REST)
            log.error("reading again has to wait", why=str(error))
            self.vitals.failed("rereading", error)
        return effects > 0

    async def _step(self) -> int | None:
        for part in (self.dialogs, self.gaps, self.edits):
            if (read := await part.step()) is not None:
                return read
        return None

    async def _others_wait(self, now: datetime) -> bool:
        async with self.memory.look() as unit:
            return bool(await unit.outbox.due(now, 1))
