"""Messages deleted at night, kept for their authors until the morning."""

from sqlalchemy.ext.asyncio import AsyncConnection


class Held:
    def __init__(self, connection: AsyncConnection, community: int) -> None:
        self._connection = connection
        self._community = community
