"""What the outbox should have done by now and has not: how much, and since when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from rules.regulation.acts import WORTH, Kind
from storage.outbox import Fate
from storage.tables import outbox


@dataclass(frozen=True, slots=True)
class Waiting:
    """Acts that are due; what waits for its own time, for the morning say, is not."""

    acts: int = 0
    since: datetime | None = None  # (UTC) when the oldest of them was due for the first time


class Backlog:
    def __init__(self, connection: AsyncConnection, community: int) -> None:
        self._connection = connection
        self._community = community

    async def waiting(self, now: datetime) -> Waiting:
        # A try that failed moves `not_before`; an act's end stays, and lies one WORTH behind
        # the moment at which it was first due.
        due = or_(
            *(
                and_(outbox.c.act == kind.value, outbox.c.expires_at <= now + worth)
                for kind, worth in WORTH.items()
            )
        )
        query = (
            select(
                outbox.c.act,
                func.count().label("acts"),
                func.min(outbox.c.expires_at).label("first"),
            )
            .where(
                outbox.c.community == self._community,
                outbox.c.state == Fate.WAITING.value,
                due,
            )
            .group_by(outbox.c.act)
        )
        rows = (await self._connection.execute(query)).all()
        if not rows:
            return Waiting()
        since = min(row.first - WORTH[Kind(row.act)] for row in rows)
        return Waiting(sum(row.acts for row in rows), since)
