"""What is known of the chats and of the people in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import chats, members
from storage.upsert import upsert, upsert_all


@dataclass(frozen=True, slots=True)
class Member:
    id: int
    name: str = ""
    is_moderator: bool = False  # an administrator or the owner of the chat, as VK says
    left_at: datetime | None = None  # None: he is in the chat


@dataclass(frozen=True, slots=True)
class Chat:
    peer: int
    title: str = ""
    greeted_at: datetime | None = None
    moderated: bool | None = None  # has the bot the rights it needs? None: nobody looked yet
    checked_at: datetime | None = None
    reminded_at: datetime | None = None  # the last reminder of the rules to all (2.5)


class Chats:
    def __init__(self, connection: AsyncConnection, community: int) -> None:
        self._connection = connection
        self._community = community

    async def all(self) -> tuple[Chat, ...]:
        query = select(chats).where(chats.c.community == self._community).order_by(chats.c.peer)
        rows = (await self._connection.execute(query)).all()
        return tuple(
            Chat(
                row.peer,
                row.title,
                row.greeted_at,
                row.moderated,
                row.checked_at,
                row.reminded_at,
            )
            for row in rows
        )

    async def note(self, peer: int, **known: Any) -> None:
        """Remember something of a chat: title, greeted_at, moderated, checked_at, reminded_at."""
        key = {"community": self._community, "peer": peer}
        row = select(chats.c.peer).where(chats.c.community == self._community, chats.c.peer == peer)
        if (await self._connection.execute(row)).first() is None:
            known = {"title": "", **known}
        await upsert(self._connection, chats, key, known)

    async def meet(self, chat: int, people: Iterable[Member], now: datetime) -> None:
        """Remember people of a chat as they are now."""
        rows = [
            {
                "community": self._community,
                "chat": chat,
                "member": person.id,
                "name": person.name,
                "is_moderator": person.is_moderator,
                "seen_at": now,
                "left_at": None,
            }
            for person in people
        ]
        await upsert_all(self._connection, members, ("community", "chat", "member"), rows)

    async def part(self, chat: int, people: Iterable[int], now: datetime) -> None:
        """Remember that people left a chat."""
        change = update(members).where(
            members.c.community == self._community,
            members.c.chat == chat,
            members.c.member.in_(list(people)),
        )
        await self._connection.execute(change.values(left_at=now, is_moderator=False))

    async def people(self, *, staff: bool = False) -> dict[int, dict[int, Member]]:
        """Everybody known, by chat and by number; `staff`: those who moderate there alone."""
        query = select(members).where(members.c.community == self._community)
        if staff:
            query = query.where(members.c.is_moderator)
        known: dict[int, dict[int, Member]] = {}
        for row in (await self._connection.execute(query)).all():
            person = Member(row.member, row.name, row.is_moderator, row.left_at)
            known.setdefault(row.chat, {})[row.member] = person
        return known
