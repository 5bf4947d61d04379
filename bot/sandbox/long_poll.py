"""One community's stream of events, as VK's Bots Long Poll serves it.

An event is encoded once, when it is pushed; an answer only joins bytes. `ts` is the number of
the next event that the client has not seen.
"""

import asyncio
from itertools import count

BATCH = 100  # updates at most in one answer


class EventLog:
    """Events numbered from 1, oldest dropped beyond `keep`, and the key that opens them."""

    def __init__(self, *, keep: int = 200_000) -> None:
        self._events: list[bytes] = []
        self._first = 1
        self._keep = keep
        self._keys = count(1)
        self._key = self._new_key()
        self._lost_keys: set[str] = set()
        self._waiters: set[asyncio.Future[None]] = set()
        self._closed = False
        self.asked_from = 0  # the position that a client named last: what it has acknowledged

    @property
    def key(self) -> str:
        return self._key

    @property
    def next_ts(self) -> int:
        """The `ts` from which only events still to come are seen."""
        return self._first + len(self._events)

    def push(self, event: bytes) -> None:
        """Add one encoded event and wake who waits."""
        self._events.append(event)
        if len(self._events) > 2 * self._keep:
            self.forget(self._keep)
        self._wake()

    def forget(self, keep: int = 0) -> None:
        """Drop all but the newest `keep` events: an older `ts` is answered with `failed: 1`."""
        drop = max(0, len(self._events) - keep)
        del self._events[:drop]
        self._first += drop

    def expire_key(self) -> None:
        """The key in use is answered with `failed: 2` from now on; nothing is lost."""
        self._key = self._new_key()
        self._wake()

    def lose_information(self) -> None:
        """Drop everything; the key in use is answered with `failed: 3` from now on."""
        self._lost_keys.add(self._key)
        self.forget()
        self.expire_key()

    def open(self) -> None:
        """Let clients wait again: the server is up."""
        self._closed = False

    def close(self) -> None:
        """Answer everyone who waits: the server is going down."""
        self._closed = True
        self._wake()

    def failure(self, key: str, ts: str) -> dict[str, object] | None:
        """VK's `failed` answer to this key and `ts`, or None when they are good."""
        if key in self._lost_keys:
            return {"failed": 3}
        if key != self._key:
            return {"failed": 2}
        if not ts.isdecimal() or int(ts) > self.next_ts:
            return {"failed": 1, "ts": str(self.next_ts)}
        if int(ts) < self._first:
            return {"failed": 1, "ts": str(self._first)}
        return None

    def since(self, ts: int, limit: int = BATCH) -> list[bytes]:
        """The events from `ts` on, at most `limit`."""
        start = ts - self._first
        return self._events[start : start + limit]

    async def wait(self, ts: int, seconds: float) -> None:
        """Return when an event at or after `ts` is there, the key changed or time is up."""
        self.asked_from = ts
        if self._closed or ts < self.next_ts or seconds <= 0:
            return
        waiter = asyncio.get_running_loop().create_future()
        self._waiters.add(waiter)
        try:
            async with asyncio.timeout(seconds):
                await waiter
        except TimeoutError:
            pass
        finally:
            self._waiters.discard(waiter)

    def _wake(self) -> None:
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(None)

    def _new_key(self) -> str:
        return f"sandbox-key-{next(self._keys)}"


def encode_batch(next_ts: int, events: list[bytes]) -> bytes:
    """A long-poll answer: `{"ts": "…", "updates": […]}`."""
    return b'{"ts":"%d","updates":[%b]}' % (next_ts, b",".join(events))
