"""Commands said in private that wait for their chat to be picked."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.procedure_tables import unsaid
from storage.upsert import upsert

WAITS = timedelta(minutes=10)


class Unsaid:
    def __init__(self, connection: AsyncConnection, community: int) -> None:
        self._connection = connection
        self._community = community

    async def keep(self, member: int, words: str, now: datetime) -> None:
        """Only a person's last command waits."""
        key = {"community": self._community, "member": member}
        await upsert(self._connection, unsaid, key, {"words": words, "at": now})

    async def take(self, member: int, now: datetime) -> str | None:
        """The command that waits, which then waits no more; None when there is none or too old."""
        where = (unsaid.c.community == self._community) & (unsaid.c.member == member)
        row = (await self._connection.execute(select(unsaid).where(where))).first()
        await self._connection.execute(delete(unsaid).where(where))
        return str(row.words) if row and now - row.at <= WAITS else None

    async def expire(self, now: datetime) -> None:
        await self._connection.execute(delete(unsaid).where(unsaid.c.at < now - WAITS))
