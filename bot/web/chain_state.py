"""Whether the journal's chain is whole, as far as somebody has looked; and looking at it.

To walk the chain takes seconds of a processor, so it is done in a thread with a connection of
its own: the bot hears its chats meanwhile.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from storage.chain import Fault
from storage.unit import Memory


@dataclass(frozen=True, slots=True)
class Checked:
    at: datetime
    rows: int
    fault: Fault | None


@dataclass(slots=True)
class ChainState:
    """The last look; None: nobody has looked since the bot started."""

    checked: Checked | None = None
    is_looking: bool = False

    async def look(self, memory: Memory, now: datetime) -> None:
        """One look at a time: who asks while another's is under way gets its result."""
        if self.is_looking:
            return
        self.is_looking = True
        try:
            rows, fault = await asyncio.to_thread(lambda: asyncio.run(_walk(memory)))
            self.checked = Checked(now, rows, fault)
        finally:
            self.is_looking = False


async def _walk(memory: Memory) -> tuple[int, Fault | None]:
    own = memory.apart()
    try:
        async with own.look() as unit:
            fault = await unit.journal.verify()
            rows, _ = await unit.journal.head()
            return rows, fault
    finally:
        await own.close()
