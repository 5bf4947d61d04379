"""Who was shown which version of the rules, and who confirmed it (2.4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.procedure_tables import acquaintances
from storage.upsert import insert_new

NOT_YET = ""  # the version of one who came in and was shown nothing yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquaintance:
    """A member and the version of the rules that he was last asked about."""

    chat: int
    member: int
    version: str  # empty: he came in, and nothing was shown to him yet
    asked_at: datetime
    confirmed_at: datetime | None = None  # when he last confirmed any version

    @property
    def is_confirmed(self) -> bool:
        """Has he confirmed this very version?"""
        return self.confirmed_at is not None and self.confirmed_at >= self.asked_at


class Acquaintances:
    def __init__(self, connection: AsyncConnection, community: int, zone: tzinfo) -> None:
        self._connection = connection
        self._community = community
        self._zone = zone

    async def get(self, chat: int, member: int) -> Acquaintance | None:
        found = await self._found(self._are(chat, [member]))
        return found[0] if found else None

    async def welcome(self, chat: int, member: int, now: datetime) -> bool:
        """He came in and has to be shown the rules; False when he was asked before."""
        key = {"community": self._community, "chat": chat, "member": member}
        row = {**key, "version": NOT_YET, "asked_at": now}
        return await insert_new(self._connection, acquaintances, row)

    async def unshown(self) -> tuple[Acquaintance, ...]:
        """Those to whom the rules are still to be shown, by chat, who came first before."""
        return await self._found(acquaintances.c.version == NOT_YET)

    async def shown(self, chat: int, members: Iterable[int], version: str, now: datetime) -> None:
        """A notice with this version of the rules is on its way to these members."""
        change = update(acquaintances).where(self._are(chat, members))
        await self._connection.execute(change.values(version=version, asked_at=now))

    async def confirm(self, chat: int, member: int, version: str, now: datetime) -> None:
        """He has read this version. One who was never asked may say so too."""
        key = {"community": self._community, "chat": chat, "member": member}
        values = {"version": version, "confirmed_at": now}
        if not await insert_new(
            self._connection, acquaintances, {**key, **values, "asked_at": now}
        ):
            change = update(acquaintances).where(self._are(chat, [member]))
            await self._connection.execute(change.values(**values))

    async def outdated(self, version: str) -> dict[int, tuple[int, ...]]:
        """By chat: who was shown another version than this one."""
        query = acquaintances.c.version.not_in((version, NOT_YET))
        found: dict[int, tuple[int, ...]] = {}
        for one in await self._found(query):
            found[one.chat] = (*found.get(one.chat, ()), one.member)
        return found

    async def dismiss(self, chat: int, member: int) -> None:
        """He went before he was shown anything: he is not greeted."""
        change = delete(acquaintances).where(
            self._are(chat, [member]), acquaintances.c.version == NOT_YET
        )
        await self._connection.execute(change)

    def _are(self, chat: int, members: Iterable[int]) -> Any:
        return (
            (acquaintances.c.community == self._community)
            & (acquaintances.c.chat == chat)
            & acquaintances.c.member.in_(list(members))
        )

    async def _found(self, which: Any) -> tuple[Acquaintance, ...]:
        query = (
            select(acquaintances)
            .where(acquaintances.c.community == self._community, which)
            .order_by(acquaintances.c.chat, acquaintances.c.asked_at, acquaintances.c.member)
        )
        return tuple(self._one(row) for row in (await self._connection.execute(query)).all())

    def _one(self, row: Row[Any]) -> Acquaintance:
        return Acquaintance(
            chat=row.chat,
            member=row.member,
            version=row.version,
            asked_at=row.asked_at.astimezone(self._zone),
            confirmed_at=row.confirmed_at and row.confirmed_at.astimezone(self._zone),
        )
