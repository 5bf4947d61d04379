"""Questions shown to those who may decide them: one row for each question and receiver.

A row stands as long as the question is open for its receiver. What was decided elsewhere, or
could not be shown, is found by looking, so that no way of deciding can forget the cards.
"""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from rules.regulation.cases import State
from rules.regulation.entry import BOT
from storage.appeals import Course
from storage.outbox import Fate
from storage.procedure_tables import appeals, cards, complaints
from storage.tables import cases, outbox
from storage.upsert import insert_new

NOBODY = 0  # the receiver of a question that nobody can be asked: it lapses like any other


class About(StrEnum):
    """What the number of a card counts."""

    CASE = "case"  # doubtful, or of the kind that a person always sees
    APPEAL = "appeal"  # of the case with that number
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    about: About
    number: int  # of the case or of the complaint
    receiver: int  # a person, or the staff's chat
    owed_at: datetime
    notice: int | None = None  # the outbox row that shows it; None: it waits its turn


class Cards:
    def __init__(self, connection: AsyncConnection, community: int, zone: tzinfo) -> None:
        self._connection = connection
        self._community = community
        self._zone = zone

    async def owe(self, about: About, number: int, receiver: int, now: datetime) -> bool:
        """The receiver has to see it; False when he is to see it, or has seen it, already."""
        row = {
            "community": self._community,
            "about": about.value,
            "case": number,
            "receiver": receiver,
            "owed_at": now,
        }
        return await insert_new(self._connection, cards, row)

    async def show(self, card: Card, notice: int) -> None:
        """It is on its way, by this row of the outbox."""
        change = update(cards).where(self._is(card.about, card.number, card.receiver))
        await self._connection.execute(change.values(notice=notice))

    async def ask_again(self, card: Card, now: datetime) -> None:
        """It was shown and not answered: it waits its turn anew."""
        change = update(cards).where(self._is(card.about, card.number, card.receiver))
        await self._connection.execute(change.values(notice=None, owed_at=now))

    async def of(self, about: About, number: int) -> tuple[Card, ...]:
        return await self._found(self._is(about, number))

    async def get(self, about: About, number: int, receiver: int) -> Card | None:
        found = await self._found(self._is(about, number, receiver))
        return found[0] if found else None

    async def drop(self, about: About, number: int, receiver: int | None = None) -> None:
        """It is no question any more: for this receiver, or for all."""
        await self._connection.execute(delete(cards).where(self._is(about, number, receiver)))

    async def waiting(self, receiver: int | None = None) -> tuple[Card, ...]:
        """Those that wait for their turn, the longest waiting first."""
        which = cards.c.notice.is_(None) & (cards.c.receiver != NOBODY)
        if receiver is not None:
            which &= cards.c.receiver == receiver
        return await self._found(which)

    async def shown_since(self, receiver: int, since: datetime) -> int:
        """How many were sent to a receiver after a moment and are still open."""
        query = (
            select(outbox.c.id)
            .join(cards, cards.c.notice == outbox.c.id)
            .where(
                cards.c.community == self._community,
                cards.c.receiver == receiver,
                outbox.c.created_at > since,
            )
        )
        return len((await self._connection.execute(query)).all())

    async def unreached(self) -> tuple[Card, ...]:
        """Those that the messenger would not bring to their receivers."""
        lost = select(outbox.c.id).where(
            outbox.c.id == cards.c.notice,
            outbox.c.state.in_((Fate.REFUSED.value, Fate.DROPPED.value)),
        )
        return await self._found(lost.exists())

    async def settled(self) -> tuple[Card, ...]:
        """Those whose question somebody has answered since they were owed."""
        case = select(cases.c.number).where(
            cases.c.community == cards.c.community,
            cases.c.number == cards.c.case,
            or_(
                cases.c.state.in_([state.value for state in (State.ANNULLED, State.LAPSED)]),
                and_(cases.c.decided_by != BOT, cases.c.decided_at >= cards.c.owed_at),
            ),
        )
        annulled = select(cases.c.number).where(
            cases.c.community == cards.c.community,
            cases.c.number == cards.c.case,
            cases.c.state == State.ANNULLED.value,
        )
        appeal = select(appeals.c.case).where(
            appeals.c.community == cards.c.community,
            appeals.c.case == cards.c.case,
            appeals.c.state != Course.OPEN.value,
        )
        complaint = select(complaints.c.id).where(
            complaints.c.id == cards.c.case, complaints.c.decided_at.is_not(None)
        )
        return await self._found(
            or_(
                (cards.c.about == About.CASE.value) & case.exists(),
                (cards.c.about == About.APPEAL.value) & or_(appeal.exists(), annulled.exists()),
                (cards.c.about == About.COMPLAINT.value) & complaint.exists(),
            )
        )

    async def owed_before(self, moment: datetime) -> tuple[Card, ...]:
        return await self._found(cards.c.owed_at <= moment)

    def _is(self, about: About, number: int, receiver: int | None = None) -> Any:
        which = (
            (cards.c.community == self._community)
            & (cards.c.about == about.value)
            & (cards.c.case == number)
        )
        return which if receiver is None else which & (cards.c.receiver == receiver)

    async def _found(self, which: Any) -> tuple[Card, ...]:
        query = (
            select(cards)
            .where(cards.c.community == self._community, which)
            .order_by(cards.c.owed_at, cards.c.case, cards.c.receiver)
        )
        return tuple(self._card(row) for row in (await self._connection.execute(query)).all())

    def _card(self, row: Row[Any]) -> Card:
        return Card(
            about=About(row.about),
            number=row.case,
            receiver=row.receiver,
            owed_at=row.owed_at.astimezone(self._zone),
            notice=row.notice,
        )
