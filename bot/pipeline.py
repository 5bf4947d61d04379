"""The whole way of an update, top to bottom.

    hear a batch → judge (pure) → learn who is who → decide (pure) → record → commit → act

One batch is one transaction: cases, sanctions, journal, outbox and the long poll's position
are kept together or not at all, and only then does the outbox act. A crash anywhere replays
the batch from the old position; updates that had an effect are known by their keys, so the
replay changes nothing. Updates of one chat keep their order.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain, repeat

import structlog

from bot.arrivals import Arrivals
from bot.blocks import Blocks
from bot.commands.commands import Commands
from bot.consequences import Consequences
from bot.events import Batch, Passed, Pressed, Unreadable, Written, as_kept
from bot.health.vitals import Vitals
from bot.lack import of_all
from bot.newcomers import is_acquainted
from bot.orders import Orders
from bot.people import Learnt, People
from bot.ports import Clock
from bot.reach import heard_in
from bot.verdicts import Judged, Verdicts
from bot.who_is_who import WhoIsWho
from rules.regulation.decide import Law, decide
from rules.regulation.message import Message, Role
from rules.regulation.violation import Violation
from storage.errors import DatabaseError
from storage.sanctions import Sanction
from storage.unit import Memory, Unit

log = structlog.get_logger(__name__)

PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0)  # seconds between tries to keep one batch; the last repeats


@dataclass(frozen=True, slots=True)
class Pipeline:
    verdicts: Verdicts
    who_is_who: WhoIsWho
    law: Callable[[int], Law]  # of a chat
    orders: Orders
    people: People
    blocks: Blocks
    consequences: Consequences
    arrivals: Arrivals
    commands: Commands
    memory: Memory
    turn: asyncio.Lock  # one writer at a time: batches, due work, moderators' words
    clock: Clock
    vitals: Vitals
    _batch: asyncio.Lock = field(default_factory=asyncio.Lock)
    _undone: list[str] = field(default_factory=list)  # updates of this batch that raised
    _found: list[Violation] = field(default_factory=list)  # … and what was found in the others

    async def handle(self, batch: Batch) -> int:
        """The whole way of one batch; how many of its updates had an effect."""
        async with self._batch:  # what is heard and what is read again, one after the other
            return await self._handle(batch)

    async def _handle(self, batch: Batch) -> int:
        begun = self.vitals.ticks()
        judged = self.verdicts.of(batch)
        learnt = await self.who_is_who.ask(judged)
        was_undone = False  # what a transaction put into memory and the database then refused
        for pause in chain(PAUSES, repeat(PAUSES[-1])):
            self.vitals.beat("hearing")
            try:
                if was_undone:
                    await self._reload()
                effects = await self.record(judged, learnt, batch)
            except DatabaseError as error:
                # Not moved on: what the database cannot take now is tried again, in order.
                log.error("a batch cannot be kept yet", why=str(error), pause=pause)
                self.vitals.not_written("batch", error)
                was_undone = True
                await asyncio.sleep(pause)
            else:
                self.vitals.written()
                self.vitals.counts.handled(batch.events, self.vitals.ticks() - begun)
                return effects
        raise AssertionError("the pauses have no end")

    async def record(
        self, judged: tuple[Judged, ...], learnt: tuple[Learnt, ...], batch: Batch
    ) -> int:
        """Decide and keep it all in one transaction. Raises DatabaseError, with nothing kept."""
        async with self.turn, self.memory.unit() as unit:
            now = self.clock()
            effects = 0
            self._found.clear()
            for change in learnt:
                await self.arrivals.note(unit, change, now)
            for one in judged:
                if self._matters(one, now):
                    effects += await self._apart(unit, one, now)
            await self._move(unit, batch, now)
            await unit.commit()
        self.vitals.counts.found(self._found)
        if self._undone:
            self._undone.clear()
            await self._reload()
        return effects

    @staticmethod
    async def _move(unit: Unit, batch: Batch, now: datetime) -> None:
        """So far we have heard; what was lost on the way there is still to be read."""
        if batch.failed and not await unit.heard.lose(batch.failed, now):
            await unit.journal.add([of_all(batch.failed)], now)
        if reaches := heard_in(batch):
            await unit.heard.move(reaches)
        if batch.position is not None:
            await unit.reception.move_to(batch.position, now)

    async def _reload(self) -> None:
        """What was undone in the database may still stand in memory."""
        await self.blocks.reload(self.memory)
        await self.orders.reload(self.memory)

    def _matters(self, one: Judged, now: datetime) -> bool:
        """Has this update any effect? A clean message has none, and costs no query."""
        event = one.event
        if isinstance(event, Written):
            if one.violations or one.failed or self.commands.concern(event):
                return True
            return self._block(event.message, now) is not None
        return not isinstance(event, Passed)

    def _block(self, message: Message, now: datetime) -> Sanction | None:
        """The block for which this message is deleted; not for an edit made before it."""
        block = self.blocks.by_deletion(message.chat, message.author, now)
        if block and message.edited_at and message.edited_at < block.since:
            return None
        return block

    async def _apart(self, unit: Unit, one: Judged, now: datetime) -> int:
        """One update by itself: if it raises, it is set aside and the batch goes on."""
        try:
            async with unit.part():
                return await self._effect(unit, one, now)
        except DatabaseError:
            raise
        except Exception as error:  # the batch must live on
            log.exception("an update is set aside", error=type(error).__name__)
            self.vitals.failed("update", error)
            self._undone.append(type(error).__name__)
            await self._set_aside(unit, one, f"{type(error).__name__} in the pipeline", now)
            if isinstance(one.event, Written) and self.commands.concern(one.event):
                await self.commands.fail(unit, one.event, now)
            return 1

    @staticmethod
    async def _set_aside(unit: Unit, one: Judged, reason: str, now: datetime) -> None:
        await unit.reception.put_aside(as_kept(one.raw), reason, now)

    async def _effect(self, unit: Unit, one: Judged, now: datetime) -> int:
        event = one.event
        if isinstance(event, Unreadable):
            log.warning("an update could not be read", reason=event.reason)
            await unit.reception.put_aside(event.raw, event.reason, now)
            return 1
        if isinstance(event, Passed) or not await unit.reception.first_time(event.key, now):
            return 0
        if isinstance(event, Pressed):
            await self.commands.press(unit, event, now)
            return 1
        if not isinstance(event, Written):
            await self.arrivals.record(unit, event, now)
            return 1
        if one.failed:
            await self._set_aside(unit, one, f"rules failed: {', '.join(one.failed)}", now)
        if self.commands.concern(event):
            await self.commands.answer(unit, event, now)
            if self.commands.by_staff(event):
                return 1  # «/проверить …» of a moderator is no talk
        return await self._written(unit, event, one.violations, now)

    async def _written(
        self, unit: Unit, event: Written, violations: tuple[Violation, ...], now: datetime
    ) -> int:
        role = self.people.role(event.chat, event.message.author)
        message = replace(event.message, role=role)
        block = self._block(message, now)
        if block is not None and role is Role.MEMBER:
            await self.consequences.delete_of_blocked(unit, message, block, now)
            return 1
        if not violations:
            return 1
        known = await unit.cases.rules_broken_by(message.chat, message.id)
        # Of staff, and of one who is blocked, no case remembers what was told: the journal does.
        known |= await unit.journal.rules_told(message.chat, message.id, message.author)
        fresh = tuple(v for v in violations if v.rule not in known)
        cases = await unit.cases.of_member(message.chat, message.author)
        number = await unit.cases.next_number()
        desk = self.consequences.desk
        acquainted = await is_acquainted(desk, unit, message.chat, message.author, now)
        law = replace(self.law(message.chat), acquainted=acquainted)
        decision = decide(message, fresh, cases, number, now, law)
        await self.consequences.record(unit, message, decision, now)
        self._found.extend(decision.violations)
        return 1
