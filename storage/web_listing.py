"""The lists of the journal in the browser. Reads only; newest first, a page at a time by key.

Every question names the chats that its viewer may see: `None` is all there are, and rows of no
chat with them. Nothing is counted from the start: a page begins below the key that the page
before it ended with.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, exists, func, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased

from rules.regulation.cases import Case, State
from storage.cases import Cases
from storage.chain import COLUMNS, Row
from storage.tables import cases, journal
from storage.web_filters import CaseFilter, JournalFilter, case_where, journal_where

# Up to so many chats are asked one by one, each from its index; a viewer of more of them sees
# most rows anyway, so that looking through all is the shorter way.
APART = 40

Chats = Collection[int] | None


@dataclass(frozen=True, slots=True)
class Known:
    """A member with cases in a chat, and the newest of them."""

    chat: int
    member: int
    newest: int


class WebListing:
    def __init__(self, connection: AsyncConnection, community: int, zone: tzinfo) -> None:
        self._connection = connection
        self._community = community
        self._cases = Cases(connection, community, zone)

    async def journal(
        self, chats: Chats, wanted: JournalFilter, *, before: int | None, limit: int
    ) -> list[Row]:
        where = [*journal_where(wanted), *await self._between(wanted)]
        if before is not None:
            where.append(journal.c.seq < before)
        columns = [journal.c[name] for name in COLUMNS]
        query = self._newest(journal, columns, "seq", chats, where, limit)
        rows = (await self._connection.execute(query)).all()
        return [dict(zip(COLUMNS, row, strict=True)) for row in rows]

    async def cases(
        self, chats: Chats, wanted: CaseFilter, *, before: int | None, limit: int
    ) -> list[Case]:
        where = case_where(wanted)
        if before is not None:
            where.append(cases.c.number < before)
        query = self._newest(cases, list(cases.c), "number", chats, where, limit)
        rows = (await self._connection.execute(query)).all()
        return [self._cases.of_row(row) for row in rows]

    async def members(self, chats: Chats, *, before: int | None, limit: int) -> list[Known]:
        """Who has cases, the latest of them first."""
        later = aliased(cases)
        is_latest = ~exists().where(
            later.c.community == cases.c.community,
            later.c.member == cases.c.member,
            later.c.chat == cases.c.chat,
            later.c.number > cases.c.number,
        )
        where = [is_latest] if before is None else [is_latest, cases.c.number < before]
        columns = [cases.c.chat, cases.c.member, cases.c.number]
        query = self._newest(cases, columns, "number", chats, where, limit)
        return [Known(*row) for row in (await self._connection.execute(query)).all()]

    async def of_members(self, pairs: Sequence[tuple[int, int]]) -> list[Case]:
        """All cases of some members, each in his chat, oldest first."""
        query = (
            select(cases)
            .where(
                cases.c.community == self._community,
                cases.c.member.in_({member for _, member in pairs}),
                cases.c.chat.in_({chat for chat, _ in pairs}),
            )
            .order_by(cases.c.number)
        )
        rows = (await self._connection.execute(query)).all()
        return [self._cases.of_row(row) for row in rows if (row.chat, row.member) in set(pairs)]

    async def states(self, chats: Chats, since: datetime) -> dict[State, int]:
        """How many cases were opened after a moment, by what they are now."""
        query = (
            select(cases.c.state, func.count())
            .where(*self._in(cases, chats), cases.c.opened_at >= since)
            .group_by(cases.c.state)
        )
        found = (await self._connection.execute(query)).all()
        return {State(state): number for state, number in found}

    async def deeds(self, chats: Chats, since: datetime) -> dict[tuple[str, str], int]:
        """How many rows the journal has after a moment, by action and outcome."""
        query = (
            select(journal.c.action, journal.c.outcome, func.count())
            .where(
                *self._in(journal, chats), journal.c.at >= since.isoformat(timespec="milliseconds")
            )
            .group_by(journal.c.action, journal.c.outcome)
        )
        found = (await self._connection.execute(query)).all()
        return {(action, outcome or ""): number for action, outcome, number in found}

    async def newest(self, after: int) -> tuple[int, frozenset[int | None]]:
        """The journal's last row, and the chats of those that came after one."""
        query = select(journal.c.seq, journal.c.chat).where(
            journal.c.community == self._community, journal.c.seq > after
        )
        rows = (await self._connection.execute(query)).all()
        return max((row.seq for row in rows), default=after), frozenset(row.chat for row in rows)

    async def _between(self, wanted: JournalFilter) -> list[ColumnElement[bool]]:
        """The span of time as a span of keys: rows were added as time went by."""
        where: list[ColumnElement[bool]] = []
        if wanted.since is not None:
            first = journal.c.at >= wanted.since.isoformat(timespec="milliseconds")
            seq = await self._seq(first, journal.c.at)
            where.append(journal.c.seq >= (0 if seq is None else seq) if seq else journal.c.seq < 0)
        if wanted.until is not None:
            last = journal.c.at < wanted.until.isoformat(timespec="milliseconds")
            seq = await self._seq(last, journal.c.at.desc())
            where.append(journal.c.seq <= (seq or 0))
        return where

    async def _seq(self, which: ColumnElement[bool], order: Any) -> int | None:
        query = (
            select(journal.c.seq)
            .where(journal.c.community == self._community, which)
            .order_by(order)
            .limit(1)
        )
        found: int | None = (await self._connection.execute(query)).scalar()
        return found

    def _newest(
        self,
        table: Table,
        columns: list[Any],
        key: str,
        chats: Chats,
        where: list[ColumnElement[bool]],
        limit: int,
    ) -> Select[Any]:
        """The newest rows of these chats that fit."""

        def page(*more: ColumnElement[bool]) -> Select[Any]:
            ours = table.c.community == self._community
            query = select(*columns).where(ours, *where, *more)
            return query.order_by(table.c[key].desc()).limit(limit)

        if chats is None:
            return page()
        if len(chats) == 1 or not chats or len(chats) > APART:
            return page(table.c.chat.in_(chats))
        apart = [select(page(table.c.chat == chat).subquery()) for chat in sorted(chats)]
        together = union_all(*apart).subquery()
        return select(together).order_by(together.c[key].desc()).limit(limit)

    def _in(self, table: Table, chats: Chats) -> list[ColumnElement[bool]]:
        where = [table.c.community == self._community]
        return where if chats is None else [*where, table.c.chat.in_(chats)]
