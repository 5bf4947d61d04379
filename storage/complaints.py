"""Messages that members showed to the moderators."""

from sqlalchemy.ext.asyncio import AsyncConnection


class Complaints:
    def __init__(self, connection: AsyncConnection, community: int) -> None:
        self._connection = connection
        self._community = community
