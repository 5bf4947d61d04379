"""Cases shown to those who may decide them."""

from sqlalchemy.ext.asyncio import AsyncConnection


class Cards:
    def __init__(self, connection: AsyncConnection, community: int) -> None:
        self._connection = connection
        self._community = community
