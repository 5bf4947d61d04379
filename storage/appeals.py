"""Appeals of members against their cases, one for each (2.8)."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.procedure_tables import appeals
from storage.sealed import storable
from storage.upsert import insert_new


class Course(StrEnum):
    OPEN = "open"
    UPHELD = "upheld"  # the case stays as it is
    ANNULLED = "annulled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    case: int
    chat: int
    member: int
    filed_at: datetime
    words: str = ""  # the member's own
    course: Course = Course.OPEN
    decided_at: datetime | None = None
    decided_by: int | None = None
    reason: str = ""


class Appeals:
    def __init__(self, connection: AsyncConnection, community: int, zone: tzinfo) -> None:
        self._connection = connection
        self._community = community
        self._zone = zone

    async def file(self, appeal: Appeal) -> bool:
        """Keep a new one; False when the case was appealed before."""
        row = {
            "community": self._community,
            "case": appeal.case,
            "chat": appeal.chat,
            "member": appeal.member,
            "filed_at": appeal.filed_at,
            "words": storable(appeal.words),
            "state": appeal.course.value,
        }
        return await insert_new(self._connection, appeals, row)

    async def get(self, case: int) -> Appeal | None:
        row = (await self._connection.execute(select(appeals).where(self._is(case)))).first()
        return self.of_row(row) if row else None

    async def decide(self, case: int, course: Course, by: int, reason: str, now: datetime) -> bool:
        """Close an open one; False when there is none."""
        change: Any = update(appeals).where(self._is(case), appeals.c.state == Course.OPEN.value)
        change = change.values(
            state=course.value, decided_at=now, decided_by=by, reason=storable(reason)
        )
        return bool((await self._connection.execute(change)).rowcount)

    def _is(self, case: int) -> Any:
        return (appeals.c.community == self._community) & (appeals.c.case == case)

    def of_row(self, row: Row[Any]) -> Appeal:
        return Appeal(
            case=row.case,
            chat=row.chat,
            member=row.member,
            filed_at=row.filed_at.astimezone(self._zone),
            words=row.words,
            course=Course(row.state),
            decided_at=row.decided_at and row.decided_at.astimezone(self._zone),
            decided_by=row.decided_by,
            reason=row.reason or "",
        )
