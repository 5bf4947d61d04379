"""Messages deleted at night, kept for their authors until the morning."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.procedure_tables import held
from storage.sealed import storable
from storage.upsert import insert_new


class Wish(StrEnum):
    """Where a kept message stands."""

    OFFERED = "offered"  # its author has not said anything yet
    WANTED = "wanted"  # he wants it shown in the morning
    PUBLISHED = "published"
    DROPPED = "dropped"


_WAITING = (Wish.OFFERED.value, Wish.WANTED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One message of the night. Its words are empty once it is published or dropped."""

    chat: int
    message: int
    member: int
    case: int
    words: str
    sent_at: datetime
    publish_at: datetime  # when the chat opens
    expires_at: datetime  # not shown after this
    wish: Wish = Wish.OFFERED


class Held:
    def __init__(self, connection: AsyncConnection, community: int, zone: tzinfo) -> None:
        self._connection = connection
        self._community = community
        self._zone = zone

    async def keep(self, kept: Kept) -> bool:
        """Keep a message for its author; False when it is kept already."""
        row = {
            "community": self._community,
            "chat": kept.chat,
            "message": kept.message,
            "member": kept.member,
            "case": kept.case,
            "words": storable(kept.words),
            "sent_at": kept.sent_at,
            "publish_at": kept.publish_at,
            "state": kept.wish.value,
            "expires_at": kept.expires_at,
        }
        return await insert_new(self._connection, held, row)

    async def waiting(self, case: int) -> tuple[Kept, ...]:
        """What is neither published nor dropped of a case, in the order it was written."""
        return await self._found((held.c.case == case) & held.c.state.in_(_WAITING))

    async def due(self, now: datetime) -> tuple[Kept, ...]:
        """What is to be shown now, and what has come to its end without that."""
        wanted = and_(held.c.state == Wish.WANTED.value, held.c.publish_at <= now)
        ended = and_(held.c.state == Wish.OFFERED.value, held.c.expires_at <= now)
        return await self._found(or_(wanted, ended))

    async def want(self, kept: Iterable[Kept]) -> None:
        for one in kept:
            await self._set(one, state=Wish.WANTED.value)

    async def close(self, kept: Iterable[Kept], wish: Wish) -> None:
        """Published or dropped: the words are erased."""
        for one in kept:
            await self._set(one, state=wish.value, words="")

    async def _set(self, kept: Kept, **values: Any) -> None:
        change = update(held).where(
            held.c.community == self._community,
            held.c.chat == kept.chat,
            held.c.message == kept.message,
        )
        await self._connection.execute(change.values(**values))

    async def _found(self, which: Any) -> tuple[Kept, ...]:
        query = select(held).where(held.c.community == self._community, which)
        rows = (await self._connection.execute(query.order_by(held.c.sent_at, held.c.id))).all()
        return tuple(self._kept(row) for row in rows)

    def _kept(self, row: Row[Any]) -> Kept:
        return Kept(
            chat=row.chat,
            message=row.message,
            member=row.member,
            case=row.case or 0,
            words=row.words,
            sent_at=row.sent_at.astimezone(self._zone),
            publish_at=row.publish_at.astimezone(self._zone),
            expires_at=row.expires_at.astimezone(self._zone),
            wish=Wish(row.state),
        )
