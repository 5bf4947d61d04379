"""The report comes by itself: on Monday of the week that is over, on the 1st of the month."""

from datetime import datetime

from bot.desk import Desk
from bot.reports.making import make
from bot.reports.period import Length, Period
from bot.reports.text import message
from bot.routines import Routine, Told
from rules.regulation.clauses import MODERATION
from rules.regulation.entry import Deed, Entry
from storage.unit import Unit

_SENT = {Length.WEEK: "отчёт за неделю", Length.MONTH: "отчёт за месяц"}


def reports(desk: Desk) -> tuple[Routine, ...]:
    return tuple(_report(desk, length) for length in Length)


def _report(desk: Desk, length: Length) -> Routine:
    async def tell(unit: Unit, now: datetime) -> Told | None:
        report = await make(unit, desk.settings, Period.whole(length, now))
        if not report.places:
            return None
        entry = Entry(action=Deed.REPORT, clause=MODERATION.number, reason=_SENT[length])
        return Told(message(report, desk.texts, with_work=True), entry)

    return Routine(desk, f"report.{length.value}", length, tell)
