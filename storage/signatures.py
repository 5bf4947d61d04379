"""Blocks that wait for a second moderator (2.8)."""

from sqlalchemy.ext.asyncio import AsyncConnection


class Signatures:
    def __init__(self, connection: AsyncConnection, community: int) -> None:
        self._connection = connection
        self._community = community
