"""Once a week the school's administrators are told the head of the journal's chain.

Whoever rewrites the whole chain, or cuts its end off, leaves it whole: only what stands outside
of the database shows it, and this message does.
"""

from datetime import datetime

from bot.desk import Desk
from bot.reports.period import Length
from bot.routines import Routine, Told
from rules.regulation.clauses import MODERATION
from rules.regulation.entry import Deed, Entry
from storage.chain import Head
from storage.unit import Unit


def journal_head(desk: Desk) -> Routine:
    async def tell(unit: Unit, now: datetime) -> Told | None:
        head = Head(*await unit.journal.head())
        if not head.seq:
            return None
        text = desk.texts.render("journal.head", digest=head.digest, rows=head.seq, now=now)
        entry = Entry(action=Deed.HEAD, clause=MODERATION.number, outcome=head.digest)
        return Told(text, entry)

    return Routine(desk, "journal.head", Length.WEEK, tell)
