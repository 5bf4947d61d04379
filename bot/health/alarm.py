"""A database that takes nothing: the administrators are told past it, and told when it is over.

All else that the bot says stands in the outbox first. This cannot: it is the outbox that is down.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.config.settings import Settings
from bot.health.vitals import Vitals
from bot.night import is_night
from bot.orders import Orders
from bot.people import People
from bot.ports import Clock, Messenger, Refused
from bot.texts.texts import Texts
from rules.regulation.moments import passed

log = structlog.get_logger(__name__)

PATIENCE = timedelta(minutes=2)  # a lock, or a server's restart, is over sooner
NO_CHAT = 0  # the number of none: the school's own quiet hours


@dataclass(slots=True)
class Alarm:
    settings: Settings
    texts: Texts
    messenger: Messenger
    people: People
    orders: Orders
    vitals: Vitals
    clock: Clock
    _since: datetime | None = field(default=None)  # the trouble that was told of
    _problem: str = field(default="")
    _reached: set[int] = field(default_factory=set)  # … and to whom

    async def look(self) -> bool:
        """Tell who can do something about it. Never of work for the outbox. Raises Unavailable."""
        now, since = self.clock(), self.vitals.unwritable_at
        if since is not None:
            if passed(since, now) >= PATIENCE and not self._is_night(now):
                self._since, self._problem = since, self.vitals.unwritable
                await self._tell("health.no_database", now)
        elif self._since is not None:
            await self._tell("health.database_back", now)
            self._since = None
        return False

    def _is_night(self, now: datetime) -> bool:
        return is_night(self.orders.rulebook(NO_CHAT), now)  # nothing is lost until the morning

    async def _tell(self, name: str, now: datetime) -> None:
        is_bad = name == "health.no_database"
        receivers = self._receivers() - self._reached if is_bad else frozenset(self._reached)
        text = self.texts.render(name, **self._known(now))
        for receiver in sorted(receivers):
            try:
                await self.messenger.send(receiver, text, self._number(is_bad))
            except Refused as refusal:
                log.warning("the alarm cannot be sent", code=refusal.code)
            if is_bad:
                self._reached.add(receiver)
            else:
                self._reached.discard(receiver)

    def _known(self, now: datetime) -> dict[str, Any]:
        return {"since": self._since, "problem": self._problem, "now": now}

    def _number(self, is_bad: bool) -> int:
        """The same for each try: VK sends one message for it."""
        assert self._since is not None  # noqa: S101 - nothing is told of no trouble
        return (int(self._since.timestamp()) * 2 + is_bad) % 2**31

    def _receivers(self) -> frozenset[int]:
        administrators = frozenset(self.settings.school.admins)
        moderators = (self.people.moderators(chat) for chat in self.people.chats())
        return administrators or frozenset[int]().union(*moderators)
