"""Leavers whose removal waits for its confirmation (2.9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.procedure_tables import departures
from storage.upsert import insert_numbered

Place = tuple[int, int]  # (chat, member)


class Course(StrEnum):
    OPEN = "open"  # listed to the moderator, not confirmed yet
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    id: int
    moderator: int  # who asked for it
    target: int  # whom he named
    places: tuple[Place, ...]  # as they were listed to him
    reason: str
    asked_at: datetime
    course: Course


class Departures:
    def __init__(self, connection: AsyncConnection, community: int, zone: tzinfo) -> None:
        self._connection = connection
        self._community = community
        self._zone = zone

    async def ask(
        self, moderator: int, target: int, places: Iterable[Place], reason: str, now: datetime
    ) -> int:
        """Keep what a moderator asks for until he confirms it; its number."""
        values = {
            "community": self._community,
            "moderator": moderator,
            "target": target,
            "places": [list(place) for place in places],
            "reason": reason,
            "asked_at": now,
            "state": Course.OPEN.value,
        }
        return await insert_numbered(self._connection, departures, values)

    async def get(self, number: int) -> Departure | None:
        query = select(departures).where(self._is(number))
        row = (await self._connection.execute(query)).first()
        return self._departure(row) if row else None

    async def decide(self, number: int, course: Course) -> bool:
        """Confirm or drop an open one; False when it was decided before."""
        change: Any = update(departures).where(
            self._is(number), departures.c.state == Course.OPEN.value
        )
        change = change.values(state=course.value)
        return bool((await self._connection.execute(change)).rowcount)

    async def drop_all(self, departure: Departure) -> None:
        """The moderator thinks better of it: also of what he was offered beside."""
        change = update(departures).where(
            departures.c.community == self._community,
            departures.c.moderator == departure.moderator,
            departures.c.target == departure.target,
            departures.c.state == Course.OPEN.value,
        )
        await self._connection.execute(change.values(state=Course.DROPPED.value))

    async def expire(self, before: datetime) -> int:
        """Erase what was asked before a moment; how many."""
        change: Any = delete(departures).where(
            departures.c.community == self._community, departures.c.asked_at < before
        )
        return int((await self._connection.execute(change)).rowcount)

    def _is(self, number: int) -> Any:
        return (departures.c.community == self._community) & (departures.c.id == number)

    def _departure(self, row: Row[Any]) -> Departure:
        return Departure(
            id=row.id,
            moderator=row.moderator,
            target=row.target,
            places=tuple((chat, member) for chat, member in row.places),
            reason=row.reason,
            asked_at=row.asked_at.astimezone(self._zone),
            course=Course(row.state),
        )
