"""What is known of the bot's own state since its start: noted where it happens, read anywhere."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from bot.errors import MessengerError
from bot.health.counts import Counts
from bot.ports import Clock, Refused, Unavailable
from storage.errors import DatabaseError

# For how many seconds a loop may not be heard of. The hearing and the look at the rights wait
# for VK as long as VK wants (`bot/vk/api.py`), the two others for the database at most.
LONGEST_SILENCE: Mapping[str, float] = MappingProxyType(
    {"hearing": 900.0, "rights": 900.0, "rereading": 900.0, "delivery": 180.0, "due": 180.0}
)

_HEARING = frozenset({"poll", "groups.getLongPollServer"})  # what the hearing waits for


@dataclass(frozen=True, slots=True)
class Trouble:
    """An error that the bot lived through, by its kind: its words may quote what is private."""

    where: str
    kind: str
    at: datetime


@dataclass(slots=True)
class Vitals:
    clock: Clock
    ticks: Callable[[], float] = time.monotonic
    counts: Counts = field(default_factory=Counts)
    started_at: datetime = field(init=False)
    answered_at: datetime | None = None  # by VK, also with a refusal
    written_at: datetime | None = None  # to the database
    unwritable: str = ""  # what is wrong with the database; empty when nothing is
    unwritable_at: datetime | None = None  # since when
    gaps: int = 0
    gap_at: datetime | None = None
    failures: int = 0
    trouble: Trouble | None = None  # the last
    _beats: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.started_at = self.clock()

    def heard(self, method: str, error: MessengerError | None = None) -> None:
        """VK answered a call, or did not."""
        if method in _HEARING:
            self.beat("hearing")
        if error is None or isinstance(error, Refused):
            self.answered_at = self.clock()
        if error is not None:
            self.counts.vk_error(_code(error))
        if error is not None and not isinstance(error, Refused):
            self._remember("vk", error)

    def written(self) -> None:
        self.written_at, self.unwritable, self.unwritable_at = self.clock(), "", None

    def not_written(self, where: str, error: DatabaseError) -> None:
        self.failed(where, error)
        self.unwritable = error.problem
        self.unwritable_at = self.unwritable_at or self.clock()

    def failed(self, where: str, error: BaseException) -> None:
        """A loop lived through this."""
        self.counts.failed(where)
        self.failures += 1
        self._remember(where, error)

    def _remember(self, where: str, error: BaseException) -> None:
        self.trouble = Trouble(where, type(error).__name__, self.clock())

    def gap(self) -> None:
        """VK does not offer some updates any more."""
        self.counts.gap()
        self.gaps += 1
        self.gap_at = self.clock()

    def beat(self, loop: str) -> None:
        """The loop is at work."""
        self._beats[loop] = self.ticks()

    @property
    def silent(self) -> tuple[str, ...]:
        """Loops that should have been heard of: dead, or caught in something."""
        now = self.ticks()
        return tuple(
            loop
            for loop, longest in LONGEST_SILENCE.items()
            if now - self._beats.get(loop, float("-inf")) > longest
        )


def _code(error: MessengerError) -> str:
    if isinstance(error, Refused):
        return str(error.code)
    if isinstance(error, Unavailable):
        return str(error.code) if error.code else "network"
    return "revoked"
