"""Apologies of blocked members, and their objection windows (2.7)."""

from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import Row, exists, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from rules.regulation.return_early import Apology, Hearing
from storage.procedure_tables import apologies
from storage.sanctions import Course
from storage.sealed import storable
from storage.tables import sanctions


class Apologies:
    def __init__(self, connection: AsyncConnection, community: int, zone: tzinfo) -> None:
        self._connection = connection
        self._community = community
        self._zone = zone

    async def open(self, apology: Apology, words: str, notice: int) -> None:
        """Keep a new apology; `notice` is the outbox row that shows it in the chat."""
        values = {
            "community": self._community,
            "case": apology.case,
            "chat": apology.chat,
            "member": apology.member,
            "words": storable(words),
            "notice": notice,
            "opened_at": apology.opened_at,
            "until": apology.until,
            "state": apology.state.value,
        }
        await self._connection.execute(insert(apologies).values(values))

    async def of_block(self, case: int) -> Apology | None:
        """The apology for the block of that case."""
        row = (await self._connection.execute(select(apologies).where(self._is(case)))).first()
        return self.of_row(row) if row else None

    async def shown(self, case: int) -> tuple[int | None, str]:
        """The outbox row that shows it, and the words."""
        query = select(apologies.c.notice, apologies.c.words).where(self._is(case))
        row = (await self._connection.execute(query)).one()
        return row.notice, row.words

    async def save(self, apology: Apology) -> None:
        """Write how it stands now."""
        values = {
            "state": apology.state.value,
            "objector": apology.objector,
            "decided_at": apology.decided_at,
            "decided_by": apology.decided_by,
        }
        await self._connection.execute(
            update(apologies).where(self._is(apology.case)).values(values)
        )

    async def due(self, now: datetime) -> tuple[Apology, ...]:
        """Whose window has closed, or whose block is over."""
        in_force = exists().where(
            sanctions.c.community == apologies.c.community,
            sanctions.c.case == apologies.c.case,
            sanctions.c.state == Course.IN_FORCE.value,
        )
        is_open = apologies.c.state == Hearing.OPEN.value
        waits = apologies.c.state.in_([Hearing.OPEN.value, Hearing.HEARD.value])
        query = select(apologies).where(
            apologies.c.community == self._community,
            waits,
            or_(is_open & (apologies.c.until <= now), ~in_force),
        )
        return tuple(self.of_row(row) for row in (await self._connection.execute(query)).all())

    def _is(self, case: int) -> Any:
        return (apologies.c.community == self._community) & (apologies.c.case == case)

    def of_row(self, row: Row[Any]) -> Apology:
        return Apology(
            case=row.case,
            chat=row.chat,
            member=row.member,
            opened_at=row.opened_at.astimezone(self._zone),
            until=row.until.astimezone(self._zone),
            state=Hearing(row.state),
            objector=row.objector,
            decided_at=row.decided_at and row.decided_at.astimezone(self._zone),
            decided_by=row.decided_by,
        )
