"""Signing in by a one-time link, staying signed in, and the end of it.

The cookie holds a random secret of which the database knows only the digest. The forms carry a
token made from the same secret, so that no other site can fill one in.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiohttp import web

from bot.commands.asked import STAFF
from bot.commands.sign_in import new_secret
from bot.web.house import House
from bot.web.viewer import Viewer, viewer_of
from storage.web_sessions import Session

SEEN_EVERY = timedelta(minutes=2)  # a session's last use is written down no oftener


@dataclass(frozen=True, slots=True)
class Cookie:
    name: str
    is_secure: bool

    @classmethod
    def of(cls, house: House, what: str) -> "Cookie":
        """Behind https the browser itself holds such a cookie to this one host."""
        is_secure = house.desk.settings.web.public.startswith("https://")
        return cls(f"__Host-{what}" if is_secure else what, is_secure)

    def value(self, request: web.Request) -> str:
        return request.cookies.get(self.name, "")

    def put(self, response: web.StreamResponse, secret: str, lasts: timedelta) -> None:
        response.set_cookie(
            self.name,
            secret,
            max_age=int(lasts.total_seconds()),
            path="/",
            secure=self.is_secure,
            httponly=True,
            samesite="Lax",  # Strict would show the way in to everybody who follows a link here
        )

    def drop(self, response: web.StreamResponse) -> None:
        response.del_cookie(self.name, path="/", secure=self.is_secure, httponly=True)


def csrf_of(secret: str) -> str:
    return hmac.new(secret.encode(), b"forms of the journal", hashlib.sha256).hexdigest()


def is_csrf_of(secret: str, given: str) -> bool:
    return bool(secret) and hmac.compare_digest(csrf_of(secret).encode(), given.encode())


async def viewer_at(house: House, request: web.Request, *, used: bool = True) -> Viewer | None:
    """Who has sent this request; None: nobody who is signed in and may see anything.

    `used`: by a person. A page that listens by itself keeps no session alive.
    """
    secret = Cookie.of(house, "journal").value(request)
    if not secret:
        return None
    async with house.memory.look() as unit:
        session = await unit.web_sessions.get(secret)
    if session is None:
        return None
    now = house.clock()
    viewer = None
    if not _is_over(house, session, now):
        viewer = viewer_of(house.desk, session, csrf_of(secret))
    if viewer is None:
        await end(house, session)
    elif used and now - session.seen_at >= SEEN_EVERY:
        async with house.turn, house.memory.unit() as unit:
            await unit.web_sessions.see(session, now)
            await unit.commit()
    return viewer


def _is_over(house: House, session: Session, now: datetime) -> bool:
    web_settings = house.desk.settings.web
    return (
        now - session.seen_at >= web_settings.idle or now - session.begun_at >= web_settings.lasts
    )


async def begin(house: House, link: str) -> str | None:
    """Use up a one-time link; the secret of the session that it begins, None where it is dead."""
    async with house.turn, house.memory.unit() as unit:
        now = house.clock()
        member = await unit.web_sessions.take(link, now)
        secret = None
        if member is not None and house.desk.people.best_role(member) in STAFF:
            secret = new_secret(house.desk)
            await unit.web_sessions.begin(secret, member, now)
        await unit.commit()
    return secret


async def end(house: House, session: Session) -> None:
    async with house.turn, house.memory.unit() as unit:
        await unit.web_sessions.end(session)
        await unit.commit()
