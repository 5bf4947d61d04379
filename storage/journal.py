"""The journal: rows are only ever added, and each carries the hash of the one before it.

    hash = sha256(prev_hash + canonical JSON of the row without its hashes)

The chain is one for each community. A changed, removed, inserted or swapped row breaks it.
"""

import hashlib
import json
from collections.abc import AsyncIterator, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from rules.regulation.entry import Entry
from storage.tables import journal

FIRST = "0" * 64  # what the first row names as the hash before it
CHAINED = (
    "seq",
    "at",
    "actor",
    "action",
    "chat",
    "target",
    "message",
    "case",
    "clause",
    "rule",
    "reason",
    "outcome",
    "evidence",
)
COLUMNS = (*CHAINED, "prev_hash", "hash")
PAGE = 2000

Row = dict[str, Any]


def chain_hash(previous: str, row: Row, community: int) -> str:
    """The hash of a row that follows one with the hash `previous`."""
    told = {"community": community, **{name: row[name] for name in CHAINED}}
    words = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(previous.encode() + words.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Fault:
    """The first row at which the chain is broken."""

    seq: int
    problem: str


class Journal:
    def __init__(self, connection: AsyncConnection, community: int) -> None:
        self._connection = connection
        self._community = community

    async def add(self, entries: Iterable[Entry], at: datetime) -> None:
        """Append rows. `at` is written with its own offset: the school's time."""
        rows: list[Row] = []
        seq, previous = await self.head()
        for entry in entries:
            seq += 1
            row: Row = {"seq": seq, "at": at.isoformat(timespec="milliseconds")}
            row |= {name: getattr(entry, name) for name in CHAINED[2:]}
            row["action"] = entry.action.value
            row["prev_hash"] = previous
            previous = row["hash"] = chain_hash(previous, row, self._community)
            rows.append({"community": self._community, **row})
        if rows:
            await self._connection.execute(insert(journal), rows)

    async def head(self) -> tuple[int, str]:
        """The last row's number and hash; (0, FIRST) when there is none."""
        query = (
            select(journal.c.seq, journal.c.hash)
            .where(journal.c.community == self._community)
            .order_by(journal.c.seq.desc())
            .limit(1)
        )
        last = (await self._connection.execute(query)).first()
        return (last.seq, last.hash) if last else (0, FIRST)

    async def rows(self, after: int = 0) -> AsyncIterator[Row]:
        """All rows, oldest first, a page at a time."""
        while True:
            query = (
                select(*(journal.c[name] for name in COLUMNS))
                .where(journal.c.community == self._community, journal.c.seq > after)
                .order_by(journal.c.seq)
                .limit(PAGE)
            )
            page = (await self._connection.execute(query)).all()
            for row in page:
                yield row._asdict()
            if len(page) < PAGE:
                return
            after = page[-1].seq

    async def latest(
        self,
        limit: int,
        *,
        chats: Collection[int] | None = None,
        case: int | None = None,
        target: int | None = None,
    ) -> list[Row]:
        """The newest rows, newest first: all, or those of some chats, a case, a person."""
        where = [journal.c.community == self._community]
        if chats is not None:
            where.append(journal.c.chat.in_(chats))
        if case is not None:
            where.append(journal.c.case == case)
        if target is not None:
            where.append(journal.c.target == target)
        query = (
            select(*(journal.c[name] for name in COLUMNS))
            .where(*where)
            .order_by(journal.c.seq.desc())
            .limit(limit)
        )
        return [row._asdict() for row in (await self._connection.execute(query)).all()]

    async def verify(self) -> Fault | None:
        """Walk the chain; the first fault, or None when it is whole."""
        expected, previous = 1, FIRST
        async for row in self.rows(after=-(2**62)):
            if row["seq"] != expected:
                return Fault(row["seq"], f"ожидалась строка {expected}")
            if row["prev_hash"] != previous:
                return Fault(expected, "она не продолжает предыдущую строку")
            previous = chain_hash(previous, row, self._community)
            if row["hash"] != previous:
                return Fault(expected, "её содержание изменено")
            expected += 1
        return None
