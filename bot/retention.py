"""Once a day: what has come to its end is erased, and the journal tells how much."""

from dataclasses import dataclass, field
from datetime import date, datetime

from bot.config.settings import Settings
from bot.texts.texts import Texts
from rules.regulation.durations import Duration
from rules.regulation.entry import Deed, Entry
from storage.ends import Limits
from storage.unit import Unit

ROUTINE = "retention"


@dataclass(slots=True)
class Retention:
    """The chore. Each kind of record has its own end in `[retention]` and `[evidence]`."""

    settings: Settings
    texts: Texts
    _done: date | None = field(default=None)  # a day that is over: asked no more

    async def waits(self, unit: Unit, now: datetime) -> bool:
        if self._done == now.date():
            return False
        last = await unit.routines.last(ROUTINE)
        if last is not None and last.astimezone(now.tzinfo).date() == now.date():
            self._done = now.date()
            return False
        return True

    async def do(self, unit: Unit, now: datetime) -> None:
        erased = await unit.ends.erase(self._limits(now), now)
        if fragments := await unit.evidence.expire(now):
            erased["evidence"] = fragments
        sent = now - before(self.settings.retention.sent, now)
        await unit.outbox.expire(now, sent)
        await unit.reception.expire(now)
        await unit.unsaid.expire(now)
        await unit.web_sessions.expire(now, self.settings.web.lasts)
        await unit.routines.done(ROUTINE, now)
        if erased:
            entry = Entry(
                action=Deed.PURGE, outcome=self.texts.render("personal.purged", **_kinds(erased))
            )
            await unit.journal.add([entry], now)

    def _limits(self, now: datetime) -> Limits:
        keep = self.settings.retention
        # A case that still counts as a strike is never erased, whatever the school wrote here.
        counted = before(self.settings.strikes.expire, now)
        return Limits(
            words=before(keep.words, now),
            cases=min(before(keep.cases, now), counted),
            people=before(keep.people, now),
            roster=before(keep.roster, now),
        )


def before(length: Duration, now: datetime) -> datetime:
    """A moment this long ago; a month is as long as the one that begins now."""
    return now - (length.after(now) - now)


KINDS = ("evidence", "words", "held", "people", "roster", "cases")


def _kinds(erased: dict[str, int]) -> dict[str, int]:
    return {kind: erased.get(kind, 0) for kind in KINDS}
