"""A clock that can be set, moved and run fast; the sandbox's VK and the bot share one."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class SandboxClock:
    """Sandbox time: starts at `start` (aware) and runs at `rate` sandbox seconds a real second.

    A rate of 0 stands still, 1 is real time, 60 lets a minute pass in a second. `ticks` is a
    steady count of real seconds, by default `time.monotonic`. Call it like any clock: `clock()`
    is `clock.now()`.
    """

    def __init__(
        self, start: datetime, *, rate: float = 1.0, ticks: Callable[[], float] = time.monotonic
    ) -> None:
        if start.tzinfo is None:
            raise ValueError("the sandbox's clock needs an aware start time")
        self._ticks = ticks
        self._anchor = start
        self._anchored_at = ticks()
        self._rate = rate

    def __call__(self) -> datetime:
        return self.now()

    def now(self) -> datetime:
        """Sandbox time, aware, in the zone of the last `set`."""
        passed = timedelta(seconds=(self._ticks() - self._anchored_at) * self._rate)
        # Through UTC: adding to a local time would step over a change of the clocks.
        return (self._anchor.astimezone(UTC) + passed).astimezone(self._anchor.tzinfo)

    def set(self, moment: datetime) -> None:
        """Make it `moment` (aware) now; backwards is allowed."""
        if moment.tzinfo is None:
            raise ValueError("the sandbox's clock needs an aware time")
        self._anchor, self._anchored_at = moment, self._ticks()

    def advance(self, by: timedelta) -> None:
        """Move on by a span at once."""
        now = self.now()
        self.set((now.astimezone(UTC) + by).astimezone(now.tzinfo))

    @property
    def rate(self) -> float:
        """Sandbox seconds a real second; 0 or more."""
        return self._rate

    @rate.setter
    def rate(self, rate: float) -> None:
        if rate < 0:
            raise ValueError("time does not run backwards: rate must be 0 or more")
        self.set(self.now())
        self._rate = rate
