"""Appeals: a member says that his case is wrong."""

from sqlalchemy.ext.asyncio import AsyncConnection


class Appeals:
    def __init__(self, connection: AsyncConnection, community: int) -> None:
        self._connection = connection
        self._community = community
