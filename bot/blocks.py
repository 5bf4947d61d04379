"""Blocks as they are carried out: laid on, fallen back from, ended when their time comes."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog

from bot.config.settings import Settings
from bot.night import until_morning
from bot.orders import Orders
from bot.people import People
from bot.texts.texts import Texts
from rules.regulation.acts import Act, Kind
from rules.regulation.clauses import BLOCKING, Clause
from rules.regulation.entry import BOT, Deed, Entry
from rules.regulation.ladder import Block
from rules.regulation.moments import passed
from rules.regulation.policy import Enforcement
from storage.errors import DatabaseError
from storage.sanctions import Course, Sanction
from storage.unit import Memory, Unit

log = structlog.get_logger(__name__)

ENDED = "срок закончился"


@dataclass(slots=True)
class Blocks:
    """The blocks in force, also in memory: a clean message must cost no query."""

    settings: Settings
    texts: Texts
    people: People
    orders: Orders
    _in_force: dict[tuple[int, int], Sanction] = field(default_factory=dict)

    def remember(self, sanctions: Iterable[Sanction]) -> None:
        """What the database holds as in force."""
        self._in_force = {(s.chat, s.member): s for s in sanctions}

    async def reload(self, memory: Memory) -> None:
        """Read anew what is in force: a transaction that failed may have left more in memory."""
        try:
            async with memory.look() as unit:
                self.remember(await unit.sanctions.in_force())
        except DatabaseError as error:
            log.warning("the blocks in force could not be re-read", why=str(error))

    def by_deletion(self, chat: int, member: int, now: datetime) -> Sanction | None:
        """The block by which all that the member writes now is deleted, if there is one."""
        found = self._in_force.get((chat, member))
        if found is None or found.enforcement is not Enforcement.DELETE:
            return None
        return found if passed(now, found.until) > timedelta() else None

    async def impose(self, unit: Unit, block: Block, chat: int, member: int, told: int) -> Sanction:
        """Lay a block on. `told` is the outbox row of its notice: it goes before a removal."""
        enforcement = self.settings.blocks.enforcement
        sanction = await unit.sanctions.impose(block, chat, member, enforcement)
        self._in_force[(chat, member)] = sanction
        act = Act(
            kind=Kind.RESTRICT if enforcement is Enforcement.RESTRICT else Kind.REMOVE,
            chat=chat,
            target=member,
            case=block.case,
            clause=BLOCKING.number,
            after=told if enforcement is Enforcement.REMOVE else None,
            payload={"until": block.until.isoformat()},
        )
        if enforcement is not Enforcement.DELETE:
            await unit.outbox.add(act, block.since)
        return sanction

    async def shorten(self, unit: Unit, sanction: Sanction, until: datetime, now: datetime) -> None:
        """A block in force ends sooner than it was laid on for."""
        await unit.sanctions.change(sanction.case, until=until)
        shorter = replace(sanction, until=until)
        if self._in_force.get((sanction.chat, sanction.member), shorter).case == sanction.case:
            self._in_force[(sanction.chat, sanction.member)] = shorter
        if sanction.enforcement is Enforcement.RESTRICT:  # else nobody but us knows its end
            await unit.outbox.add(_restriction(sanction, until), now)

    async def fall_back(self, unit: Unit, case: int) -> None:
        """The messenger refused to restrict or remove: what he writes is deleted instead."""
        await unit.sanctions.change(case, enforcement=Enforcement.DELETE)
        for key, sanction in self._in_force.items():
            if sanction.case == case:
                self._in_force[key] = replace(sanction, enforcement=Enforcement.DELETE)

    async def leave(self, unit: Unit, chat: int, member: int) -> None:
        """One who is blocked has left, or somebody else removed him: he is not asked back (2.3).

        If he comes back before the end, what he writes is deleted.
        """
        sanction = self._in_force.get((chat, member))
        if sanction is not None and sanction.enforcement is Enforcement.REMOVE:
            await self.fall_back(unit, sanction.case)

    async def come_back(self, unit: Unit, chat: int, member: int, now: datetime) -> None:
        """One who is blocked has left and come in again: what held him then holds him now.

        Nobody says whether the messenger's restriction outlives that. To lay it on twice is the
        same as once.
        """
        sanction = self._in_force.get((chat, member))
        if sanction is None or sanction.enforcement is not Enforcement.RESTRICT:
            return
        if sanction.until > now:
            await unit.outbox.add(_restriction(sanction, sanction.until), now)

    async def waits(self, unit: Unit, now: datetime) -> bool:
        return bool(await unit.sanctions.due(now))

    async def do(self, unit: Unit, now: datetime) -> None:
        """End the blocks whose time has come, also what came while we were down."""
        for sanction in await unit.sanctions.due(now):
            await self.end(unit, sanction, Course.ENDED, ENDED, now)

    async def drop(self, unit: Unit, chat: int, member: int) -> None:
        """A leaver's block is over without a word: nobody invites him back (2.9)."""
        sanction = self._in_force.pop((chat, member), None)
        if sanction is not None:
            await unit.sanctions.change(sanction.case, course=Course.LIFTED)

    async def end(
        self,
        unit: Unit,
        sanction: Sanction,
        course: Course,
        reason: str,
        now: datetime,
        *,
        by: str = BOT,
        told: str = "notices.unblocked",
        clause: Clause = BLOCKING,
    ) -> None:
        """End a block in force; `told` is the notice, made of the member, his name and case."""
        await unit.sanctions.change(sanction.case, course=course)
        key = (sanction.chat, sanction.member)
        newer = self._in_force.get(key)
        if newer is not None and newer.case != sanction.case:
            return  # a later block is in force: the end of this one frees nobody
        self._in_force.pop(key, None)
        entry = Entry(
            action=Deed.UNBLOCK,
            actor=by,
            chat=sanction.chat,
            target=sanction.member,
            case=sanction.case,
            clause=clause.number,
            reason=reason,
        )
        await unit.journal.add([entry], now)
        for act in self._freeing(sanction, told, now):
            await unit.outbox.add(act, now)

    def _freeing(self, sanction: Sanction, told: str, now: datetime) -> list[Act]:
        act = Act(
            kind=Kind.RELEASE,
            chat=sanction.chat,
            target=sanction.member,
            case=sanction.case,
            clause=BLOCKING.number,
        )
        if sanction.enforcement is Enforcement.REMOVE:
            return [replace(act, kind=Kind.INVITE)]
        release = [act] if sanction.enforcement is Enforcement.RESTRICT else []
        if self.people.has_left(sanction.chat, sanction.member):
            return release  # nobody there needs the word, and he is free not to come back (2.3)
        name = self.people.name(sanction.chat, sanction.member)
        known = {"member": sanction.member, "name": name, "case": sanction.case}
        text = self.texts.render(told, **known)
        vanish = self.settings.notices.delete_after.total_seconds()
        notice = replace(
            act,
            kind=Kind.SEND,
            delay=until_morning(self.orders.rulebook(sanction.chat), now),
            payload={"to": sanction.chat, "text": text, "vanish": vanish},
        )
        return [*release, notice]


def _restriction(sanction: Sanction, until: datetime) -> Act:
    return Act(
        kind=Kind.RESTRICT,
        chat=sanction.chat,
        target=sanction.member,
        case=sanction.case,
        clause=BLOCKING.number,
        payload={"until": until.isoformat()},
    )
