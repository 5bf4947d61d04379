"""Leavers whose removal waits for its confirmation (2.9)."""

from sqlalchemy.ext.asyncio import AsyncConnection


class Departures:
    def __init__(self, connection: AsyncConnection, community: int) -> None:
        self._connection = connection
        self._community = community
