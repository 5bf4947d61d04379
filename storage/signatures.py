"""Blocks that wait for a second moderator (2.8)."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.procedure_tables import signatures
from storage.upsert import insert_numbered


class Answered(StrEnum):
    OPEN = "open"
    SIGNED = "signed"
    DECLINED = "declined"
    LAPSED = "lapsed"  # nobody answered in time, or the case was decided otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A block of `member` that `moderator` asks another to sign; it stands in a doubtful case."""

    id: int
    chat: int
    member: int
    moderator: int
    clause: str
    term: str  # as the moderator said it; empty: the ladder's own step
    reason: str
    case: int
    asked_at: datetime
    state: Answered = Answered.OPEN
    decided_at: datetime | None = None
    decided_by: int | None = None

    @property
    def is_open(self) -> bool:
        return self.state is Answered.OPEN


class Signatures:
    def __init__(self, connection: AsyncConnection, community: int, zone: tzinfo) -> None:
        self._connection = connection
        self._community = community
        self._zone = zone

    async def ask(self, signature: Signature) -> int:
        """Keep an open one (its `id` is not looked at); its number."""
        row = {
            "community": self._community,
            "chat": signature.chat,
            "member": signature.member,
            "moderator": signature.moderator,
            "clause": signature.clause,
            "term": signature.term,
            "reason": signature.reason,
            "asked_at": signature.asked_at,
            "state": Answered.OPEN.value,
            "case": signature.case,
        }
        return await insert_numbered(self._connection, signatures, row)

    async def get(self, number: int) -> Signature | None:
        found = await self._where(signatures.c.id == number)
        return found[0] if found else None

    async def of_case(self, case: int) -> tuple[Signature, ...]:
        """Whatever was asked for a case, oldest first."""
        return await self._where(signatures.c.case == case)

    async def unanswered(self, asked_before: datetime) -> tuple[Signature, ...]:
        """Those still open that were asked at that moment or earlier."""
        return await self._where(
            (signatures.c.state == Answered.OPEN.value) & (signatures.c.asked_at <= asked_before)
        )

    async def answer(self, number: int, state: Answered, now: datetime, by: int | None) -> bool:
        """Note the answer; False when it was answered before."""
        change = update(signatures).where(
            signatures.c.community == self._community,
            signatures.c.id == number,
            signatures.c.state == Answered.OPEN.value,
        )
        values = {"state": state.value, "decided_at": now, "decided_by": by}
        return bool((await self._connection.execute(change.values(**values))).rowcount)

    async def _where(self, condition: Any) -> tuple[Signature, ...]:
        query = (
            select(signatures)
            .where(signatures.c.community == self._community, condition)
            .order_by(signatures.c.id)
        )
        return tuple(self.of_row(row) for row in (await self._connection.execute(query)).all())

    def of_row(self, row: Row[Any]) -> Signature:
        return Signature(
            id=row.id,
            chat=row.chat,
            member=row.member,
            moderator=row.moderator,
            clause=row.clause,
            term=row.term,
            reason=row.reason,
            case=row.case,
            asked_at=row.asked_at.astimezone(self._zone),
            state=Answered(row.state),
            decided_at=row.decided_at and row.decided_at.astimezone(self._zone),
            decided_by=row.decided_by,
        )
