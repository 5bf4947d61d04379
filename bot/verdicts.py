"""What the rules say of each update, before anybody is asked and anything is decided."""

from dataclasses import dataclass, field
from typing import Any

import structlog

from bot.events import Batch, Event, Written
from bot.health.vitals import Vitals
from bot.marks import Marks
from bot.orders import Orders
from bot.recent import Recent
from rules.regulation.violation import Violation

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Judged:
    """An event, and what the rules say of it."""

    event: Event
    raw: Any = field(default=None, repr=False)
    violations: tuple[Violation, ...] = ()
    failed: tuple[str, ...] = ()  # rules that raised on it: set aside, the others' word holds


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The rules in force, each asked about each message. Touches nothing but memory."""

    orders: Orders  # which rules hold in a chat, and what its moderators set
    recent: Recent
    marks: Marks
    own: int  # the author of what the bot itself says
    vitals: Vitals

    def of(self, batch: Batch) -> tuple[Judged, ...]:
        """What the rules say of each update, in order."""
        return tuple(
            self._of(event, raw) for event, raw in zip(batch.events, batch.raws, strict=True)
        )

    def _of(self, event: Event, raw: Any) -> Judged:
        if not isinstance(event, Written) or event.is_private or event.message.author == self.own:
            return Judged(event, raw)
        message = event.message
        context = self.recent.context_of(message, self.orders.exceptions(message.chat))
        violations: list[Violation] = []
        failed: list[str] = []
        for rule in self.orders.rules(event.chat, message.sent_at):
            try:
                violation = rule.check(message, context)
            except Exception as error:  # one broken rule may not silence the others
                log.exception("a rule failed", rule=rule.name, error=type(error).__name__)
                self.vitals.failed("rule", error)
                failed.append(rule.name)
            else:
                if violation is not None:
                    violations.append(violation)
        self.recent.add(message)
        self.marks.note(message)
        return Judged(event, raw, tuple(violations), tuple(failed))
