"""Never more calls in any second than VK takes, measured where VK measures: at its end.

A call's place is free again one second after its answer has come. VK has counted the call before
it answered, and counts the next one in that place after it was sent: so however long the way
there takes, and however it changes, VK never sees more calls in a second than there are places.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiolimiter import AsyncLimiter

PLACES = 19  # of the 20 calls that VK takes of a community in a second
SECOND = 1.02  # a little more than VK's
AT_ONCE, A_SECOND = 5, 18  # and evenly, so that what is urgent never waits for a whole second


class Gate:
    def __init__(self) -> None:
        self._places = asyncio.Semaphore(PLACES)
        self._even = AsyncLimiter(AT_ONCE, AT_ONCE / A_SECOND)

    @asynccontextmanager
    async def passing(self) -> AsyncIterator[None]:
        """One call: begins when there is a place for it, in order of coming."""
        await self._places.acquire()
        try:
            await self._even.acquire()
            yield
        finally:
            asyncio.get_running_loop().call_later(SECOND, self._places.release)
