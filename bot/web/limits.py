"""How often one may try: a bucket of tries for each address or session, filled as time goes by."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

MOST_REMEMBERED = 10_000  # keys: who was seen longest ago is forgotten first


@dataclass(slots=True)
class Limit:
    tries: float  # that fit into a full bucket
    per_second: float  # how fast it fills again
    ticks: Callable[[], float]  # seconds of a clock that nobody sets
    _buckets: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def has(self, key: str) -> bool:
        """Is there a try left?"""
        return self._left(key) >= 1

    def take(self, key: str) -> bool:
        """One try; False when there is none left."""
        now, left = self.ticks(), self._left(key)
        self._buckets.pop(key, None)
        self._buckets[key] = (left - 1 if left >= 1 else left, now)
        if len(self._buckets) > MOST_REMEMBERED:
            self._buckets.popitem(last=False)
        return left >= 1

    def _left(self, key: str) -> float:
        now = self.ticks()
        left, seen = self._buckets.get(key, (self.tries, now))
        return min(self.tries, left + (now - seen) * self.per_second)
