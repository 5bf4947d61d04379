"""All that is kept of one person: to hand over, to erase."""

import re
from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.outbox import Fate
from storage.procedure_tables import roster
from storage.tables import outbox, set_aside
from storage.traces import TRACES, End, Trace

_SPOKEN = ("send", "edit", "answer")  # acts of the outbox that carry words
# Who complained and who objected is told to nobody but the moderators.
_NOT_NAMED = ("complaint", "objection")

NOBODY = "участник"  # who stands where a name was

Record = dict[str, Any]


class Persons:
    def __init__(self, connection: AsyncConnection, community: int, zone: tzinfo) -> None:
        self._connection = connection
        self._community = community
        self._zone = zone

    async def records(self, member: int) -> dict[str, list[Record]]:
        """What is kept of him, by its name in `traces.py`: nothing that tells of another."""
        found = {trace.what: await self._shown(trace, member) for trace in TRACES}
        for row in found["journal"]:
            if row["action"] in _NOT_NAMED and row["actor"] != str(member):
                row["actor"] = None
        sent = await self._spoken_of(member)
        found["sent"] = [
            {"at": self._here(row.created_at), "text": row.payload.get("text", "")}
            for row in sent
            if row.payload.get("to") == member
        ]
        found["set_aside"] = [
            {"at": self._here(row.at), "reason": row.reason} for row in await self._raws(member)
        ]
        return {what: rows for what, rows in found.items() if rows}

    async def is_known(self, member: int) -> bool:
        return bool(await self.records(member))

    async def erase(self, member: int) -> dict[str, int]:
        """Erase names, words, evidence and links; how many rows of each were touched.

        Cases, sanctions and the journal keep his number: the journal's chain stays whole.
        """
        touched = {"roster_of_parents": await self._unname_among_parents(member)}
        for trace in TRACES:
            touched[trace.what] = await self._end(trace, member)
        touched["sent"] = await self._silence(member)
        touched["set_aside"] = await self._drop_raws(member)
        return {what: rows for what, rows in touched.items() if rows}

    async def _shown(self, trace: Trace, member: int) -> list[Record]:
        names = trace.shown.split()
        query = select(*(trace.table.c[name] for name in names)).where(self._of(trace, member))
        query = query.order_by(*trace.table.primary_key)  # as it came about, on every database
        rows = (await self._connection.execute(query)).all()
        return [dict(zip(names, map(self._here, row), strict=True)) for row in rows]

    async def _end(self, trace: Trace, member: int) -> int:
        if trace.end is End.KEPT:
            return 0
        change: Any = delete(trace.table)
        if trace.end is End.EMPTIED:
            change = update(trace.table).values(**trace.emptied)
        done = await self._connection.execute(change.where(self._of(trace, member)))
        return int(done.rowcount)

    def _of(self, trace: Trace, member: int) -> Any:
        return (trace.table.c.community == self._community) & trace.names(member)

    async def _unname_among_parents(self, member: int) -> int:
        """A pupil's name stands on his parents' lines too. To be done before his own line goes."""
        own = select(roster.c.name, roster.c.form).where(
            roster.c.community == self._community,
            roster.c.member == member,
            roster.c.role == "pupil",
        )
        touched = 0
        for name, form in (await self._connection.execute(own)).all():
            # Compared here: one name is kept in many ways where names are encrypted.
            of_form = select(roster.c.id, roster.c.pupil).where(
                roster.c.community == self._community, roster.c.form.in_(("", form))
            )
            lines = (await self._connection.execute(of_form)).all()
            ids = [line.id for line in lines if line.pupil == name]
            change: Any = update(roster).where(roster.c.id.in_(ids))
            touched += (await self._connection.execute(change.values(pupil=""))).rowcount
        return touched

    async def _spoken_of(self, member: int) -> list[Row[Any]]:
        """What the bot said or is to say to him, or naming him."""
        query = select(outbox).where(
            outbox.c.community == self._community, outbox.c.act.in_(_SPOKEN)
        )
        rows = (await self._connection.execute(query)).all()
        return [row for row in rows if _names(row.payload, member)]

    async def _silence(self, member: int) -> int:
        """Erase the words said to him or of him; where others are told too, only his name.

        What was not said yet is then never said. The rows stay: cases point at them.
        """
        rows = await self._spoken_of(member)
        for row in rows:
            change = update(outbox).where(outbox.c.id == row.id)
            if _concerns(row.payload, member):
                kept = {key: row.payload.get(key) for key in ("target", "message", "clause", "to")}
                change = change.values(payload={**kept, "text": ""})
                if row.state == Fate.WAITING.value:
                    change = change.values(state=Fate.DROPPED.value)
            else:
                change = change.values(payload=_unnamed(row.payload, member))
            await self._connection.execute(change)
        return len(rows)

    async def _raws(self, member: int) -> list[Row[Any]]:
        query = select(set_aside).where(set_aside.c.community == self._community)
        rows = (await self._connection.execute(query)).all()
        number = re.compile(rb"(?<!\d)%d(?!\d)" % member)
        return [row for row in rows if number.search(row.raw)]

    async def _drop_raws(self, member: int) -> int:
        ids = [row.id for row in await self._raws(member)]
        await self._connection.execute(delete(set_aside).where(set_aside.c.id.in_(ids)))
        return len(ids)

    def _here(self, value: Any) -> Any:
        return value.astimezone(self._zone) if isinstance(value, datetime) else value


def _concerns(payload: Mapping[str, Any], member: int) -> bool:
    """Is it said to this person, or about him?"""
    return member in (payload.get("to"), payload.get("target"))


def _names(payload: Mapping[str, Any], member: int) -> bool:
    """Does it concern him, or link to him among others?"""
    return _concerns(payload, member) or _unnamed(payload, member) != payload


def _unnamed(payload: Mapping[str, Any], member: int) -> dict[str, Any]:
    """The payload with «участник» where it named this person."""
    link = re.compile(rf"\[id{member}\|[^\]]*\]")
    cleared = dict(payload)
    for key, value in payload.items():
        if isinstance(value, str):
            cleared[key] = link.sub(NOBODY, value)
        elif isinstance(value, Mapping):
            cleared[key] = _unnamed(value, member)
    return cleared
