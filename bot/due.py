"""What falls due by the clock: blocks end, the morning's summary, evidence comes to its end.

The rows are the truth; the scheduler only looks once a second which are due. What fell due
while the bot was down is due at start.
"""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

import structlog

from bot.blocks import Blocks
from bot.config.settings import Settings
from bot.night import is_night, quiet_hours_of
from bot.people import People
from bot.ports import Clock
from bot.texts.texts import Texts
from rules.regulation.acts import Act, Kind
from rules.regulation.cases import Case
from storage.cases import Telling
from storage.errors import DatabaseError
from storage.unit import Memory, Unit

log = structlog.get_logger(__name__)

MOST_NAMED = 20  # people in one summary


@dataclass(slots=True)
class Due:
    settings: Settings
    texts: Texts
    people: People
    blocks: Blocks
    memory: Memory
    turn: asyncio.Lock
    clock: Clock
    _cleaned: date | None = field(default=None)

    async def tick(self) -> bool:
        """Do what is due; tells whether the outbox got something."""
        now = self.clock()
        try:
            async with self.memory.look() as unit:
                waits = await unit.sanctions.due(now) or await self._mornings(unit, now)
            if not waits and self._cleaned == now.date():
                return False
            async with self.turn, self.memory.unit() as unit:
                await self.blocks.end_due(unit, now)
                for chat, cases in (await self._mornings(unit, now)).items():
                    await self._summarise(unit, chat, cases, now)
                await self._clean(unit, now)
                await unit.commit()
        except DatabaseError as error:
            log.error("what is due has to wait", why=str(error))
            return False
        return True

    async def _mornings(self, unit: Unit, now: datetime) -> dict[int, list[Case]]:
        """Cases to be told in a morning that has come, by chat."""
        found: dict[int, list[Case]] = defaultdict(list)
        for case in await unit.cases.owed():
            if not is_night(self.settings.rulebook(case.chat), now):
                found[case.chat].append(case)
        return found

    async def _summarise(self, unit: Unit, chat: int, cases: list[Case], now: datetime) -> None:
        quiet = quiet_hours_of(self.settings.rulebook(chat))
        people = [await self._line(unit, case, now) for case in cases[:MOST_NAMED]]
        text = self.texts.render(
            "notices.morning",
            messages=sum(case.messages for case in cases),
            opens=f"{quiet.start:%H:%M}" if quiet else "",
            closes=f"{quiet.end:%H:%M}" if quiet else "",
            allowed=self.settings.strikes.allowed,
            others=len(cases) - len(people),
            people=people,
        )
        vanish = self.settings.notices.delete_after.total_seconds()
        payload = {"to": chat, "text": text, "vanish": vanish}
        number = await unit.outbox.add(Act(kind=Kind.SEND, chat=chat, payload=payload), now)
        for case in cases:
            await unit.cases.tell(case.number, Telling("summary", number))

    async def _line(self, unit: Unit, case: Case, now: datetime) -> dict[str, object]:
        known = await unit.cases.of_member(case.chat, case.member)
        rank = self.settings.ladder.standing(known, now).ranks.get(case.number, 0)
        return {
            "member": case.member,
            "name": self.people.name(case.chat, case.member),
            "messages": case.messages,
            "strike": min(rank, self.settings.strikes.allowed),
            "case": case.number,
            "clauses": case.clauses,
        }

    async def _clean(self, unit: Unit, now: datetime) -> None:
        """Once a day: erase what has come to its end."""
        if self._cleaned == now.date():
            return
        erased = await unit.evidence.expire(now)
        await unit.reception.expire(now)
        await unit.outbox.expire(now)
        self._cleaned = now.date()
        if erased:
            log.info("evidence came to its end", fragments=erased)
