"""Once a day: what has come to its end is erased."""

from dataclasses import dataclass, field
from datetime import date, datetime

import structlog

from storage.unit import Unit

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Cleaning:
    _cleaned: date | None = field(default=None)

    async def waits(self, unit: Unit, now: datetime) -> bool:
        return self._cleaned != now.date()

    async def do(self, unit: Unit, now: datetime) -> None:
        erased = await unit.evidence.expire(now)
        await unit.reception.expire(now)
        await unit.outbox.expire(now)
        await unit.unsaid.expire(now)
        self._cleaned = now.date()
        if erased:
            log.info("evidence came to its end", fragments=erased)
