"""The journal: rows are only ever added, and each carries the hash of the one before it.

What the chain of hashes can prove is in `chain.py`.
"""

from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from rules.regulation.entry import Deed, Entry
from storage.chain import CHAINED, COLUMNS, FIRST, Chain, Fault, Head, Row, chain_hash
from storage.tables import journal

PAGE = 2000


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
            row["reason"] = _masked(entry.reason)
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
                yield _plain(row)
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
        return [_plain(row) for row in (await self._connection.execute(query)).all()]

    async def rules_told(self, chat: int, message: int, author: int) -> frozenset[str]:
        """The rules that the journal says a message has broken."""
        query = select(journal.c.rule).where(
            journal.c.community == self._community,
            journal.c.target == author,
            journal.c.chat == chat,
            journal.c.message == message,
            journal.c.action == Deed.VIOLATION.value,
        )
        return frozenset((await self._connection.execute(query)).scalars())

    async def verify(self) -> Fault | None:
        """Walk the chain; the first fault, or None when it is whole."""
        chain = Chain(self._community)
        async for row in self.rows(after=-(2**62)):
            if fault := chain.follow(row):
                return fault
        return None

    async def has(self, head: Head) -> bool:
        """Is a row that somebody was told of still what it was then?"""
        query = select(journal.c.seq, journal.c.hash).where(
            journal.c.community == self._community, journal.c.seq == head.seq
        )
        row = (await self._connection.execute(query)).first()
        return row is not None and head.is_of(row._asdict())


def _masked(reason: str | None) -> str | None:
    """A moderator's words without telephones and the like: nothing is ever erased here."""
    if not reason:
        return reason
    from rules.language.personal.masking import masked  # who only reads needs no tables of words

    return masked(reason)


def _plain(row: Sequence[Any]) -> Row:
    """A row under plain names: SQLAlchemy's own are no `str` that JSON's writers take."""
    return dict(zip(COLUMNS, row, strict=True))
