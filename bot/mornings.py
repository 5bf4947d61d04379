"""The morning's summary: what the night could not tell, told once when the chat opens."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from bot.desk import Desk
from bot.night import is_night, quiet_hours_of
from rules.regulation.acts import Act, Kind
from rules.regulation.cases import Case
from storage.cases import Telling
from storage.unit import Unit

MOST_NAMED = 20  # people in one summary


@dataclass(frozen=True, slots=True)
class Mornings:
    desk: Desk

    async def waits(self, unit: Unit, now: datetime) -> bool:
        return bool(await self._told_now(unit, now))

    async def do(self, unit: Unit, now: datetime) -> None:
        for chat, cases in (await self._told_now(unit, now)).items():
            await self._summarise(unit, chat, cases, now)

    async def _told_now(self, unit: Unit, now: datetime) -> dict[int, list[Case]]:
        """Cases to be told in a morning that has come, by chat."""
        found: dict[int, list[Case]] = defaultdict(list)
        for case in await unit.cases.owed():
            if not is_night(self.desk.orders.rulebook(case.chat), now):
                found[case.chat].append(case)
        return found

    async def _summarise(self, unit: Unit, chat: int, cases: list[Case], now: datetime) -> None:
        quiet = quiet_hours_of(self.desk.orders.rulebook(chat))
        people = [await self._line(unit, case, now) for case in cases[:MOST_NAMED]]
        text = self.desk.texts.render(
            "notices.morning",
            messages=sum(case.messages for case in cases),
            opens=f"{quiet.start:%H:%M}" if quiet else "",
            closes=f"{quiet.end:%H:%M}" if quiet else "",
            allowed=self.desk.settings.strikes.allowed,
            others=len(cases) - len(people),
            people=people,
        )
        vanish = self.desk.settings.notices.delete_after.total_seconds()
        payload = {"to": chat, "text": text, "vanish": vanish}
        number = await unit.outbox.add(Act(kind=Kind.SEND, chat=chat, payload=payload), now)
        for case in cases:
            await unit.cases.tell(case.number, Telling("summary", number))

    async def _line(self, unit: Unit, case: Case, now: datetime) -> dict[str, object]:
        known = await unit.cases.of_member(case.chat, case.member)
        rank = self.desk.settings.ladder.standing(known, now).ranks.get(case.number, 0)
        return {
            "member": case.member,
            "name": self.desk.people.name(case.chat, case.member),
            "messages": case.messages,
            "strike": min(rank, self.desk.settings.strikes.allowed),
            "case": case.number,
            "clauses": case.clauses,
        }
