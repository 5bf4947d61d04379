"""What a bot that has worked here for a while knows: its chats, and who is in them.

Without this the first breach in each chat asks VK who is who, at VK's 20 calls a second; the
figures would be those of VK's limit.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC

from bot.clocks import machine_clock
from storage.chats import Member
from storage.migrate import migrate
from storage.unit import Memory


async def acquaint(address: str, community: int, chats: Mapping[str, Sequence[int]]) -> None:
    """Write the chats (by peer id) and their people into the database."""
    now = machine_clock()
    memory = Memory.at(address, community, UTC, lambda: 1)
    await migrate(memory.engine)
    async with memory.unit() as unit:
        for peer, people in chats.items():
            known = {"title": "Родители", "moderated": True}
            await unit.chats.note(int(peer), **known, greeted_at=now, checked_at=now)
            met = [Member(each, "Имя Фамилия", False) for each in people]
            await unit.chats.meet(int(peer), met, now)
        await unit.commit()
    await memory.close()
