"""Blocks as rows with an end, re-read when due: a restart forgets none."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from rules.regulation.ladder import Block
from rules.regulation.policy import Enforcement
from storage.tables import sanctions
from storage.upsert import upsert


class Course(StrEnum):
    IN_FORCE = "in_force"
    ENDED = "ended"  # its time came
    LIFTED = "lifted"  # early return, or its case was annulled


@dataclass(frozen=True, slots=True, kw_only=True)
class Sanction:
    """One block of one member, as it is carried out."""

    case: int
    chat: int
    member: int
    since: datetime
    until: datetime
    enforcement: Enforcement
    course: Course = Course.IN_FORCE


class Sanctions:
    def __init__(self, connection: AsyncConnection, community: int, zone: tzinfo) -> None:
        self._connection = connection
        self._community = community
        self._zone = zone

    async def impose(
        self, block: Block, chat: int, member: int, enforcement: Enforcement
    ) -> Sanction:
        sanction = Sanction(
            case=block.case,
            chat=chat,
            member=member,
            since=block.since,
            until=block.until,
            enforcement=enforcement,
        )
        await upsert(
            self._connection,
            sanctions,
            {"community": self._community, "case": block.case},
            {
                "chat": chat,
                "member": member,
                "since": block.since,
                "until": block.until,
                "state": Course.IN_FORCE.value,
                "enforcement": enforcement.value,
            },
        )
        return sanction

    async def in_force(self) -> tuple[Sanction, ...]:
        return await self._where(sanctions.c.state == Course.IN_FORCE.value)

    async def due(self, now: datetime) -> tuple[Sanction, ...]:
        """Blocks whose time has come, the earliest end first."""
        return await self._where(
            (sanctions.c.state == Course.IN_FORCE.value) & (sanctions.c.until <= now)
        )

    async def of_case(self, case: int) -> Sanction | None:
        found = await self._where(sanctions.c.case == case)
        return found[0] if found else None

    async def change(
        self,
        case: int,
        *,
        course: Course | None = None,
        enforcement: Enforcement | None = None,
        until: datetime | None = None,
    ) -> None:
        values: dict[str, Any] = {}
        if until is not None:
            values["until"] = until
        if course is not None:
            values["state"] = course.value
        if enforcement is not None:
            values["enforcement"] = enforcement.value
        change = update(sanctions).where(
            sanctions.c.community == self._community, sanctions.c.case == case
        )
        await self._connection.execute(change.values(**values))

    async def _where(self, condition: Any) -> tuple[Sanction, ...]:
        query = (
            select(sanctions)
            .where(sanctions.c.community == self._community, condition)
            .order_by(sanctions.c.until)
        )
        rows = (await self._connection.execute(query)).all()
        return tuple(self.of_row(row) for row in rows)

    def of_row(self, row: Row[Any]) -> Sanction:
        return Sanction(
            case=row.case,
            chat=row.chat,
            member=row.member,
            since=row.since.astimezone(self._zone),
            until=row.until.astimezone(self._zone),
            enforcement=Enforcement(row.enforcement),
            course=Course(row.state),
        )
