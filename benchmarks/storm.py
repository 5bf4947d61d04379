"""A storm: thousands of breaches at once, and how soon they are off the chats at VK's rate.

    python -m benchmarks.storm                        # 1,000 and 5,000, in one chat and in forty
    python -m benchmarks.storm --breaches 1000 --chats 1

The bot runs as a process of its own against the sandbox's VK, which counts the calls as they
come in and refuses the 21st within a second. Ends with 1 when a promise was not kept.
"""

import argparse
import asyncio
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox import SandboxVK
from bot.sandbox.vk_state import Call, Chat, Message
from bot.sandbox.world import World

BAD = "какая же ты мразь"
IN_A_CLASS = 30  # people of one chat
MOST_IN_A_SECOND = 20  # calls that VK takes of one community
A_THOUSAND_WITHIN = 60.0  # seconds in which a storm of a thousand is off the chats
DELETE, SEND = "messages.delete", "messages.send"
POLL = "groups.getLongPollServer"
LONGEST = 900.0  # seconds after which a storm is not waited for any more
CONFIG = """
[vk]
token = "{token}"
group_id = {group}
api_url = "{api_url}"
[storage]
url = "sqlite+aiosqlite:///{database}"
[rules.quiet_hours]
enabled = false
"""


@dataclass(frozen=True, slots=True)
class Storm:
    """What the server saw of one storm; times in seconds since the breaches were written."""

    breaches: int
    chats: int
    off_the_chat: float  # the last breach was deleted
    told: float  # the last notice was sent
    calls: int
    busiest_second: int  # most calls within any second, the refused among them
    refused: int  # calls beyond VK's rate
    delete_calls: int
    notices: int
    notices_before: int  # sent while a breach stood yet
    undone: int  # breaches that stand in the end, or acts that wait

    @property
    def in_one_call(self) -> float:
        """Messages of one delete call, on average."""
        return self.breaches / max(self.delete_calls, 1)

    @property
    def keeps_the_promises(self) -> bool:
        in_time = self.off_the_chat <= A_THOUSAND_WITHIN * max(1.0, self.breaches / 1000)
        return in_time and self.busiest_second <= MOST_IN_A_SECOND and not self.undone

    def __str__(self) -> str:
        return (
            f"{self.breaches} breaches in {self.chats} chats: off the chat in "
            f"{self.off_the_chat:.1f} s with {self.delete_calls} delete calls "
            f"({self.in_one_call:.0f} messages each), {self.notices} notices sent within "
            f"{self.told:.1f} s, {self.notices_before} of them before the last delete; "
            f"{self.calls} calls, {self.busiest_second} in the busiest second, "
            f"{self.refused} refused, {self.undone} undone"
        )


def in_any_second(moments: Iterable[float]) -> int:
    """The most moments that lie within one second."""
    found, most, first = sorted(moments), 0, 0
    for last, moment in enumerate(found):
        while moment - found[first] >= 1:
            first += 1
        most = max(most, last - first + 1)
    return most


async def storm(folder: Path, breaches: int, chats: int, people: int = IN_A_CLASS) -> Storm:
    """Let it break loose over a bot that has just started, and wait until it is over."""
    async with SandboxVK() as vk:
        world = vk.world
        rooms = [_a_class(world, number, people) for number in range(chats)]
        async with _a_bot(folder, vk):
            await _until(lambda: len(world.calls(POLL)) > 1)
            begun, before = world.ticks(), len(world.log)
            written = [_breach(world, rooms, number) for number in range(breaches)]
            await _until(lambda: all(one.deleted for one in written))
            await _until(lambda: not _waiting(folder))
        return _told(world.log[before:], begun, breaches, chats, _waiting(folder))


def _a_class(world: World, number: int, people: int) -> Chat:
    members = [world.add_user(f"Имя{n}") for n in range(people)]
    return world.add_chat(f"Класс {number}", admins=[world.add_user("Мария")], members=members)


def _breach(world: World, rooms: Sequence[Chat], number: int) -> Message:
    """The chats in turn, and in each its members in turn."""
    turn, room = divmod(number, len(rooms))
    members = [one for one in rooms[room].members if one > 0 and not rooms[room].is_admin(one)]
    return world.write(rooms[room], members[turn % len(members)], f"{BAD} {number}")


@asynccontextmanager
async def _a_bot(folder: Path, vk: SandboxVK) -> AsyncIterator[None]:
    config = folder / "config.toml"
    values = {"token": vk.token, "group": vk.group_id, "api_url": vk.api_url}
    config.write_text(CONFIG.format(**values, database=_database(folder)), encoding="utf-8")
    with (folder / "log").open("wb") as log:
        bot = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", "--config", str(config), stdout=log, stderr=log
        )
    try:
        yield
    finally:
        bot.terminate()
        await bot.wait()


def _database(folder: Path) -> Path:
    return folder / "dezhurny.db"


def _waiting(folder: Path) -> int:
    """Acts that are due and not done."""
    sql = "SELECT count(*) FROM outbox WHERE state = 'waiting' AND not_before <= datetime('now')"
    with sqlite3.connect(f"file:{_database(folder)}?mode=ro", uri=True) as database:
        return int(database.execute(sql).fetchone()[0])


def _told(log: Sequence[Call], begun: float, breaches: int, chats: int, undone: int) -> Storm:
    counted = Counter(call.method for call in log)
    sends = [call.at - begun for call in log if call.method == SEND and call.error is None]
    off = max(call.at - begun for call in log if call.method == DELETE)
    return Storm(
        breaches=breaches,
        chats=chats,
        off_the_chat=off,
        told=max(sends, default=0.0),
        calls=len(log),
        busiest_second=in_any_second(call.at for call in log),
        refused=sum(call.error == 6 for call in log),
        delete_calls=counted[DELETE],
        notices=len(sends),
        notices_before=sum(at < off for at in sends),
        undone=undone,
    )


async def _until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(LONGEST):
        while not true():  # noqa: ASYNC110 - another process has no events to wait for
            await asyncio.sleep(0.05)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--breaches", type=int, nargs="+", default=[1000, 5000])
    parser.add_argument("--chats", type=int, nargs="+", default=[1, 40])
    given = parser.parse_args()
    kept = True
    for breaches in given.breaches:
        for chats in given.chats:
            with tempfile.TemporaryDirectory() as folder:
                found = asyncio.run(storm(Path(folder), breaches, chats))
            print(found, flush=True)
            kept = kept and found.keeps_the_promises
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    main()
