"""One transaction: everything done inside `async with` is kept together or not at all.

    async with memory.unit() as unit:
        await unit.cases.save(case)
        await unit.journal.add(entries, now)
        await unit.commit()

Leaving without `commit()` undoes it all.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import tzinfo
from typing import Self

from sqlalchemy import text
from sqlalchemy.exc import StatementError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.acquaintances import Acquaintances
from storage.apologies import Apologies
from storage.appeals import Appeals
from storage.backlog import Backlog
from storage.cards import Cards
from storage.cases import Cases
from storage.chats import Chats
from storage.ciphers import Cipher, cipher_of, give
from storage.complaints import Complaints
from storage.departures import Departures
from storage.ends import Ends
from storage.engine import NO_ANSWER, in_words, is_down, open_engine
from storage.errors import DatabaseError
from storage.evidence import Evidence
from storage.figures import Figures
from storage.heard import Heard
from storage.held import Held
from storage.journal import Journal
from storage.orders import Orders
from storage.outbox import Draw, Outbox
from storage.persons import Persons
from storage.reception import Reception
from storage.roster import Roster
from storage.routines import Routines
from storage.sanctions import Sanctions
from storage.signatures import Signatures
from storage.unsaid import Unsaid
from storage.watched import Watched
from storage.web_listing import WebListing
from storage.web_queue import WebQueue
from storage.web_sessions import WebSessions


class Unit:
    """The whole memory, seen from inside one transaction."""

    def __init__(
        self, connection: AsyncConnection, community: int, zone: tzinfo, draw: Draw
    ) -> None:
        self._connection = connection
        self.acquaintances = Acquaintances(connection, community, zone)
        self.apologies = Apologies(connection, community, zone)
        self.appeals = Appeals(connection, community, zone)
        self.backlog = Backlog(connection, community)
        self.cards = Cards(connection, community, zone)
        self.cases = Cases(connection, community, zone)
        self.chats = Chats(connection, community)
        self.complaints = Complaints(connection, community, zone)
        self.departures = Departures(connection, community, zone)
        self.ends = Ends(connection, community)
        self.evidence = Evidence(connection, community)
        self.figures = Figures(connection, community, zone)
        self.heard = Heard(connection, community, zone)
        self.held = Held(connection, community, zone)
        self.journal = Journal(connection, community)
        self.orders = Orders(connection, community, zone)
        self.outbox = Outbox(connection, community, draw)
        self.persons = Persons(connection, community, zone)
        self.reception = Reception(connection, community)
        self.roster = Roster(connection, community, zone)
        self.routines = Routines(connection, community)
        self.sanctions = Sanctions(connection, community, zone)
        self.signatures = Signatures(connection, community, zone)
        self.unsaid = Unsaid(connection, community)
        self.watched = Watched(connection, community, zone)
        self.web_listing = WebListing(connection, community, zone)
        self.web_queue = WebQueue(connection, community, zone)
        self.web_sessions = WebSessions(connection, community)

    @asynccontextmanager
    async def part(self) -> AsyncIterator[None]:
        """A part that is undone alone when it raises.

        Raises DatabaseError when the database cannot go on, ValueError for what it will
        never take (a key twice, a number too large).
        """
        try:
            async with self._connection.begin_nested():
                yield
        except NO_ANSWER as error:
            raise DatabaseError.of(error, "записать в базу данных") from error
        except StatementError as error:
            if is_down(error):
                raise DatabaseError.of(error, "записать в базу данных") from error
            raise ValueError(f"a row is refused: {type(error.orig).__name__}") from error

    async def commit(self) -> None:
        await self._connection.commit()


@dataclass(frozen=True, slots=True)
class Memory:
    """One community's memory in a database."""

    engine: AsyncEngine
    readers: AsyncEngine
    community: int
    zone: tzinfo
    draw: Draw  # random numbers for `random_id`: chance is passed in

    @classmethod
    def at(
        cls,
        url: str,
        community: int,
        zone: tzinfo,
        draw: Draw,
        keys: Sequence[bytes] | None = (),
    ) -> Self:
        """`keys` encrypt words, the newest first. None: words are handed on as they are kept,
        for one who asks only for what has no key, such as the journal.
        """
        engine, readers = open_engine(url), open_engine(url, writes=False)
        if keys is not None:
            cipher = Cipher(community, keys)
            give(engine, cipher)
            give(readers, cipher)
        return cls(engine, readers, community, zone, draw)

    def apart(self) -> Self:
        """The same memory over connections of its own: for another thread's event loop."""
        url = self.engine.url.render_as_string(hide_password=False)
        cipher = cipher_of(self.engine.dialect)
        keys = None if cipher is None else cipher.keys
        return type(self).at(url, self.community, self.zone, self.draw, keys)

    @asynccontextmanager
    async def unit(self) -> AsyncIterator[Unit]:
        """A transaction that sees no other's half-done work. Raises DatabaseError."""
        async with in_words("записать в базу данных"), self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                # One writer for each community, as SQLite has one for all: two workers
                # may not number two cases alike or fork the journal's chain.
                lock = text("SELECT pg_advisory_xact_lock(:community)")
                await connection.execute(lock, {"community": self.community})
            yield Unit(connection, self.community, self.zone, self.draw)

    @asynccontextmanager
    async def look(self) -> AsyncIterator[Unit]:
        """A transaction for reading: waits for no writer. Raises DatabaseError."""
        async with in_words("прочитать базу данных"), self.readers.connect() as connection:
            yield Unit(connection, self.community, self.zone, self.draw)

    async def close(self) -> None:
        await self.engine.dispose()
        await self.readers.dispose()
