"""The school's list: who is who, and whose parent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.procedure_tables import roster

LONGEST_NAME, LONGEST_FORM = 128, 16  # characters


class Capacity(StrEnum):
    """As who a person belongs to the school."""

    PUPIL = "pupil"
    PARENT = "parent"
    STAFF = "staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One line of the list. Who has two children in the school stands on two lines."""

    name: str
    capacity: Capacity
    member: int | None = None  # VK id; None where the list gives none
    form: str = ""  # «5А»
    pupil: str = ""  # whose parent, as the list says
    left_at: datetime | None = None
    id: int | None = None  # of the row; None: not kept yet


class Roster:
    def __init__(self, connection: AsyncConnection, community: int, zone: tzinfo) -> None:
        self._connection = connection
        self._community = community
        self._zone = zone

    async def all(self) -> tuple[Listed, ...]:
        """Every line in its order, the leavers' too."""
        query = select(roster).where(roster.c.community == self._community).order_by(roster.c.id)
        return tuple(self._listed(row) for row in (await self._connection.execute(query)).all())

    async def is_kept(self) -> bool:
        """Is there a list that can tell who does not belong? One without VK ids cannot."""
        query = select(roster.c.id).where(self._present(), roster.c.member.is_not(None)).limit(1)
        return (await self._connection.execute(query)).first() is not None

    async def strangers(self, members: Iterable[int]) -> frozenset[int]:
        """Those of the people who do not stand on the list, or have left the school."""
        asked = frozenset(members)
        query = select(roster.c.member).where(self._present(), roster.c.member.in_(asked))
        return asked - frozenset((await self._connection.execute(query)).scalars())

    async def of_member(self, member: int) -> tuple[Listed, ...]:
        """What the list says of one person; a parent of two pupils has two lines."""
        query = (
            select(roster)
            .where(roster.c.community == self._community, roster.c.member == member)
            .order_by(roster.c.id)
        )
        return tuple(self._listed(row) for row in (await self._connection.execute(query)).all())

    async def add(self, lines: Iterable[Listed]) -> None:
        rows = [{"community": self._community, **_values(line)} for line in lines]
        if rows:
            await self._connection.execute(insert(roster), rows)

    async def change(self, line: Listed) -> None:
        """Write a kept line anew, by its id."""
        change = update(roster).where(self._is([line.id]))
        await self._connection.execute(change.values(**_values(line)))

    async def drop(self, ids: Iterable[int]) -> None:
        await self._connection.execute(delete(roster).where(self._is(ids)))

    async def left(self, ids: Iterable[int], now: datetime) -> None:
        """These lines are of people who have left the school."""
        change = update(roster).where(self._is(ids), roster.c.left_at.is_(None))
        await self._connection.execute(change.values(left_at=now))

    async def expire(self, before: datetime) -> int:
        """Erase the lines of those who left before a moment; how many."""
        change: Any = delete(roster).where(
            roster.c.community == self._community, roster.c.left_at < before
        )
        return int((await self._connection.execute(change)).rowcount)

    def _present(self) -> Any:
        return (roster.c.community == self._community) & roster.c.left_at.is_(None)

    def _is(self, ids: Iterable[int | None]) -> Any:
        return (roster.c.community == self._community) & roster.c.id.in_(list(ids))

    def _listed(self, row: Row[Any]) -> Listed:
        return Listed(
            name=row.name,
            capacity=Capacity(row.role),
            member=row.member,
            form=row.form,
            pupil=row.pupil,
            left_at=row.left_at and row.left_at.astimezone(self._zone),
            id=row.id,
        )


def _values(line: Listed) -> dict[str, Any]:
    return {
        "member": line.member,
        "name": line.name[:LONGEST_NAME],
        "form": line.form[:LONGEST_FORM],
        "role": line.capacity.value,
        "pupil": line.pupil[:LONGEST_NAME],
        "left_at": line.left_at,
    }
