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

    def take(self, key: str) -> bool:
        """One try; False when there is none left."""
        now = self.ticks()
        left, seen = self._buckets.pop(key, (self.tries, now))
        left = min(self.tries, left + (now - seen) * self.per_second)
        self._buckets[key] = (max(left - 1, 0) if left >= 1 else left, now)
        if len(self._buckets) > MOST_REMEMBERED:
            self._buckets.popitem(last=False)
        return left >= 1
