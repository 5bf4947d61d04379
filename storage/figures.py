"""The figures of a span of time, for the head's report. Reads only, and only sums where it can.

Every span is half open: `since` belongs to it, `until` does not.
"""

import json
from collections.abc import Collection
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, String, cast, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from rules.regulation.cases import State
from rules.regulation.entry import BOT, Deed
from storage.counts import Appealed, Asked, CaseCount, DeedCount, Workload
from storage.procedure_tables import apologies, appeals
from storage.tables import case_messages, cases, journal

ONLY_ASKED = (State.DOUBTFUL, State.DISMISSED, State.LAPSED)  # states of doubtful cases alone
# What a person decides of a case. An appeal stands in the journal twice: as its member filed
# it, and as somebody else decided it.
JUDGED = (
    Deed.CONFIRM,
    Deed.DISMISS,
    Deed.WARNING,
    Deed.BLOCK,
    Deed.UNBLOCK,
    Deed.ANNUL,
    Deed.APPEAL,
    Deed.SIGNATURE,
)


_HOUR, _FORTNIGHT = timedelta(hours=1), timedelta(days=14)


class Figures:
    """Spans and answers are in the school's zone. `chats`: those alone; None: every chat."""

    def __init__(self, connection: AsyncConnection, community: int, zone: tzinfo) -> None:
        self._connection = connection
        self._community = community
        self._zone = zone

    async def cases(
        self, since: datetime, until: datetime, chats: Collection[int] | None = None
    ) -> tuple[CaseCount, ...]:
        """Cases whose first message was sent in the span."""
        # One row for each set of clauses: a list cannot be grouped by, its text can.
        together = cast(cases.c.clauses, String)
        query = (
            select(
                cases.c.chat,
                cases.c.state,
                together.label("clauses"),
                func.count().label("cases"),
                func.sum(cases.c.messages).label("messages"),
            )
            .where(*self._opened(since, until, chats))
            .group_by(cases.c.chat, cases.c.state, together)
        )
        return tuple(
            CaseCount(
                row.chat, State(row.state), _listed(row.clauses), row.cases, int(row.messages)
            )
            for row in await self._rows(query)
        )

    async def moments(
        self,
        since: datetime,
        until: datetime,
        states: Collection[State],
        chats: Collection[int] | None = None,
    ) -> tuple[tuple[datetime, int], ...]:
        """How many cases of these states were opened in each part of an hour that had one."""
        # «2026-09-01 12» or «2026-09-01 12:3»: both databases write a moment so, and no zone's
        # hours begin within such ten minutes; most begin with an hour of UTC.
        letters = 13 if self._has_whole_hours(since, until) else 15
        start = func.substr(cast(cases.c.opened_at, String), 1, letters)
        query = (
            select(start.label("start"), func.count().label("cases"))
            .where(*self._opened(since, until, chats), cases.c.state.in_(_values(states)))
            .group_by(start)
        )
        return tuple((self._start(row.start), row.cases) for row in await self._rows(query))

    async def deeds(
        self, since: datetime, until: datetime, chats: Collection[int] | None = None
    ) -> tuple[DeedCount, ...]:
        """What the journal tells of the span."""
        told = (journal.c.chat, journal.c.actor, journal.c.action, journal.c.outcome)
        where = self._journaled(since, until, chats)
        query = select(*told, func.count().label("rows")).where(*where).group_by(*told)
        return tuple(DeedCount(*row) for row in await self._rows(query))

    async def workload(
        self, since: datetime, until: datetime, chats: Collection[int] | None = None
    ) -> tuple[Workload, ...]:
        """Who decided how much in which chat; what the bot decided by itself is left out."""
        by = (journal.c.chat, journal.c.actor)
        query = (
            select(*by, func.count(journal.c.case.distinct()).label("cases"))
            .where(
                *self._journaled(since, until, chats),
                journal.c.action.in_([deed.value for deed in JUDGED]),
                journal.c.actor != BOT,
                journal.c.actor != cast(journal.c.target, String),  # of his own case: an appeal
                journal.c.case.is_not(None),
                journal.c.chat.is_not(None),
            )
            .group_by(*by)
        )
        return tuple(
            Workload(row.chat, int(row.actor), row.cases) for row in await self._rows(query)
        )

    async def asked(
        self, since: datetime, until: datetime, chats: Collection[int] | None = None
    ) -> tuple[Asked, ...]:
        """Doubtful cases of the span, whatever became of them, oldest first."""
        mine = (case_messages.c.community == cases.c.community) & (
            case_messages.c.case == cases.c.number
        )
        never_certain = ~exists().where(mine, case_messages.c.certain)
        # A moderator's own warning has no message that a rule looked at: nobody was asked.
        confirmed = (cases.c.decided_by != BOT) & exists().where(mine) & never_certain
        query = (
            select(cases.c.state, cases.c.decided_by, cases.c.opened_at, cases.c.decided_at)
            .where(
                *self._opened(since, until, chats),
                or_(cases.c.state.in_(_values(ONLY_ASKED)), confirmed),
            )
            .order_by(cases.c.opened_at)
        )
        return tuple(
            Asked(
                State(row.state),
                row.decided_by,
                self._here(row.opened_at),
                self._here(row.decided_at),
            )
            for row in await self._rows(query)
        )

    async def appeals(
        self, since: datetime, until: datetime, chats: Collection[int] | None = None
    ) -> tuple[Appealed, ...]:
        """Appeals filed or decided in the span, and all that are still open at its end."""
        where = [
            appeals.c.community == self._community,
            appeals.c.filed_at < until,
            or_(appeals.c.filed_at >= since, appeals.c.decided_at >= since)
            | appeals.c.decided_at.is_(None),
        ]
        if chats is not None:
            where.append(appeals.c.chat.in_(chats))
        return tuple(
            Appealed(
                row.chat,
                row.state,
                self._here(row.filed_at),
                self._here(row.decided_at) if row.decided_at else None,
            )
            for row in await self._rows(select(appeals).where(*where).order_by(appeals.c.filed_at))
        )

    async def apologies(
        self, since: datetime, until: datetime, chats: Collection[int] | None = None
    ) -> dict[str, int]:
        """How many apologies of the span stand how: open, objected, heard, accepted …"""
        where = [
            apologies.c.community == self._community,
            apologies.c.opened_at >= since,
            apologies.c.opened_at < until,
        ]
        if chats is not None:
            where.append(apologies.c.chat.in_(chats))
        query = select(apologies.c.state, func.count()).where(*where).group_by(apologies.c.state)
        return dict(await self._rows(query))

    def _journaled(
        self, since: datetime, until: datetime, chats: Collection[int] | None
    ) -> list[ColumnElement[bool]]:
        where = [
            journal.c.community == self._community,
            # The journal's moments are text in the school's own time, all of one length.
            journal.c.at >= since.isoformat(timespec="milliseconds"),
            journal.c.at < until.isoformat(timespec="milliseconds"),
        ]
        return where if chats is None else [*where, journal.c.chat.in_(chats)]

    def _opened(
        self, since: datetime, until: datetime, chats: Collection[int] | None
    ) -> list[ColumnElement[bool]]:
        where = [
            cases.c.community == self._community,
            cases.c.opened_at >= since,
            cases.c.opened_at < until,
        ]
        return where if chats is None else [*where, cases.c.chat.in_(chats)]

    async def _rows(self, query: Any) -> Any:
        return (await self._connection.execute(query)).all()

    def _has_whole_hours(self, since: datetime, until: datetime) -> bool:
        """Do the zone's clocks differ from UTC by whole hours all through the span?"""
        looked_at = [since + place * _FORTNIGHT for place in range((until - since) // _FORTNIGHT)]
        offsets = [self._here(moment).utcoffset() for moment in (*looked_at, since, until)]
        return not any(offset and offset % _HOUR for offset in offsets)

    def _start(self, written: str) -> datetime:
        minutes = "0" if len(written) > 13 else ":00"
        return self._here(datetime.fromisoformat(f"{written}{minutes}").replace(tzinfo=UTC))

    def _here(self, moment: datetime) -> datetime:
        return moment.astimezone(self._zone)


def _values(states: Collection[State]) -> list[str]:
    return [state.value for state in states]


@cache  # a school's cases have few sets of clauses, and thousands of rows name each
def _listed(clauses: str) -> tuple[str, ...]:
    return tuple(json.loads(clauses))
