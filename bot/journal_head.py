"""Once a week the school's administrators are told the head of the journal's chain.

Whoever rewrites the whole chain, or cuts its end off, leaves it whole: only what stands outside
of the database shows it, and this message does. When it was last sent stands in the database.
"""

from dataclasses import dataclass, field
from datetime import datetime, time

from bot.desk import Desk
from bot.night import is_night
from bot.reports.period import Length, start_of
from rules.regulation.acts import Act, Kind, Urgency
from rules.regulation.clauses import MODERATION
from rules.regulation.entry import Deed, Entry
from storage.chain import Head
from storage.unit import Unit

NAME = "journal.head"
SENT = "отпечаток журнала"
NO_CHAT = 0  # the number of none: the school's own quiet hours, and no single chat's
EARLIEST = time(7)  # where a school keeps no quiet hours: nobody is woken by a digest


@dataclass(slots=True)
class JournalHead:
    """The chore: on Monday, by day, or at start where Monday was missed."""

    desk: Desk
    _done: datetime | None = field(default=None)  # the Monday that is over: asked no more

    async def waits(self, unit: Unit, now: datetime) -> bool:
        monday = start_of(Length.WEEK, now)
        if self._done == monday:
            return False
        last = await unit.routines.last(NAME)
        if last is not None and last >= monday:
            self._done = monday
            return False
        return last is None or self._is_day(now)

    async def do(self, unit: Unit, now: datetime) -> None:
        if not await self.waits(unit, now):  # done since somebody asked
            return
        # A journal that has just begun is told of on its first Monday.
        if await unit.routines.last(NAME) is not None:
            await self._tell(unit, now)
        await unit.routines.done(NAME, now)

    def _is_day(self, now: datetime) -> bool:
        return now.time() >= EARLIEST and not is_night(self.desk.orders.rulebook(NO_CHAT), now)

    async def _tell(self, unit: Unit, now: datetime) -> None:
        administrators = sorted(set(self.desk.settings.school.admins))
        head = Head(*await unit.journal.head())
        if not administrators or not head.seq:
            return
        text = self.desk.texts.render("journal.head", digest=head.digest, rows=head.seq, now=now)
        for administrator in administrators:
            act = Act(
                kind=Kind.SEND,
                chat=administrator,
                target=administrator,
                clause=MODERATION.number,
                urgency=Urgency.HOUSEKEEPING,
                payload={"to": administrator, "text": text},
            )
            await unit.outbox.add(act, now)
        entry = Entry(
            action=Deed.REPORT, clause=MODERATION.number, reason=SENT, outcome=head.digest
        )
        await unit.journal.add([entry], now)
