"""VK's limit of calls a second, as a sliding window for each token."""

from collections import defaultdict, deque
from collections.abc import Callable

from bot.sandbox.errors import VKError


class CallRate:
    """Counts each community's calls in the last second; refused calls do not count."""

    def __init__(self, ticks: Callable[[], float]) -> None:
        self._ticks = ticks
        self._recent: defaultdict[int, deque[float]] = defaultdict(deque)

    def take(self, community_id: int, limit: int | None) -> None:
        """Count one call; raises VKError 6 when `limit` calls were made within a second."""
        if limit is None:
            return
        now, recent = self._ticks(), self._recent[community_id]
        while recent and now - recent[0] >= 1:
            recent.popleft()
        if len(recent) >= limit:
            raise VKError(6)
        recent.append(now)
