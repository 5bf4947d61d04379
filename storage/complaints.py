"""Messages that members show to the moderators. Who showed one is told to nobody in the chat."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import Row, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.procedure_tables import complaints
from storage.upsert import insert_numbered


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    id: int
    chat: int
    message: int
    author: int  # of the message
    reporter: int
    at: datetime
    case: int | None = None  # what a moderator made of it
    decided_at: datetime | None = None  # None: it is open
    decided_by: int | None = None  # None of a decided one: nobody answered in time


class Complaints:
    def __init__(self, connection: AsyncConnection, community: int, zone: tzinfo) -> None:
        self._connection = connection
        self._community = community
        self._zone = zone

    async def file(self, chat: int, message: int, author: int, reporter: int, now: datetime) -> int:
        """Keep a new one; its number."""
        values = {
            "community": self._community,
            "chat": chat,
            "message": message,
            "author": author,
            "reporter": reporter,
            "at": now,
        }
        return await insert_numbered(self._connection, complaints, values)

    async def get(self, number: int) -> Complaint | None:
        found = await self._found(complaints.c.id == number)
        return found[0] if found else None

    async def of_message(self, chat: int, message: int) -> tuple[Complaint, ...]:
        """All about one message, the first first."""
        return await self._found((complaints.c.chat == chat) & (complaints.c.message == message))

    async def of_case(self, case: int) -> tuple[Complaint, ...]:
        """Those that led to a case: their reporters are sides of it (2.8)."""
        return await self._found(complaints.c.case == case)

    async def made_since(self, reporter: int, since: datetime) -> int:
        """How many one member has made after a moment."""
        query = select(func.count()).where(
            complaints.c.community == self._community,
            complaints.c.reporter == reporter,
            complaints.c.at > since,
        )
        return int((await self._connection.execute(query)).scalar() or 0)

    async def decide(
        self, chat: int, message: int, by: int | None, case: int | None, now: datetime
    ) -> None:
        """Close all that are open about one message."""
        change = update(complaints).where(
            complaints.c.community == self._community,
            complaints.c.chat == chat,
            complaints.c.message == message,
            complaints.c.decided_at.is_(None),
        )
        await self._connection.execute(change.values(decided_at=now, decided_by=by, case=case))

    async def _found(self, which: Any) -> tuple[Complaint, ...]:
        query = (
            select(complaints)
            .where(complaints.c.community == self._community, which)
            .order_by(complaints.c.id)
        )
        return tuple(self.of_row(row) for row in (await self._connection.execute(query)).all())

    def of_row(self, row: Row[Any]) -> Complaint:
        return Complaint(
            id=row.id,
            chat=row.chat,
            message=row.message,
            author=row.author,
            reporter=row.reporter,
            at=row.at.astimezone(self._zone),
            case=row.case,
            decided_at=row.decided_at and row.decided_at.astimezone(self._zone),
            decided_by=row.decided_by,
        )
