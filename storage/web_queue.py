"""What waits for a person's decision in some chats, the longest waiting first. Reads only.

`chats`: those that the viewer may see; None: all. Whether he is a side is asked by the caller.
"""

from collections.abc import Collection
from datetime import tzinfo
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from rules.regulation.cases import OVER, Case, State
from rules.regulation.return_early import Apology, Hearing
from storage.apologies import Apologies
from storage.appeals import Appeal, Appeals, Course
from storage.cards import About
from storage.cases import Cases
from storage.complaints import Complaint, Complaints
from storage.procedure_tables import apologies, appeals, cards, complaints, signatures
from storage.sanctions import Course as BlockCourse
from storage.sanctions import Sanction, Sanctions
from storage.signatures import Answered, Signature, Signatures
from storage.tables import case_messages, cases, sanctions

Chats = Collection[int] | None


class WebQueue:
    def __init__(self, connection: AsyncConnection, community: int, zone: tzinfo) -> None:
        self._connection = connection
        self._community = community
        self._cases = Cases(connection, community, zone)
        self._appeals = Appeals(connection, community, zone)
        self._apologies = Apologies(connection, community, zone)
        self._complaints = Complaints(connection, community, zone)
        self._signatures = Signatures(connection, community, zone)
        self._sanctions = Sanctions(connection, community, zone)

    async def doubtful(self, chats: Chats) -> list[Case]:
        """Cases of which the bot is not sure."""
        query = select(cases).where(*self._in(cases, chats), cases.c.state == State.DOUBTFUL.value)
        return [self._cases.of_row(row) for row in await self._rows(query, cases.c.number)]

    async def to_be_seen(self, chats: Chats) -> list[Case]:
        """Certain ones of the kind that a person always looks at, not looked at yet."""
        asked = select(cards.c.case).where(
            cards.c.community == self._community, cards.c.about == About.CASE.value
        )
        decided = [state.value for state in (*OVER, State.DOUBTFUL)]
        query = select(cases).where(
            *self._in(cases, chats), cases.c.number.in_(asked), cases.c.state.not_in(decided)
        )
        return [self._cases.of_row(row) for row in await self._rows(query, cases.c.number)]

    async def appeals(self, chats: Chats) -> list[Appeal]:
        query = select(appeals).where(
            *self._in(appeals, chats), appeals.c.state == Course.OPEN.value
        )
        return [self._appeals.of_row(row) for row in await self._rows(query, appeals.c.filed_at)]

    async def apologies(self, chats: Chats) -> list[Apology]:
        """Nobody objected: a moderator says whether they return early (2.7)."""
        query = select(apologies).where(
            *self._in(apologies, chats), apologies.c.state == Hearing.HEARD.value
        )
        return [self._apologies.of_row(row) for row in await self._rows(query, apologies.c.until)]

    async def complaints(self, chats: Chats) -> list[Complaint]:
        """The first of each message: who joined it later asks nothing new."""
        query = select(complaints).where(
            *self._in(complaints, chats), complaints.c.decided_at.is_(None)
        )
        found = [self._complaints.of_row(row) for row in await self._rows(query, complaints.c.id)]
        firsts: dict[tuple[int, int], Complaint] = {}
        for one in found:
            firsts.setdefault((one.chat, one.message), one)
        return list(firsts.values())

    async def signatures(self, chats: Chats) -> list[Signature]:
        query = select(signatures).where(
            *self._in(signatures, chats), signatures.c.state == Answered.OPEN.value
        )
        return [self._signatures.of_row(row) for row in await self._rows(query, signatures.c.id)]

    async def reporters(self, numbers: Collection[int]) -> dict[int, frozenset[int]]:
        """Who reported which of these cases, or a message of it: sides of the dispute (2.8)."""
        shown = (case_messages.c.chat == complaints.c.chat) & (
            case_messages.c.message == complaints.c.message
        )
        own = (case_messages.c.community == self._community) & (
            complaints.c.community == self._community
        )
        of_messages = (
            select(case_messages.c.case, complaints.c.reporter)
            .join(complaints, shown)
            .where(own, case_messages.c.case.in_(numbers))
        )
        named = select(complaints.c.case, complaints.c.reporter).where(
            complaints.c.community == self._community, complaints.c.case.in_(numbers)
        )
        found: dict[int, set[int]] = {}
        for query in (of_messages, named):
            for case, reporter in (await self._connection.execute(query)).all():
                found.setdefault(case, set()).add(reporter)
        return {case: frozenset(people) for case, people in found.items()}

    async def blocks(self, chats: Chats) -> list[Sanction]:
        """Who is blocked now, the next to return first."""
        query = select(sanctions).where(
            *self._in(sanctions, chats), sanctions.c.state == BlockCourse.IN_FORCE.value
        )
        return [self._sanctions.of_row(row) for row in await self._rows(query, sanctions.c.until)]

    def _in(self, table: Table, chats: Chats) -> list[Any]:
        where: list[Any] = [table.c.community == self._community]
        return where if chats is None else [*where, table.c.chat.in_(chats)]

    async def _rows(self, query: Any, order: Any) -> Any:
        return (await self._connection.execute(query.order_by(order))).all()
