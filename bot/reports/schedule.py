"""The report comes by itself: on Monday of the week that is over, on the 1st of the month.

It goes to the school's administrators in private, when the quiet hours are over. When it was
last sent stands in the database: a restart neither repeats nor skips it, and what fell due
while the bot was down is sent once at start.
"""

from dataclasses import dataclass, field
from datetime import datetime, time

from bot.desk import Desk
from bot.night import is_night
from bot.reports.making import make
from bot.reports.period import Length, Period, start_of
from bot.reports.text import message
from rules.regulation.acts import Act, Kind, Urgency
from rules.regulation.clauses import MODERATION
from rules.regulation.entry import Deed, Entry
from storage.unit import Unit

NO_CHAT = 0  # the number of none: the school's own quiet hours, and no single chat's
EARLIEST = time(7)  # where a school keeps no quiet hours: nobody is woken by figures
_SENT = {Length.WEEK: "отчёт за неделю", Length.MONTH: "отчёт за месяц"}


@dataclass(frozen=True, slots=True)
class Reports:
    desk: Desk
    _until: dict[Length, datetime] = field(default_factory=dict)  # not due before: asked no more

    async def waits(self, unit: Unit, now: datetime) -> bool:
        return bool(await self._due(unit, now))

    async def do(self, unit: Unit, now: datetime) -> None:
        for length in await self._due(unit, now):
            # A school that has just begun has no week behind it to be told of.
            if await unit.routines.last(_name(length)) is not None:
                await self._send(unit, length, now)
            await unit.routines.done(_name(length), now)

    async def _due(self, unit: Unit, now: datetime) -> list[Length]:
        return [length for length in Length if await self._is_due(unit, length, now)]

    async def _is_due(self, unit: Unit, length: Length, now: datetime) -> bool:
        start = start_of(length, now)
        if self._until.get(length) == start:
            return False
        last = await unit.routines.last(_name(length))
        if last is not None and last >= start:
            self._until[length] = start
            return False
        return last is None or self._is_day(now)

    def _is_day(self, now: datetime) -> bool:
        return now.time() >= EARLIEST and not is_night(self.desk.orders.rulebook(NO_CHAT), now)

    async def _send(self, unit: Unit, length: Length, now: datetime) -> None:
        report = await make(unit, self.desk.settings, Period.whole(length, now))
        if not report.places:
            return
        text = message(report, self.desk.texts, with_work=True)
        for administrator in sorted(set(self.desk.settings.school.admins)):
            act = Act(
                kind=Kind.SEND,
                chat=administrator,
                target=administrator,
                clause=MODERATION.number,
                urgency=Urgency.HOUSEKEEPING,
                payload={"to": administrator, "text": text},
            )
            await unit.outbox.add(act, now)
        entry = Entry(action=Deed.REPORT, clause=MODERATION.number, reason=_SENT[length])
        await unit.journal.add([entry], now)


def _name(length: Length) -> str:
    return f"report.{length.value}"
