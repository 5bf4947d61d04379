"""What moderators and administrators set for a chat by a command."""

from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from rules.regulation.policy import ChatKind, Mode
from storage.procedure_tables import appointments, exceptions
from storage.tables import chats
from storage.upsert import insert_new, upsert


@dataclass(frozen=True, slots=True)
class Order:
    """What holds in one chat beside the configuration; None: as the configuration says."""

    kind: ChatKind | None = None
    mode: Mode | None = None
    urgent_until: datetime | None = None  # the quiet hours are lifted until then
    exceptions: frozenset[str] = field(default=frozenset())  # folded words that are allowed
    moderators: frozenset[int] = field(default=frozenset())  # appointed by an administrator


class Orders:
    def __init__(self, connection: AsyncConnection, community: int, zone: tzinfo) -> None:
        self._connection = connection
        self._community = community
        self._zone = zone

    async def all(self) -> dict[int, Order]:
        words = await self._by_chat(exceptions, exceptions.c.word)
        people = await self._by_chat(appointments, appointments.c.member)
        query = select(chats).where(chats.c.community == self._community)
        found: dict[int, Order] = {}
        for row in (await self._connection.execute(query)).all():
            found[row.peer] = Order(
                kind=ChatKind(row.kind) if row.kind else None,
                mode=Mode(row.mode) if row.mode else None,
                urgent_until=row.urgent_until and row.urgent_until.astimezone(self._zone),
                exceptions=frozenset(words.get(row.peer, ())),
                moderators=frozenset(people.get(row.peer, ())),
            )
        return found

    async def _by_chat(self, table: Any, column: Any) -> dict[int, set[Any]]:
        query = select(table.c.chat, column).where(table.c.community == self._community)
        found: dict[int, set[Any]] = {}
        for chat, value in (await self._connection.execute(query)).all():
            found.setdefault(chat, set()).add(value)
        return found

    async def set(self, chat: int, **values: Any) -> None:
        """Set kind, mode or urgent_until of a chat; None gives it back to the configuration."""
        key = {"community": self._community, "peer": chat}
        await insert_new(self._connection, chats, {**key, "title": ""})
        await upsert(self._connection, chats, key, values)

    async def allow(self, chat: int, word: str, by: int, now: datetime) -> bool:
        """Allow a folded word in a chat; False when it was allowed already."""
        row = {"community": self._community, "chat": chat, "word": word, "by": by, "at": now}
        return await insert_new(self._connection, exceptions, row)

    async def forbid(self, chat: int, word: str) -> bool:
        """Take an allowance back; False when there was none."""
        change = delete(exceptions).where(
            exceptions.c.community == self._community,
            exceptions.c.chat == chat,
            exceptions.c.word == word,
        )
        return bool((await self._connection.execute(change)).rowcount)

    async def appoint(self, chat: int, member: int, by: int, now: datetime) -> bool:
        row = {"community": self._community, "chat": chat, "member": member, "by": by, "at": now}
        return await insert_new(self._connection, appointments, row)

    async def dismiss(self, chat: int, member: int) -> bool:
        change = delete(appointments).where(
            appointments.c.community == self._community,
            appointments.c.chat == chat,
            appointments.c.member == member,
        )
        return bool((await self._connection.execute(change)).rowcount)
