"""The outbox at work: what was decided is carried out, once, in order of urgency.

Each act is a row; the row's outcome and what follows from it (a journal row, a fallback, the
notice's own end) are committed together. A crash between the call and that commit repeats the
call: deletes and restrictions bear it, and a message is sent once for its `random_id`.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field

import structlog

from bot.calls import Calls
from bot.health.vitals import Vitals
from bot.outcomes import Outcomes
from bot.ports import Clock
from rules.regulation.acts import Act, Kind
from storage.errors import DatabaseError
from storage.outbox import Pending
from storage.unit import Memory

log = structlog.get_logger(__name__)

SEEN = 600  # rows looked at in one go: enough to gather a storm's deletes into few calls
AT_ONCE = 6  # calls under way: one slow chat may not hold up the others
MOST_DELETED = 100  # messages of one delete call (VK)
IDLE = 1.0  # seconds between looks when nothing wakes us


@dataclass(slots=True)
class Delivery:
    calls: Calls
    memory: Memory
    outcomes: Outcomes
    turn: asyncio.Lock
    clock: Clock
    vitals: Vitals
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _busy: set[int] = field(default_factory=set)  # lanes: chats in which a call is under way
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _over: set[int] = field(default_factory=set)  # rows finished since the outbox was last read

    def wake(self) -> None:
        """There may be something to do."""
        self._wake.set()

    async def run(self) -> None:
        """Carry out what is due, until cancelled; what is under way is then finished."""
        try:
            while True:
                self._wake.clear()
                self.vitals.beat("delivery")
                try:
                    await self._start_due()
                except DatabaseError as error:
                    log.error("the outbox cannot be read", why=str(error))
                    self.vitals.failed("outbox", error)
                    await asyncio.sleep(IDLE)
                except Exception as error:  # the bot would be mute without this loop
                    log.exception("the outbox failed", error=type(error).__name__)
                    self.vitals.failed("outbox", error)
                    await asyncio.sleep(IDLE)
                try:
                    await asyncio.wait_for(self._wake.wait(), IDLE)
                except TimeoutError:
                    continue
        finally:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _start_due(self) -> None:
        if len(self._tasks) >= AT_ONCE:
            return
        self._over.clear()
        async with self.memory.look() as unit:
            due = await unit.outbox.due(self.clock(), SEEN)
        # A row that was finished while we read may still look as if it waited.
        for together in _jobs(one for one in due if one.id not in self._over):
            lane = _lane(together[0].act)
            if lane in self._busy:
                continue
            if len(self._tasks) >= AT_ONCE:
                return
            self._busy.add(lane)
            task = asyncio.create_task(self._do(together, lane))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _do(self, together: tuple[Pending, ...], lane: int) -> None:
        try:
            outcomes = await self.calls.make(together)
            async with self.turn, self.memory.unit() as unit:
                for pending, outcome in outcomes:
                    await self.outcomes.record(unit, pending, outcome, self.clock())
                await unit.commit()
            for pending, outcome in outcomes:
                self.vitals.counts.acted(pending.act.kind, outcome.fate.value)
        except DatabaseError as error:
            # Not recorded: the rows are still waiting, and the calls bear a repetition.
            log.error("an outcome could not be kept", why=str(error))
            self.vitals.not_written("outcome", error)
            await asyncio.sleep(IDLE)
        except Exception as error:  # the outbox must live on; the rows are tried again
            log.exception("an act failed", error=type(error).__name__)
            self.vitals.failed("act", error)
            await asyncio.sleep(IDLE)
        finally:
            self._over.update(one.id for one in together)
            self._busy.discard(lane)
            self._wake.set()


def _lane(act: Act) -> int:
    """Acts of one lane are done one after another: a person's or a chat's."""
    if act.kind is Kind.ANSWER:
        return act.target or act.chat  # nobody's slow chat may hold up a word due in a minute
    return int(act.payload["to"]) if act.kind is Kind.SEND else act.chat


def _jobs(due: Iterable[Pending]) -> list[tuple[Pending, ...]]:
    """Deletes of one chat and urgency go together; all else alone. Order of urgency is kept."""
    deletes: dict[tuple[int, int], list[Pending]] = {}
    jobs: list[list[Pending]] = []
    for one in due:
        if one.act.kind is not Kind.DELETE:
            jobs.append([one])
            continue
        key = (one.act.chat, int(one.act.rank))
        if key not in deletes or len(deletes[key]) >= MOST_DELETED:
            deletes[key] = []
            jobs.append(deletes[key])
        deletes[key].append(one)
    return [tuple(job) for job in jobs]
