"""The figures of a period, for the head's report. Reads only."""

from sqlalchemy.ext.asyncio import AsyncConnection


class Figures:
    def __init__(self, connection: AsyncConnection, community: int) -> None:
        self._connection = connection
        self._community = community
