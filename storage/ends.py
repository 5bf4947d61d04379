"""What has come to its end: words, names and closed cases are not kept for ever.

The journal has no end: it holds numbers and clauses, and its chain has to stay whole.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, and_, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import procedure_tables as procedure
from storage.cards import About
from storage.tables import case_messages, cases, members, sanctions


@dataclass(frozen=True, slots=True)
class Limits:
    """Up to which moment the records of each kind are erased."""

    words: datetime  # what people wrote, counted from the decision on it
    cases: datetime
    people: datetime  # names of those who left a chat
    roster: datetime  # the list's lines of leavers


class Ends:
    def __init__(self, connection: AsyncConnection, community: int) -> None:
        self._connection = connection
        self._community = community

    async def erase(self, limits: Limits, now: datetime) -> dict[str, int]:
        """Erase what is older than its limit; how many rows of each kind."""
        erased = {
            "words": await self._words(limits.words),
            "held": await self._delete(procedure.held, procedure.held.c.expires_at <= now),
            "people": await self._people(limits.people),
            "roster": await self._delete(
                procedure.roster, procedure.roster.c.left_at <= limits.roster
            ),
            "cases": await self._cases(limits.cases),
        }
        return {kind: rows for kind, rows in erased.items() if rows}

    async def _words(self, before: datetime) -> int:
        """Appeals, apologies, complaints, signatures and departures that were decided."""
        appeals, apologies = procedure.appeals, procedure.apologies
        signatures, complaints = procedure.signatures, procedure.complaints
        emptied = (
            (appeals, {"words": "", "reason": None}, appeals.c.decided_at <= before),
            (apologies, {"words": ""}, and_(apologies.c.until <= before, _is_closed(apologies))),
            (
                signatures,
                {"reason": ""},
                and_(signatures.c.asked_at <= before, _is_closed(signatures)),
            ),
        )
        changed = 0
        for table, values, old in emptied:
            said = or_(*(table.c[name] != value for name, value in values.items() if value == ""))
            changed += await self._change(update(table).values(**values), table, and_(old, said))
        departures = procedure.departures
        changed += await self._delete(departures, departures.c.asked_at <= before)
        return changed + await self._delete(complaints, complaints.c.at <= before)

    async def _people(self, before: datetime) -> int:
        """Those who left a chat: their names there, and what they confirmed."""
        gone = members.c.left_at <= before
        asked = procedure.acquaintances
        of_gone = exists().where(
            members.c.community == asked.c.community,
            members.c.chat == asked.c.chat,
            members.c.member == asked.c.member,
            gone,
        )
        return await self._delete(asked, of_gone) + await self._delete(members, gone)

    async def _cases(self, before: datetime) -> int:
        """Cases that nothing hangs on any more, with all that belongs to them."""
        in_force = exists().where(
            sanctions.c.community == cases.c.community,
            sanctions.c.case == cases.c.number,
            sanctions.c.state == "in_force",
        )
        disputed = exists().where(
            procedure.appeals.c.community == cases.c.community,
            procedure.appeals.c.case == cases.c.number,
            procedure.appeals.c.state == "open",
        )
        query = select(cases.c.number).where(
            cases.c.community == self._community, cases.c.decided_at <= before, ~in_force, ~disputed
        )
        old = list((await self._connection.execute(query)).scalars())
        for first in range(0, len(old), _TOGETHER):
            some = old[first : first + _TOGETHER]
            for table in (case_messages, sanctions, procedure.appeals, procedure.apologies):
                await self._delete(table, table.c.case.in_(some))
            # A card of a report counts reports: its number is no case's.
            of_cases = procedure.cards.c.about.in_([About.CASE.value, About.APPEAL.value])
            await self._delete(procedure.cards, of_cases & procedure.cards.c.case.in_(some))
            await self._delete(cases, cases.c.number.in_(some))
        return len(old)

    async def _delete(self, table: Table, which: Any) -> int:
        return await self._change(delete(table), table, which)

    async def _change(self, change: Any, table: Table, which: Any) -> int:
        found = change.where(table.c.community == self._community, which)
        return int((await self._connection.execute(found)).rowcount)


_TOGETHER = 500  # cases erased by one statement: SQLite takes so many parameters at once


def _is_closed(table: Table) -> Any:
    return table.c.state != "open"
