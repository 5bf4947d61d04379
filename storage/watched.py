"""What was found in chats that are only watched."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from rules.regulation.cases import State
from storage.tables import case_messages, cases


@dataclass(frozen=True, slots=True)
class Seen:
    """One rule that one message broke."""

    case: int
    member: int
    message: int
    rule: str
    clause: str
    certain: bool
    sent_at: datetime


class Watched:
    def __init__(self, connection: AsyncConnection, community: int, zone: tzinfo) -> None:
        self._connection = connection
        self._community = community
        self._zone = zone

    async def seen(self, chat: int, since: datetime, until: datetime) -> tuple[Seen, ...]:
        """In cases that were opened in the span and only watched, oldest first."""
        query = (
            select(case_messages, cases.c.member)
            .join(
                cases,
                (cases.c.community == case_messages.c.community)
                & (cases.c.number == case_messages.c.case),
            )
            .where(
                cases.c.community == self._community,
                cases.c.chat == chat,
                cases.c.state == State.OBSERVED.value,
                cases.c.opened_at >= since,
                cases.c.opened_at < until,
            )
            .order_by(case_messages.c.sent_at, case_messages.c.message, case_messages.c.rule)
        )
        return tuple(
            Seen(
                row.case,
                row.member,
                row.message,
                row.rule,
                row.clause,
                row.certain,
                row.sent_at.astimezone(self._zone),
            )
            for row in (await self._connection.execute(query)).all()
        )
