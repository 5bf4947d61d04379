"""Пункт 3.3 (1) — в родительский чат не пишут раньше 07:00 и позже 21:00.

What it does
    Flags a message sent during the quiet hours, whatever it says. The message's own time
    counts, in the school's zone, however late it reaches the bot. An edit is not judged
    here: it wakes nobody.

Why
    A message at midnight wakes thirty families; it can wait until the morning.

Allowed
    07:00:00 and 21:00:00 themselves; whole days that the school excepts; chats where the
    rule is off.

Breaks it     21:00:01  «Кто решил пятую задачу?»
              06:59:59  «Доброе утро!»
Allowed       07:00:00  «Доброе утро!»
              21:00:00  «Спасибо, до завтра»
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, ClassVar

from rules.regulation.clauses import QUIET_HOURS, Clause
from rules.regulation.message import Context, Message
from rules.regulation.violation import Violation


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The chat is open from `start` to `end`, both included, on the school's clock.

    With `start` after `end` the open time crosses midnight. `except_days` are free of quiet
    hours from midnight to midnight.
    """

    name: ClassVar[str] = "quiet_hours"
    clause: ClassVar[Clause] = QUIET_HOURS

    start: Annotated[
        time,
        "Когда чат открывается утром; в саму эту секунду писать уже можно.",
    ] = time(7)
    end: Annotated[
        time,
        "Когда чат закрывается вечером; в саму эту секунду писать ещё можно.",
    ] = time(21)
    except_days: Annotated[
        frozenset[date],
        "Дни без тихих часов, с полуночи до полуночи.",
    ] = frozenset()

    def check(self, message: Message, context: Context) -> Violation | None:
        if message.is_edit or not self.covers(message.sent_at):
            return None
        return Violation(
            self.name,
            self.clause,
            evidence=f"отправлено в {message.sent_at:%H:%M:%S}",
            incident_until=self.ends(message.sent_at),
        )

    def covers(self, moment: datetime) -> bool:
        """Is this moment (in the school's zone) within the quiet hours?"""
        if self.start.hour < moment.hour < self.end.hour:
            return False  # nearly every message: the rest of the reckoning is for the edges
        if self.start == self.end or moment.date() in self.except_days:
            return False
        # VK counts whole seconds: 21:00:00.4 is 21:00:00 to everyone who looks at the chat.
        clock = moment.time().replace(microsecond=0)
        if self.start < self.end:
            return not self.start <= clock <= self.end
        return self.end < clock < self.start

    def ends(self, moment: datetime) -> datetime:
        """The next opening of the chat at or after a moment, in that moment's zone."""
        while True:
            opening = datetime.combine(moment.date(), self.start, moment.tzinfo)
            if opening >= moment:
                return opening
            moment = datetime.combine(moment.date(), time(), moment.tzinfo) + timedelta(days=1)
