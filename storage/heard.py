"""How far each chat was heard, and the gaps: chats whose updates were lost on the way."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from sqlalchemy import case, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from rules.regulation.acts import Kind
from storage.outbox import Fate
from storage.procedure_tables import gaps, heard
from storage.tables import handled, outbox
from storage.upsert import inserting

LONGEST_WAIT = timedelta(days=1)  # of a message in the outbox, before it is sent
AT_ONCE = 500  # keys of one question


@dataclass(frozen=True, slots=True)
class Reach:
    """What was heard of a chat: its messages' numbers from the first to the newest."""

    chat: int
    first: int
    newest: int
    at: datetime  # when the newest was sent


@dataclass(frozen=True, slots=True)
class Gap:
    """Updates of a chat were lost: its messages after a number are still to be read."""

    chat: int
    after: int
    since: datetime  # when that last message was sent
    noticed_at: datetime
    failed: int  # the messenger's word for it: VK's `failed`


class Heard:
    def __init__(self, connection: AsyncConnection, community: int, zone: tzinfo) -> None:
        self._connection = connection
        self._community = community
        self._zone = zone

    async def move(self, reaches: Iterable[Reach]) -> None:
        """Chats were heard so far; never backwards. One statement for them all."""
        rows = [
            {
                "community": self._community,
                "chat": reach.chat,
                "first": reach.first,
                "newest": reach.newest,
                "at": reach.at,
            }
            for reach in reaches
        ]
        statement = inserting(self._connection, heard).values(rows)
        given = statement.excluded
        is_newer = given.newest > heard.c.newest
        further = {
            "newest": case((is_newer, given.newest), else_=heard.c.newest),
            "at": case((is_newer, given.at), else_=heard.c.at),
        }
        await self._connection.execute(
            statement.on_conflict_do_update(index_elements=["community", "chat"], set_=further)
        )

    async def since(self, moment: datetime) -> tuple[Reach, ...]:
        """The chats in which somebody wrote since a moment."""
        query = (
            select(heard)
            .where(heard.c.community == self._community, heard.c.at >= moment)
            .order_by(heard.c.chat)
        )
        rows = (await self._connection.execute(query)).all()
        return tuple(Reach(row.chat, row.first, row.newest, self._here(row.at)) for row in rows)

    async def lose(self, failed: int, now: datetime) -> int:
        """Updates were lost: every chat known is to be read from where it was heard.

        How many chats that are: one in which nothing was ever heard is not known.

        A gap that stands already begins earlier, and is only noticed anew.
        """
        columns = ["community", "chat", "after", "since", "noticed_at", "failed"]
        known = select(
            heard.c.community,
            heard.c.chat,
            heard.c.newest,
            heard.c.at,
            literal(now, gaps.c.noticed_at.type),
            literal(failed, gaps.c.failed.type),
        ).where(heard.c.community == self._community)
        statement = inserting(self._connection, gaps).from_select(columns, known)
        result = await self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["community", "chat"], set_={"noticed_at": now}
            )
        )
        return int(result.rowcount)

    async def gaps(self) -> tuple[Gap, ...]:
        query = select(gaps).where(gaps.c.community == self._community).order_by(gaps.c.chat)
        return tuple(
            Gap(row.chat, row.after, self._here(row.since), self._here(row.noticed_at), row.failed)
            for row in (await self._connection.execute(query)).all()
        )

    async def close(self, gap: Gap) -> None:
        """All that could be had of a gap was read; what was lost since then stays to be."""
        which = (gaps.c.community == self._community) & (gaps.c.chat == gap.chat)
        await self._connection.execute(
            gaps.delete().where(which, gaps.c.noticed_at == gap.noticed_at)
        )

    async def known(self, chat: int, numbers: Collection[int], since: datetime) -> frozenset[int]:
        """Which of a chat's messages were handled, or are our own, sent since a moment."""
        wanted = sorted(numbers)
        found = set()
        for start in range(0, len(wanted), AT_ONCE):
            keys = {f"new:{chat}:{number}": number for number in wanted[start : start + AT_ONCE]}
            query = select(handled.c.key).where(
                handled.c.community == self._community, handled.c.key.in_(keys)
            )
            found |= {keys[key] for key in (await self._connection.execute(query)).scalars()}
        return frozenset(found | (await self._own(chat, since) & set(wanted)))

    async def _own(self, chat: int, since: datetime) -> set[int]:
        query = select(outbox.c.payload, outbox.c.result).where(
            outbox.c.community == self._community,
            outbox.c.act == Kind.SEND.value,
            outbox.c.state == Fate.DONE.value,
            outbox.c.created_at >= since - LONGEST_WAIT,
        )
        rows = (await self._connection.execute(query)).all()
        return {
            int(row.result["message"])
            for row in rows
            if row.payload.get("to") == chat and (row.result or {}).get("message")
        }

    def _here(self, moment: datetime) -> datetime:
        return moment.astimezone(self._zone)
