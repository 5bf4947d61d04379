"""All that is kept of one person: to hand over, to erase."""

from sqlalchemy.ext.asyncio import AsyncConnection


class Persons:
    def __init__(self, connection: AsyncConnection, community: int) -> None:
        self._connection = connection
        self._community = community
