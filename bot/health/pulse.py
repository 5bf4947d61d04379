"""The bot's pulse: is the database written to, do the loops still go round?

A service manager that watches over us is told so only while they do: a bot that is deaf or
stuck is started again.
"""

import asyncio
from dataclasses import dataclass, field

import structlog

from bot.health.systemd import Systemd
from bot.health.vitals import Vitals
from bot.ports import Clock
from storage.errors import DatabaseError
from storage.unit import Memory

log = structlog.get_logger(__name__)

PROBE = 30.0  # seconds between two writes that only see whether writing works
ROUTINE = "pulse"  # what is written


@dataclass(slots=True)
class Pulse:
    vitals: Vitals
    memory: Memory
    turn: asyncio.Lock
    clock: Clock
    systemd: Systemd
    _probed: float = field(default=float("-inf"))
    _fed: float = field(default=float("-inf"))

    async def probe(self) -> bool:
        """Write one small row, if it is time. Never tells of work for the outbox."""
        if self.vitals.ticks() - self._probed < PROBE:
            return False
        self._probed = self.vitals.ticks()
        try:
            async with self.turn, self.memory.unit() as unit:
                await unit.routines.done(ROUTINE, self.clock())
                await unit.commit()
        except DatabaseError as error:
            log.error("the database cannot be written to", why=str(error))
            self.vitals.not_written("probe", error)
        else:
            self.vitals.written()
        return False

    async def feed(self) -> bool:
        """Tell the service manager that we live, if we do and it is time."""
        if self.systemd.watchdog is None:
            return False
        if self.vitals.ticks() - self._fed < self.systemd.watchdog / 3:
            return False
        if silent := self.vitals.silent:
            log.error("the watchdog is not fed", silent=", ".join(silent))
            self.vitals.counts.failed("watchdog")
        else:
            self.systemd.tell("WATCHDOG=1")
        self._fed = self.vitals.ticks()
        return False
