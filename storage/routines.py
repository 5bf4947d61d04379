"""When what is done by the calendar was last done: a restart neither repeats nor skips it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.procedure_tables import routines
from storage.upsert import upsert


class Routines:
    def __init__(self, connection: AsyncConnection, community: int) -> None:
        self._connection = connection
        self._community = community

    async def last(self, name: str) -> datetime | None:
        """When it was last done (UTC); None: never."""
        query = select(routines.c.done_at).where(
            routines.c.community == self._community, routines.c.name == name
        )
        found: datetime | None = (await self._connection.execute(query)).scalar()
        return found

    async def done(self, name: str, now: datetime) -> None:
        key = {"community": self._community, "name": name}
        await upsert(self._connection, routines, key, {"done_at": now})
