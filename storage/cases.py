"""Cases and the messages that belong to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import Row, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from rules.regulation.cases import Case, State
from rules.regulation.durations import Duration
from rules.regulation.message import Message
from rules.regulation.violation import Violation
from storage.procedure_tables import complaints
from storage.tables import case_messages, cases, counters
from storage.upsert import upsert


@dataclass(frozen=True, slots=True)
class Telling:
    """How the member was told of a case."""

    way: str  # "private", "chat", "owed" (the morning's summary will), "summary"
    notice: int | None = None  # the outbox row that tells it


@dataclass(frozen=True, slots=True)
class Broken:
    """One message of a case, and one rule that it broke."""

    message: int
    rule: str
    clause: str
    certain: bool
    sent_at: datetime


class Cases:
    def __init__(self, connection: AsyncConnection, community: int, zone: tzinfo) -> None:
        self._connection = connection
        self._community = community
        self._zone = zone

    async def of_member(self, chat: int, member: int) -> tuple[Case, ...]:
        query = select(cases).where(
            cases.c.community == self._community,
            cases.c.chat == chat,
            cases.c.member == member,
        )
        rows = (await self._connection.execute(query)).all()
        return tuple(self.of_row(row) for row in rows)

    async def of_person(self, member: int) -> tuple[Case, ...]:
        """In every chat, oldest first."""
        query = (
            select(cases)
            .where(cases.c.community == self._community, cases.c.member == member)
            .order_by(cases.c.number)
        )
        return tuple(self.of_row(row) for row in (await self._connection.execute(query)).all())

    async def get(self, number: int) -> Case | None:
        row = (await self._connection.execute(select(cases).where(self._is(number)))).first()
        return self.of_row(row) if row else None

    async def next_number(self) -> int:
        query = select(counters.c.value).where(
            counters.c.community == self._community, counters.c.name == "case"
        )
        return int((await self._connection.execute(query)).scalar() or 0) + 1

    async def save(self, case: Case) -> None:
        """Write a case as it is now; a new number moves the counter on."""
        values = {
            "chat": case.chat,
            "member": case.member,
            "state": case.state.value,
            "opened_at": case.opened_at,
            "open_until": case.open_until,
            "decided_at": case.decided_at,
            "decided_by": case.decided_by,
            "clauses": list(case.clauses),
            "rules": list(case.rules),
            "messages": case.messages,
            "term": str(case.term) if case.term else None,
            "released_at": case.released_at,
            "sides": list(case.sides),
        }
        key = {"community": self._community, "number": case.number}
        await upsert(self._connection, cases, key, values)
        if case.number >= await self.next_number():
            counter = {"community": self._community, "name": "case"}
            await upsert(self._connection, counters, counter, {"value": case.number})

    async def add_message(
        self, case: int, message: Message, violations: Iterable[Violation]
    ) -> None:
        rows = [
            {
                "community": self._community,
                "chat": message.chat,
                "message": message.id,
                "rule": violation.rule,
                "case": case,
                "clause": violation.clause.number,
                "certain": violation.certain,
                "sent_at": message.sent_at,
            }
            for violation in violations
        ]
        await self._connection.execute(insert(case_messages), rows)

    async def point_at(
        self, case: int, message: Message, clause: str, *, rule: str, certain: bool
    ) -> None:
        """A message of which a person says that it belongs to the case, whatever it was in."""
        key = {
            "community": self._community,
            "chat": message.chat,
            "message": message.id,
            "rule": rule,
        }
        values = {"case": case, "clause": clause, "certain": certain, "sent_at": message.sent_at}
        await upsert(self._connection, case_messages, key, values)

    async def rules_broken_by(self, chat: int, message: int) -> frozenset[str]:
        """The rules for which a message is in a case already."""
        query = select(case_messages.c.rule).where(
            case_messages.c.community == self._community,
            case_messages.c.chat == chat,
            case_messages.c.message == message,
        )
        return frozenset((await self._connection.execute(query)).scalars())

    async def of_message(self, chat: int, message: int) -> Case | None:
        """The latest case that a message belongs to."""
        query = (
            select(cases)
            .join(
                case_messages,
                (case_messages.c.case == cases.c.number)
                & (case_messages.c.community == cases.c.community),
            )
            .where(
                cases.c.community == self._community,
                case_messages.c.chat == chat,
                case_messages.c.message == message,
            )
            .order_by(cases.c.number.desc())
            .limit(1)
        )
        row = (await self._connection.execute(query)).first()
        return self.of_row(row) if row else None

    async def messages_of(self, number: int) -> tuple[Broken, ...]:
        """What belongs to a case, by message and rule."""
        query = (
            select(case_messages)
            .where(case_messages.c.community == self._community, case_messages.c.case == number)
            .order_by(case_messages.c.message, case_messages.c.rule)
        )
        return tuple(
            Broken(row.message, row.rule, row.clause, row.certain, self._here(row.sent_at))
            for row in (await self._connection.execute(query)).all()
        )

    async def reporters(self, number: int) -> frozenset[int]:
        """Who reported a case, or a message of it: sides of the dispute (2.8)."""
        own = select(case_messages.c.message).where(
            case_messages.c.community == self._community,
            case_messages.c.case == number,
            case_messages.c.chat == complaints.c.chat,
        )
        query = select(complaints.c.reporter).where(
            complaints.c.community == self._community,
            or_(complaints.c.case == number, complaints.c.message.in_(own)),
        )
        return frozenset((await self._connection.execute(query)).scalars())

    async def reporters_of(self, chat: int, message: int) -> frozenset[int]:
        query = select(complaints.c.reporter).where(
            complaints.c.community == self._community,
            complaints.c.chat == chat,
            complaints.c.message == message,
        )
        return frozenset((await self._connection.execute(query)).scalars())

    async def telling(self, number: int) -> Telling:
        query = select(cases.c.told, cases.c.notice).where(self._is(number))
        row = (await self._connection.execute(query)).one()
        return Telling(row.told, row.notice)

    async def tell(self, number: int, telling: Telling) -> None:
        change = update(cases).where(self._is(number))
        await self._connection.execute(change.values(told=telling.way, notice=telling.notice))

    async def owed(self) -> tuple[Case, ...]:
        """Cases whose telling waits for the morning, oldest first."""
        query = (
            select(cases)
            .where(cases.c.told == "owed", cases.c.community == self._community)
            .order_by(cases.c.number)
        )
        return tuple(self.of_row(row) for row in (await self._connection.execute(query)).all())

    def _is(self, number: int) -> Any:
        return (cases.c.community == self._community) & (cases.c.number == number)

    def of_row(self, row: Row[Any]) -> Case:
        return Case(
            number=row.number,
            chat=row.chat,
            member=row.member,
            state=State(row.state),
            opened_at=self._here(row.opened_at),
            open_until=self._here(row.open_until),
            decided_at=self._here(row.decided_at),
            decided_by=row.decided_by,
            clauses=tuple(row.clauses),
            rules=tuple(row.rules),
            messages=row.messages,
            term=Duration.parse(row.term) if row.term else None,
            released_at=self._here(row.released_at) if row.released_at else None,
            sides=tuple(row.sides),
        )

    def _here(self, moment: datetime) -> datetime:
        # In the school's zone: a day's block keeps the clock on the school's wall.
        return moment.astimezone(self._zone)
