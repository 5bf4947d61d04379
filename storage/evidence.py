"""Evidence: the fragment that broke a clause, apart from the journal, with an end.

The journal holds only a salted digest, so that erasing the fragment leaves the chain whole
and nobody can guess the words from the digest.
"""

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from rules.regulation.message import Message
from storage.procedure_tables import appeals
from storage.sealed import storable
from storage.tables import evidence

LONGEST = 500  # code points of a fragment that are kept


def digest_of(fragment: str, salt: bytes) -> str:
    return hashlib.sha256(salt + fragment.encode("utf-8", "surrogatepass")).hexdigest()


class Evidence:
    def __init__(self, connection: AsyncConnection, community: int) -> None:
        self._connection = connection
        self._community = community

    async def keep(
        self, fragment: str, message: Message, case: int | None, salt: bytes, until: datetime
    ) -> str:
        """Keep a fragment until its end; the digest for the journal."""
        fragment = storable(fragment)[:LONGEST]
        digest = digest_of(fragment, salt)
        row = {
            "community": self._community,
            "case": case,
            "chat": message.chat,
            "message": message.id,
            "member": message.author,
            "fragment": fragment,
            "salt": salt,
            "digest": digest,
            "expires_at": until,
        }
        await self._connection.execute(insert(evidence).values(row))
        return digest

    async def of_case(self, case: int) -> tuple[str, ...]:
        query = (
            select(evidence.c.fragment)
            .where(evidence.c.community == self._community, evidence.c.case == case)
            .order_by(evidence.c.id)
        )
        return tuple((await self._connection.execute(query)).scalars())

    async def of_message(self, chat: int, message: int) -> tuple[str, ...]:
        """What is kept of a message that is in no case: a member has shown it."""
        query = select(evidence.c.fragment).where(self._shown(chat, message))
        return tuple((await self._connection.execute(query.order_by(evidence.c.id))).scalars())

    async def join(self, chat: int, message: int, case: int) -> None:
        """What a member has shown belongs to a case now."""
        change = update(evidence).where(self._shown(chat, message))
        await self._connection.execute(change.values(case=case))

    async def drop(self, chat: int, message: int) -> None:
        """What a member has shown was no breach: nothing of it is kept."""
        await self._connection.execute(delete(evidence).where(self._shown(chat, message)))

    async def expire(self, now: datetime) -> int:
        """Erase what has come to its end, but for open appeals; how many fragments."""
        disputed = select(appeals.c.case).where(
            appeals.c.community == evidence.c.community,
            appeals.c.case == evidence.c.case,
            appeals.c.decided_at.is_(None),
        )
        change: Any = delete(evidence).where(
            evidence.c.community == self._community,
            evidence.c.expires_at <= now,
            ~disputed.exists(),
        )
        return int((await self._connection.execute(change)).rowcount)

    def _shown(self, chat: int, message: int) -> Any:
        return (
            (evidence.c.community == self._community)
            & (evidence.c.chat == chat)
            & (evidence.c.message == message)
            & evidence.c.case.is_(None)
        )
