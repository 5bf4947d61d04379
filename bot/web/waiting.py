"""What waits for this viewer: questions that he may answer, as their cards would ask them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot import appeals
from bot.apology_questions import may_judge
from bot.desk import Desk
from bot.web.putting import Putting, is_of_member
from bot.web.question import Question
from bot.web.viewer import Viewer
from rules.regulation.cases import Case, State
from rules.regulation.fairness import is_side
from storage.complaints import Complaint
from storage.unit import Unit

Open = tuple[datetime, Callable[[], Awaitable[Question]]]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Who is asked, from what the unit sees."""

    desk: Desk
    unit: Unit
    viewer: Viewer

    async def asked(self, most: int) -> tuple[list[Question], int]:
        """The questions that wait longest, and how many there are in all."""
        found = sorted(await self._open(), key=lambda one: one[0])
        return [await ask() for _, ask in found[:most]], len(found)

    async def count(self) -> int:
        return len(await self._open())

    async def _open(self) -> list[Open]:
        """Since when each waits, and how it is put: to put it takes some more looking."""
        queue, scope = self.unit.web_queue, self.viewer.scope
        signatures = await queue.signatures(scope)
        appealed = {one.case: one for one in await queue.appeals(scope)}
        cases = {one.number: one for one in await queue.doubtful(scope)}
        cases |= {one.number: one for one in await queue.to_be_seen(scope)}
        for number in (*appealed, *(one.case for one in signatures)):
            if number not in cases and (case := await self.unit.cases.get(number)) is not None:
                cases[number] = case
        mine = await self._not_a_side(cases)
        found: list[Open] = []
        for one in signatures:
            case = mine.pop(one.case, None)  # it is asked of nothing else meanwhile
            if case is not None and one.moderator != self.viewer.member:
                found.append((one.asked_at, partial(self._put.of_signature, one, case)))
        for number, case in mine.items():
            if number not in appealed:
                ask = self._put.of_case if case.state is State.DOUBTFUL else self._put.of_seen
                found.append((case.opened_at, partial(ask, case)))
            elif await self._may_decide_appeal(case):
                found.append((appealed[number].filed_at, partial(self._put.of_appeal, case)))
        return [*found, *await self._apologies(), *await self._complaints()]

    async def _not_a_side(self, cases: dict[int, Case]) -> dict[int, Case]:
        if not cases:
            return {}
        reporters = await self.unit.web_queue.reporters(cases.keys())
        return {
            number: case
            for number, case in cases.items()
            if not is_side(case, self.viewer.member, reporters.get(number, ()))
        }

    async def _apologies(self) -> list[Open]:
        return [
            (one.until, partial(self._put.of_apology, one))
            for one in await self.unit.web_queue.apologies(self.viewer.scope)
            if await may_judge(self.desk, self.unit, one, self.viewer.member)
        ]

    async def _complaints(self) -> list[Open]:
        return [
            (one.at, partial(self._put.of_complaint, one))
            for one in await self.unit.web_queue.complaints(self.viewer.scope)
            if await self.may_answer(one)
        ]

    async def _may_decide_appeal(self, case: Case) -> bool:
        return self.viewer.member not in await appeals.deciders(self.desk, self.unit, case)

    async def may_answer(self, complaint: Complaint) -> bool:
        """Not its author or reporter; of a moderator's message, the administrators alone."""
        member = self.viewer.member
        made = await self.unit.complaints.of_message(complaint.chat, complaint.message)
        if member == complaint.author or member in {one.reporter for one in made}:
            return False
        return is_of_member(self.desk, complaint) or self.viewer.is_administrator

    async def about(self, case: Case) -> Question | None:
        """What this viewer may be asked of one case now; None: nothing."""
        reporters = await self.unit.cases.reporters(case.number)
        if is_side(case, self.viewer.member, reporters):
            return None
        waiting = [one for one in await self.unit.signatures.of_case(case.number) if one.is_open]
        if waiting:
            own = waiting[-1].moderator == self.viewer.member
            return None if own else await self._put.of_signature(waiting[-1], case)
        if case.state is State.DOUBTFUL:
            return await self._put.of_case(case)
        appeal = await self.unit.appeals.get(case.number)
        if appeal is not None and appeal.decided_at is None:
            return await self._put.of_appeal(case) if await self._may_decide_appeal(case) else None
        return None

    @property
    def _put(self) -> Putting:
        return Putting(self.desk, self.unit)
