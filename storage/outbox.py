"""The outbox: every call to the messenger is a row before it is made, and has an outcome after."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased

from rules.regulation.acts import WORTH, Act, Kind, Urgency
from rules.regulation.moments import later
from storage.tables import outbox
from storage.upsert import insert_numbered

KEEP_FINISHED = timedelta(days=30)  # a notice of an incident is looked up for some minutes

Draw = Callable[[], int]  # a random number above 0 and below 2³¹


class Fate(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"  # the messenger will never do it
    DROPPED = "dropped"  # too late, or no longer wanted


@dataclass(frozen=True, slots=True)
class Pending:
    """An act with its place in the outbox."""

    id: int
    act: Act
    random_id: int  # the same for every try: the messenger sends one message for it
    attempts: int
    created_at: datetime
    expires_at: datetime


class Outbox:
    def __init__(self, connection: AsyncConnection, community: int, draw: Draw) -> None:
        self._connection = connection
        self._community = community
        self._draw = draw

    async def add(self, act: Act, now: datetime) -> int:
        """Keep an act to be done; its number, which later acts may wait for."""
        start = later(now, act.delay)
        values = {
            "community": self._community,
            "act": act.kind.value,
            "urgency": int(act.rank),
            "chat": act.chat,
            "payload": {"target": act.target, "message": act.message, "clause": act.clause}
            | dict(act.payload),
            "random_id": self._draw(),
            "case": act.case,
            "after": act.after,
            "state": Fate.WAITING.value,
            "attempts": 0,
            "created_at": now,
            "not_before": start,
            "expires_at": later(start, WORTH[act.kind]),
        }
        return await insert_numbered(self._connection, outbox, values)

    async def due(self, now: datetime, limit: int) -> tuple[Pending, ...]:
        """What may be done now, the most urgent first and in order of age."""
        first = aliased(outbox)
        over = (
            select(first.c.id)
            .where(first.c.id == outbox.c.after, first.c.state != Fate.WAITING.value)
            .exists()
        )
        query = (
            select(outbox)
            .where(
                outbox.c.community == self._community,
                outbox.c.state == Fate.WAITING.value,
                outbox.c.not_before <= now,
                or_(outbox.c.after.is_(None), over),
            )
            .order_by(outbox.c.urgency, outbox.c.id)
            .limit(limit)
        )
        return tuple(_pending(row) for row in (await self._connection.execute(query)).all())

    async def next_due(self) -> datetime | None:
        """When the earliest waiting row may be done."""
        query = select(func.min(outbox.c.not_before)).where(
            outbox.c.community == self._community, outbox.c.state == Fate.WAITING.value
        )
        found: datetime | None = (await self._connection.execute(query)).scalar()
        return found

    async def get(self, number: int) -> Pending | None:
        row = (await self._connection.execute(select(outbox).where(outbox.c.id == number))).first()
        return _pending(row) if row else None

    async def of_case(self, case: int, kind: Kind) -> tuple[Pending, ...]:
        """The acts of one kind that were added for a case and are still kept, oldest first."""
        query = (
            select(outbox)
            .where(
                outbox.c.community == self._community,
                outbox.c.case == case,
                outbox.c.act == kind.value,
            )
            .order_by(outbox.c.id)
        )
        return tuple(_pending(row) for row in (await self._connection.execute(query)).all())

    async def fate(self, number: int) -> tuple[Fate, Mapping[str, Any]]:
        """What became of an act, and what the messenger answered."""
        query = select(outbox.c.state, outbox.c.result).where(outbox.c.id == number)
        row = (await self._connection.execute(query)).one()
        return Fate(row.state), row.result or {}

    async def finish(
        self, number: int, fate: Fate, result: Mapping[str, Any] | None = None
    ) -> bool:
        """Note what became of an act; False when that was noted before."""
        change = update(outbox).where(outbox.c.id == number, outbox.c.state == Fate.WAITING.value)
        values = {"state": fate.value, "result": dict(result or {})}
        return bool((await self._connection.execute(change.values(**values))).rowcount)

    async def put_off(self, number: int, until: datetime) -> None:
        """Another try, not before a moment."""
        change = update(outbox).where(outbox.c.id == number)
        values = {"not_before": until, "attempts": outbox.c.attempts + 1}
        await self._connection.execute(change.values(**values))

    async def reword(self, number: int, text: str) -> bool:
        """Change a message that was not sent yet; False when it is too late for that."""
        pending = await self.get(number)
        if pending is None:
            return False
        payload = {**_whole(pending.act), "text": text}
        change = update(outbox).where(
            outbox.c.id == number,
            outbox.c.state == Fate.WAITING.value,
            outbox.c.attempts == 0,
        )
        return bool((await self._connection.execute(change.values(payload=payload))).rowcount)

    async def forget(self, said: Pending) -> None:
        """Keep that it was said, and not its words."""
        change = update(outbox).where(outbox.c.id == said.id)
        payload = {**_whole(said.act), "text": ""}
        await self._connection.execute(change.values(payload=payload))

    async def expire(self, now: datetime, keep: timedelta = KEEP_FINISHED) -> None:
        """Erase what was finished long ago: the journal tells it, and the words name people."""
        old = (outbox.c.state != Fate.WAITING.value) & (outbox.c.created_at <= now - keep)
        await self._connection.execute(
            delete(outbox).where(outbox.c.community == self._community, old)
        )

    async def waiting(self, chat: int, kind: Kind) -> tuple[Pending, ...]:
        query = select(outbox).where(
            outbox.c.community == self._community,
            outbox.c.state == Fate.WAITING.value,
            outbox.c.chat == chat,
            outbox.c.act == kind.value,
        )
        return tuple(_pending(row) for row in (await self._connection.execute(query)).all())


def _whole(act: Act) -> dict[str, Any]:
    return {"target": act.target, "message": act.message, "clause": act.clause, **act.payload}


def _pending(row: Row[Any]) -> Pending:
    payload = dict(row.payload)
    act = Act(
        kind=Kind(row.act),
        chat=row.chat,
        target=payload.pop("target"),
        message=payload.pop("message"),
        clause=payload.pop("clause"),
        case=row.case,
        after=row.after,
        urgency=Urgency(row.urgency),
        payload=payload,
    )
    return Pending(row.id, act, row.random_id, row.attempts, row.created_at, row.expires_at)
