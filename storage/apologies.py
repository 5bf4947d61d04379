"""Apologies of blocked members, and their objection windows (2.7)."""

from sqlalchemy.ext.asyncio import AsyncConnection


class Apologies:
    def __init__(self, connection: AsyncConnection, community: int) -> None:
        self._connection = connection
        self._community = community
