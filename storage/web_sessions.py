"""One-time links into the journal in the browser, and the sessions that they begin.

Neither a link's secret nor a session's is kept: only digests, so that a copy of the database
lets nobody in.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.procedure_tables import web_links, web_sessions

LINK_LASTS = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Session:
    digest: str
    member: int
    begun_at: datetime
    seen_at: datetime


def digest_of(secret: str) -> str:
    """SHA-256: the secrets are long and random, and nobody can guess his way back."""
    return hashlib.sha256(secret.encode()).hexdigest()


class WebSessions:
    def __init__(self, connection: AsyncConnection, community: int) -> None:
        self._connection = connection
        self._community = community

    async def offer(self, secret: str, member: int, now: datetime) -> None:
        """Keep a link for one person; what he was offered before is worth nothing now."""
        mine = (web_links.c.community == self._community) & (web_links.c.member == member)
        await self._connection.execute(delete(web_links).where(mine))
        row = {
            "community": self._community,
            "digest": digest_of(secret),
            "member": member,
            "expires_at": now + LINK_LASTS,
        }
        await self._connection.execute(insert(web_links).values(row))

    async def offered(self, secret: str, now: datetime) -> int | None:
        """Whose link this is; None when it is nobody's, was used, or is too old."""
        query = select(web_links.c.member).where(self._link(secret), web_links.c.expires_at > now)
        found: int | None = (await self._connection.execute(query)).scalar()
        return found

    async def take(self, secret: str, now: datetime) -> int | None:
        """Use a link up; whose it was. Of two who try at once one gets it."""
        member = await self.offered(secret, now)
        gone = await self._connection.execute(delete(web_links).where(self._link(secret)))
        return member if gone.rowcount else None

    async def begin(self, secret: str, member: int, now: datetime) -> None:
        row = {
            "community": self._community,
            "digest": digest_of(secret),
            "member": member,
            "begun_at": now,
            "seen_at": now,
        }
        await self._connection.execute(insert(web_sessions).values(row))

    async def get(self, secret: str) -> Session | None:
        query = select(web_sessions).where(self._is(digest_of(secret)))
        row = (await self._connection.execute(query)).first()
        return Session(row.digest, row.member, row.begun_at, row.seen_at) if row else None

    async def see(self, session: Session, now: datetime) -> None:
        """It was used just now."""
        change = update(web_sessions).where(self._is(session.digest))
        await self._connection.execute(change.values(seen_at=now))

    async def end(self, session: Session) -> None:
        await self._connection.execute(delete(web_sessions).where(self._is(session.digest)))

    async def expire(self, now: datetime, lasts: timedelta) -> None:
        """Erase the links and sessions that let nobody in any more."""
        old_links = web_links.c.expires_at <= now
        old = web_sessions.c.begun_at <= now - lasts
        ours = web_links.c.community == self._community
        await self._connection.execute(delete(web_links).where(ours, old_links))
        ours = web_sessions.c.community == self._community
        await self._connection.execute(delete(web_sessions).where(ours, old))

    def _link(self, secret: str) -> Any:
        return (web_links.c.community == self._community) & (
            web_links.c.digest == digest_of(secret)
        )

    def _is(self, digest: str) -> Any:
        return (web_sessions.c.community == self._community) & (web_sessions.c.digest == digest)
