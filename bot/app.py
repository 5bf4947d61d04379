"""The composition root: the one file that knows everyone. It puts the bot together and runs it."""

import asyncio
import secrets
import signal
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog

from bot.apologies import Windows
from bot.arrivals import Arrivals
from bot.blocks import Blocks
from bot.calls import Calls
from bot.card_rounds import CardRounds
from bot.commands.commands import Commands
from bot.config.settings import Settings
from bot.consequences import Consequences
from bot.delivery import Delivery
from bot.desk import Desk
from bot.due import Due
from bot.edits import Edits
from bot.gaps import Gaps
from bot.health.pulse import Pulse
from bot.health.server import HealthServer
from bot.health.systemd import Systemd
from bot.health.vitals import LONGEST_SILENCE, Vitals
from bot.held import NightMessages
from bot.journal_head import JournalHead
from bot.judging import SecondSignatures
from bot.marks import Marks
from bot.mornings import Mornings
from bot.newcomers import Greetings
from bot.notices import Notices
from bot.orders import Orders
from bot.outcomes import Outcomes
from bot.people import People
from bot.pipeline import Pipeline
from bot.ports import Clock, Messenger, Person, Revoked
from bot.recent import Recent
from bot.reports.schedule import Reports
from bot.rereading import Rereading
from bot.retention import Retention
from bot.rights import Rights
from bot.texts.texts import Texts
from bot.watching import Watching
from rules.regulation.decide import Law
from rules.regulation.policy import Mode
from storage.migrate import migrate
from storage.unit import Memory

log = structlog.get_logger(__name__)

DRAIN = 3.0  # seconds that the calls under way are given at the end
CUT_OFF = 1.0  # … and those that did not end by themselves
BEAT = 1.0  # seconds between two looks at what has fallen due


def machine_clock() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the one look at the machine's clock


def school_clock(settings: Settings, clock: Clock = machine_clock) -> Clock:
    """The school's time: what members see on their phones."""
    return lambda: clock().astimezone(settings.zone)


@dataclass(frozen=True, slots=True)
class App:
    """One community's bot, put together."""

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
    health: HealthServer
    beat: float = BEAT

    async def run(self) -> None:
        """Listen and act until cancelled. Raises MessengerError, DatabaseError."""
        async with self.health.listening():
            await self._work()

    async def _work(self) -> None:
        await migrate(self.memory.engine)
        position = await self._remember()
        at_work = [
            asyncio.create_task(self.delivery.run()),
            asyncio.create_task(self._again_and_again("due", self.due.tick)),
            asyncio.create_task(self._again_and_again("rights", self.rights.look)),
            asyncio.create_task(self._again_and_again("rereading", self.rereading.look)),
            asyncio.create_task(self._again_and_again("probe", self.pulse.probe)),
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
            await self.memory.close()

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
                self.people.remember(chat.peer, persons, chat.moderated, chat.title)
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
                self.rereading.gaps.lost()

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


def build(
    settings: Settings,
    messenger: Messenger,
    clock: Clock,
    *,
    draw: Callable[[], int] = lambda: secrets.randbelow(2**31 - 1) + 1,
    salt: Callable[[], bytes] = lambda: secrets.token_bytes(16),
    beat: float = BEAT,
    vitals: Vitals | None = None,
    systemd: Systemd = Systemd(),  # noqa: B008 - frozen: nobody to tell
) -> App:
    """The bot over a messenger. Chance is passed in; by default it is the machine's."""
    texts = Texts(settings.texts)
    turn = asyncio.Lock()
    vitals = vitals or Vitals(clock)
    memory = Memory.at(settings.storage.url, settings.vk.group_id, settings.zone, draw)
    admins = frozenset(settings.school.admins)
    people = People(messenger, clock, admins, lambda chat: orders.moderators(chat))
    orders = Orders(settings, people)
    blocks = Blocks(settings, texts, people, orders)
    notices = Notices(settings, texts, people, orders)
    recent, marks = Recent(), Marks(salt())
    desk = Desk(settings, texts, people, orders, blocks, notices, recent, salt, vitals)
    pipeline = Pipeline(
        orders=orders,
        law=_law_of(desk),
        recent=recent,
        marks=marks,
        people=people,
        blocks=blocks,
        consequences=Consequences(desk),
        arrivals=Arrivals(settings, texts, people, orders, settings.vk.group_id, desk),
        commands=Commands(desk),
        memory=memory,
        own=-settings.vk.group_id,
        turn=turn,
        clock=clock,
        vitals=vitals,
    )
    calls = Calls(messenger, memory, clock, started_at=clock())
    delivery = Delivery(calls, memory, Outcomes(blocks, texts), turn, clock, vitals)
    chores = (
        blocks,
        NightMessages(desk),
        Mornings(desk),
        Windows(desk),
        Retention(settings, texts),
        Greetings(desk),
        Reports(desk),
        JournalHead(desk),
        SecondSignatures(desk),
        CardRounds(desk),
        Watching(desk),
    )
    due = Due(chores, blocks, orders, memory, turn, clock, vitals)
    rights = Rights(people, pipeline.arrivals, memory, turn, clock, vitals)
    pulse = Pulse(vitals, memory, turn, clock, systemd)
    health = HealthServer(settings.health, vitals, memory, people, orders, clock)
    rereading = Rereading(
        Gaps(settings, messenger, pipeline, orders, marks),
        Edits(settings, messenger, pipeline, orders, marks),
        memory,
        clock,
    )
    return App(
        settings,
        messenger,
        memory,
        people,
        orders,
        blocks,
        pipeline,
        delivery,
        due,
        rights,
        rereading,
        vitals,
        pulse,
        health,
        beat,
    )


def _law_of(desk: Desk) -> Callable[[int], Law]:
    def law(chat: int) -> Law:
        # Where the bot has no right to act it can only watch.
        watching = desk.orders.mode(chat) is Mode.OBSERVE or not desk.people.moderated(chat)
        return Law(
            policies=desk.orders.rulebook(chat).policies,
            ladder=desk.settings.ladder,
            window=desk.settings.incidents.window,
            observe=watching,
        )

    return law


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
