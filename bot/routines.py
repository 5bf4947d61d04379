"""What the school's administrators are told by the calendar: every Monday, on the 1st of a month.

It goes to each in private, by day. When it was last told stands in the database: a restart
neither repeats nor skips it, and what fell due while the bot was down is told once at start.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, time

from bot.desk import Desk
from bot.night import is_night
from bot.reports.period import Length, start_of
from rules.regulation.acts import Act, Kind, Urgency
from rules.regulation.clauses import MODERATION
from rules.regulation.entry import Entry
from storage.unit import Unit

NO_CHAT = 0  # the number of none: the school's own quiet hours, and no single chat's
EARLIEST = time(7)  # where a school keeps no quiet hours: nobody is woken by figures


@dataclass(frozen=True, slots=True)
class Told:
    """What the administrators are to read, and what the journal says of it."""

    text: str
    entry: Entry


@dataclass(slots=True)
class Routine:
    """The chore. `tell` makes the message; None: there is nothing to tell this time."""

    desk: Desk
    name: str  # in the database
    length: Length
    tell: Callable[[Unit, datetime], Awaitable[Told | None]]
    _done: datetime | None = field(default=None)  # the start that is over: asked no more

    async def waits(self, unit: Unit, now: datetime) -> bool:
        start = start_of(self.length, now)
        if self._done == start:
            return False
        last = await unit.routines.last(self.name)
        if last is not None and last >= start:
            self._done = start
            return False
        return last is None or self._is_day(now)

    async def do(self, unit: Unit, now: datetime) -> None:
        if not await self.waits(unit, now):  # done since somebody asked
            return
        # A school that has just begun has no week behind it to be told of.
        if await unit.routines.last(self.name) is not None:
            await self._send(unit, now)
        await unit.routines.done(self.name, now)

    def _is_day(self, now: datetime) -> bool:
        return now.time() >= EARLIEST and not is_night(self.desk.orders.rulebook(NO_CHAT), now)

    async def _send(self, unit: Unit, now: datetime) -> None:
        administrators = sorted(set(self.desk.settings.school.admins))
        told = await self.tell(unit, now)
        if told is None or not administrators:
            return
        for administrator in administrators:
            act = Act(
                kind=Kind.SEND,
                chat=administrator,
                target=administrator,
                clause=MODERATION.number,
                urgency=Urgency.HOUSEKEEPING,
                payload={"to": administrator, "text": told.text},
            )
            await unit.outbox.add(act, now)
        await unit.journal.add([told.entry], now)
