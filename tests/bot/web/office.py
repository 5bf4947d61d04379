"""The whole bot with its journal in the browser, running in a thread of its own beside the tests.

The tests drive a browser, which may not run inside an event loop; what they want of the bot,
they ask its loop for.
"""

import asyncio
import re
import socket
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from bot.app import App
from bot.sandbox.vk_state import Person
from tests.bot.commands.staffed import DOUBTFUL, Staffed, a_staffed_school, at
from tests.bot.running import BAD

T = TypeVar("T")
NASTY = "<script>alert(1)</script> [id1|x] =HYPERLINK(1) \"'><img src=x onerror=alert(2)>"
LINK = re.compile(r"http://\S+/enter/\S+")
MARIA_OF, FOREIGN = "5А родители", "6Б родители"


@dataclass
class Office:
    """A school at work, and where its journal is open."""

    staffed: Staffed
    app: App
    loop: asyncio.AbstractEventLoop
    address: str

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(60)

    def call(self, deed: Callable[[], T]) -> T:
        async def done() -> T:
            return deed()

        return self.run(done())

    def settle(self) -> None:
        self.run(self.staffed.school.settle(self.app))

    def says(self, who: Person, text: str, chat: Any = None) -> int:
        """Somebody writes into a chat; the message's number there."""
        place = chat or self.staffed.school.chat
        said = self.call(lambda: self.staffed.school.world.write(place, who, text))
        self.settle()
        return said.cmid

    def asks(self, who: Person, text: str) -> str:
        """Somebody writes to the bot in private; its answer."""
        return self.run(self.staffed.asked(self.app, who, text))

    def link(self, who: Person) -> str:
        found = LINK.search(self.asks(who, "/вход"))
        assert found, "no link came"
        return found[0]

    def last_case(self) -> int:
        async def newest() -> int:
            async with self.app.memory.look() as unit:
                return await unit.cases.next_number() - 1

        return self.run(newest())

    def journal(self) -> list[dict[str, Any]]:
        return self.run(self.staffed.school.journal(self.app))


def free_port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        port: int = asking.getsockname()[1]
        return port


@contextmanager
def an_office(folder: Path) -> Iterator[Office]:
    port = free_port()
    ready: threading.Event = threading.Event()
    found: list[Office] = []
    failed: list[BaseException] = []
    loop = asyncio.new_event_loop()
    done = asyncio.Event()

    async def work() -> None:
        web = {"port": port}
        async with a_staffed_school(folder, web=web) as staffed, staffed.school.bot() as app:
            found.append(Office(staffed, app, loop, f"http://127.0.0.1:{port}"))
            await _a_day(staffed, app)
            ready.set()
            await done.wait()

    def run() -> None:
        try:
            loop.run_until_complete(work())
        except BaseException as error:  # noqa: BLE001 - told to the test in its own thread
            failed.append(error)
        finally:
            ready.set()
            loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        assert ready.wait(90), "the bot did not start in time"
        if failed:
            raise failed[0]
        yield found[0]
    finally:
        if not loop.is_closed():
            loop.call_soon_threadsafe(done.set)
        thread.join(30)


async def _a_day(staffed: Staffed, app: App) -> None:
    """Something of everything: certain and doubtful cases, an appeal, a complaint, a foreign chat.

    Whoever can be called as he likes is called the worst that a page may meet.
    """
    school, world = staffed.school, staffed.school.world
    nasty = world.add_user(NASTY[:25], NASTY[25:60], 2)
    world.join(school.chat, nasty)
    for chat in (school.chat, staffed.neighbours):
        world.write(chat, school.boris, "/правила")
    await school.settle(app)
    for person, chat, text in (
        (school.anna, school.chat, BAD),
        (nasty, school.chat, f"{BAD} {NASTY}"),
        (school.boris, staffed.neighbours, f"{BAD}, соседи"),
        (school.boris, school.chat, DOUBTFUL),
    ):
        world.write(chat, person, text)
        await school.settle(app)
    await staffed.asked(app, school.anna, f"/обжаловать 1 я цитировала книгу {NASTY}")
    rude = world.write(school.chat, nasty, f"Все вы тут неправы {NASTY}")
    await school.settle(app)
    world.write(school.chat, school.anna, "/пожаловаться", reply_to=rude.cmid)
    await school.settle(app)


__all__ = ["BAD", "DOUBTFUL", "Office", "an_office", "at"]
