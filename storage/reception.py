"""How far the updates were read, which of them had an effect, and which were not understood."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import handled, positions, set_aside
from storage.upsert import insert_new, upsert

KEEP_RAW = timedelta(days=14)  # a raw update holds a text: it is kept only to mend the decoder
KEEP_KEYS = timedelta(days=7)  # VK offers no update that old again
LONGEST_RAW = 64 * 1024  # bytes of one update that are kept
MOST_RAW = 1000  # updates set aside at one time: a flood of garbage fills no disk


class Reception:
    def __init__(self, connection: AsyncConnection, community: int) -> None:
        self._connection = connection
        self._community = community

    async def position(self) -> str | None:
        query = select(positions.c.ts).where(positions.c.community == self._community)
        found: str | None = (await self._connection.execute(query)).scalar()
        return found

    async def move_to(self, ts: str, now: datetime) -> None:
        key = {"community": self._community}
        await upsert(self._connection, positions, key, {"ts": ts, "saved_at": now})

    async def first_time(self, key: str, now: datetime) -> bool:
        """Mark an update as handled; False when it was already, and has no further effect."""
        row = {"community": self._community, "key": key, "at": now}
        return await insert_new(self._connection, handled, row)

    async def put_aside(self, raw: bytes, reason: str, now: datetime) -> None:
        if await self.aside() >= MOST_RAW:
            return
        row = {
            "community": self._community,
            "at": now,
            "reason": reason[:256],
            "raw": raw[:LONGEST_RAW],
            "expires_at": now + KEEP_RAW,
        }
        await self._connection.execute(insert(set_aside).values(row))

    async def aside(self) -> int:
        """How many updates lie aside."""
        query = (
            select(func.count())
            .select_from(set_aside)
            .where(set_aside.c.community == self._community)
        )
        return int((await self._connection.execute(query)).scalar_one())

    async def expire(self, now: datetime) -> None:
        await self._connection.execute(delete(set_aside).where(set_aside.c.expires_at <= now))
        await self._connection.execute(delete(handled).where(handled.c.at <= now - KEEP_KEYS))
