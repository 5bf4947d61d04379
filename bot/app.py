"""One community's bot at work: it listens, delivers and looks what is due, until it is stopped."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

import structlog

from bot.blocks import Blocks
from bot.config.settings import Settings
from bot.delivery import Delivery
from bot.due import Due
from bot.health.alarm import Alarm
from bot.health.pulse import Pulse
from bot.health.server import HealthServer
from bot.health.vitals import LONGEST_SILENCE, Vitals
from bot.orders import Orders
from bot.people import People
from bot.pipeline import Pipeline
from bot.ports import Messenger, Person, Revoked
from bot.rereading import Rereading
from bot.rights import Rights
from bot.web.server import WebServer
from storage.migrate import migrate
from storage.unit import Memory

log = structlog.get_logger(__name__)

DRAIN = 3.0  # seconds that the calls under way are given at the end
CUT_OFF = 1.0  # … and those that did not end by themselves
BEAT = 1.0  # seconds between two looks at what has fallen due


@dataclass(frozen=True, slots=True)
class App:
    """One community's bot; `bot/assembly.py` puts it together."""

    settings: Settings
    messenger: Messenger
    memory: Memory
    people: People
    orders: Orders
    blocks: Blocks
    pipeline: Pipeline
    delivery: Delivery
    due: Due
    rights: Rights
    rereading: Rereading
    vitals: Vitals
    pulse: Pulse
    alarm: Alarm
    health: HealthServer
    web: WebServer
    beat: float = BEAT

    async def run(self) -> None:
        """Listen and act until cancelled. Raises MessengerError, DatabaseError."""
        async with self.health.listening():
            await self._work()

    async def _work(self) -> None:
        await migrate(self.memory.engine)
        position = await self._remember()
        # Not sooner: before it is known who is who, nobody who comes in is a moderator.
        try:
            async with self.web.listening():
                await self._at_work(position)
        finally:
            await self.memory.close()

    async def _at_work(self, position: str | None) -> None:
        at_work = [
            asyncio.create_task(self.delivery.run()),
            asyncio.create_task(self._again_and_again("due", self.due.tick)),
            asyncio.create_task(self._again_and_again("rights", self.rights.look)),
            asyncio.create_task(self._again_and_again("rereading", self.rereading.look)),
            asyncio.create_task(self._again_and_again("probe", self.pulse.probe)),
            asyncio.create_task(self._again_and_again("alarm", self.alarm.look)),
            asyncio.create_task(self._again_and_again("watchdog", self.pulse.feed)),
        ]
        try:
            for loop in LONGEST_SILENCE:
                self.vitals.beat(loop)
            self.pulse.systemd.tell("READY=1")
            await self._listen(position)
        finally:
            self.pulse.systemd.tell("STOPPING=1")
            await _stopped(at_work)

    async def _remember(self) -> str | None:
        """What the database knows: the position, the blocks in force, the people."""
        async with self.memory.look() as unit:
            self.blocks.remember(await unit.sanctions.in_force())
            self.orders.remember(await unit.orders.all())
            people = await unit.chats.people()
            for chat in await unit.chats.all():
                known = people.get(chat.peer, {}).values()
                persons = [
                    Person(one.id, one.name, one.is_moderator, one.left_at is None) for one in known
                ]
                self.people.remember(
                    chat.peer, persons, chat.moderated, chat.title, chat.checked_at
                )
            return await unit.reception.position()

    async def _listen(self, position: str | None) -> None:
        dead = asyncio.create_task(self.delivery.calls.revoked.wait())
        hearing = asyncio.create_task(self._hear(position))
        try:
            await asyncio.wait({dead, hearing}, return_when=asyncio.FIRST_COMPLETED)
            if dead.done():
                raise Revoked("ВК больше не принимает ключ доступа: получите новый")
            await hearing
        finally:
            for task in (dead, hearing):
                task.cancel()
            await asyncio.gather(dead, hearing, return_exceptions=True)

    async def _hear(self, position: str | None) -> None:
        async for batch in self.messenger.batches(position):
            if await self.pipeline.handle(batch):
                self.delivery.wake()
            if batch.failed:
                self.rereading.lost()

    async def _again_and_again(self, name: str, look: Callable[[], Awaitable[bool]]) -> None:
        """Look what there is to do, once a beat; a look that was begun is finished."""
        while True:
            self.vitals.beat(name)
            looking = asyncio.ensure_future(look())
            try:
                if await asyncio.shield(looking):
                    self.delivery.wake()
            except asyncio.CancelledError:
                await looking
                raise
            except Exception as error:  # a look that fails may not be the last one
                log.exception("a look failed", look=name, error=type(error).__name__)
                self.vitals.failed(name, error)
            await asyncio.sleep(self.beat)


async def _stopped(tasks: Iterable[asyncio.Task[None]]) -> None:
    """Let what is under way come to its end; what cannot in time is cut off.

    The database is closed after this: a transaction still open then would wait for ever.
    """
    waiting = set(tasks)
    for seconds in (DRAIN, CUT_OFF):
        for task in waiting:
            task.cancel()
        _, waiting = await asyncio.wait(waiting, timeout=seconds)
        if not waiting:
            return


def on_signals(stop: Callable[[], object]) -> None:
    """Call `stop` in the running loop on SIGTERM and SIGINT."""
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(sign, stop)
        except NotImplementedError:  # Windows' loops have no signals of their own
            signal.signal(sign, lambda *_: loop.call_soon_threadsafe(stop))


async def run_until_told(app: App) -> None:
    """Run the bot until SIGTERM or SIGINT; what was begun is finished or kept."""
    task = asyncio.ensure_future(app.run())
    on_signals(task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        log.info("the bot has stopped")
