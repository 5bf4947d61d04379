"""Is the bot well? One look, with the same answer for people, for programs and for Prometheus."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.health.vitals import Trouble, Vitals
from bot.orders import Orders
from bot.people import People
from rules.regulation.moments import passed
from rules.regulation.policy import Mode
from storage.backlog import Waiting

# VK answers a long poll within 25 s and the database is written to every 30 s.
LONGEST_UNHEARD = timedelta(seconds=120)
LONGEST_UNWRITTEN = timedelta(seconds=120)
LONGEST_UNDONE = timedelta(minutes=10)  # a storm of thousands is worked off within that


@dataclass(frozen=True, slots=True)
class ChatsState:
    """Chats by what the bot may do in them."""

    moderated: tuple[int, ...] = ()
    without_rights: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()  # nobody could tell yet
    observed: int = 0  # of the moderated: by the school's word the bot only watches


@dataclass(frozen=True, slots=True)
class State:
    """The bot at one moment."""

    now: datetime
    since: datetime
    answered_at: datetime | None
    written_at: datetime | None
    unwritable: str
    unwritable_at: datetime | None
    waiting: Waiting | None  # None: the database cannot be read
    chats: ChatsState
    gaps: int
    gap_at: datetime | None
    failures: int
    trouble: Trouble | None
    silent: tuple[str, ...]

    @property
    def checks(self) -> dict[str, bool]:
        undone = self.waiting.since if self.waiting else None
        return {
            "vk": _is_fresh(self.answered_at, self.now, LONGEST_UNHEARD),
            "database": not self.unwritable
            and self.waiting is not None
            and _is_fresh(self.written_at, self.now, LONGEST_UNWRITTEN),
            "outbox": undone is None or passed(undone, self.now) <= LONGEST_UNDONE,
            "loops": not self.silent,
        }

    @property
    def ok(self) -> bool:
        return all(self.checks.values())

    def as_json(self) -> dict[str, Any]:
        """For programs: numbers, moments and kinds; nothing of any person or chat."""
        return {
            "ok": self.ok,
            "checks": self.checks,
            "since": _iso(self.since),
            "vk": {"answered_at": _iso(self.answered_at)},
            "database": {
                "written_at": _iso(self.written_at),
                "problem": self.unwritable or None,
                "problem_since": _iso(self.unwritable_at),
            },
            "outbox": {
                "waiting": self.waiting.acts if self.waiting else None,
                "oldest_seconds": self.oldest.total_seconds(),
            },
            "chats": {
                "moderated": len(self.chats.moderated),
                "without_rights": len(self.chats.without_rights),
                "unknown": len(self.chats.unknown),
            },
            "gaps": {"count": self.gaps, "last_at": _iso(self.gap_at)},
            "failures": {
                "count": self.failures,
                "last_kind": self.trouble.kind if self.trouble else None,
                "last_at": _iso(self.trouble.at if self.trouble else None),
            },
            "silent_loops": list(self.silent),
        }

    @property
    def oldest(self) -> timedelta:
        """For how long the oldest act has been due."""
        since = self.waiting.since if self.waiting else None
        return max(passed(since, self.now), timedelta()) if since else timedelta()


def state(vitals: Vitals, chats: ChatsState, waiting: Waiting | None, now: datetime) -> State:
    return State(
        now=now,
        since=vitals.started_at,
        answered_at=vitals.answered_at,
        written_at=vitals.written_at,
        unwritable=vitals.unwritable,
        unwritable_at=vitals.unwritable_at,
        waiting=waiting,
        chats=chats,
        gaps=vitals.gaps,
        gap_at=vitals.gap_at,
        failures=vitals.failures,
        trouble=vitals.trouble,
        silent=vitals.silent,
    )


def chats_state(chats: Iterable[int], people: People, orders: Orders) -> ChatsState:
    """What the bot may do in the chats that it is to look after."""
    enabled = [chat for chat in chats if orders.enabled(chat)]
    lacking = tuple(chat for chat in enabled if not people.moderated(chat))
    unknown = tuple(c for c in enabled if c not in lacking and people.rights(c) is None)
    moderated = tuple(c for c in enabled if c not in lacking and c not in unknown)
    observed = sum(orders.mode(chat) is Mode.OBSERVE for chat in moderated)
    return ChatsState(moderated, lacking, unknown, observed)


def _is_fresh(moment: datetime | None, now: datetime, longest: timedelta) -> bool:
    return moment is not None and passed(moment, now) <= longest


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
