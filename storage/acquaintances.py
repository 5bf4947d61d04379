"""Who was shown which version of the rules, and who confirmed it (2.4)."""

from sqlalchemy.ext.asyncio import AsyncConnection


class Acquaintances:
    def __init__(self, connection: AsyncConnection, community: int) -> None:
        self._connection = connection
        self._community = community
