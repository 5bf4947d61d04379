"""The school's list: who is who, and whose parent."""

from sqlalchemy.ext.asyncio import AsyncConnection


class Roster:
    def __init__(self, connection: AsyncConnection, community: int) -> None:
        self._connection = connection
        self._community = community
