"""The seam where a VK that misbehaves is made: one small object, asked at fixed places."""

from collections.abc import Callable
from datetime import datetime

from bot.sandbox.errors import SandboxError


class DroppedError(SandboxError):
    """Cut the connection without an answer."""


class GarbledError(SandboxError):
    """Answer with this status and body instead of VK's JSON."""

    def __init__(self, status: int, body: bytes, content_type: str = "text/html") -> None:
        super().__init__(f"HTTP {status}")
        self.status, self.body, self.content_type = status, body, content_type


class PollError(SandboxError):
    """Long Poll answers `{"failed": code}`."""

    def __init__(self, code: int) -> None:
        super().__init__(f"failed {code}")
        self.code = code


class Faults:
    """A VK without faults. Override what is to go wrong; every method may also wait.

    VKError, DroppedError and GarbledError may be raised anywhere, PollError in `before_poll`.
    """

    def clock(self, clock: Callable[[], datetime]) -> Callable[[], datetime]:
        """VK's own clock, given everybody else's."""
        return clock

    async def before(self, method: str, community_id: int) -> None:
        """Before a method acts: what is raised here means that nothing was done."""

    async def after(self, method: str, community_id: int) -> None:
        """After a method acted: what is raised here loses the answer, not the act."""

    def item(self, method: str, community_id: int) -> int | None:
        """An error code for one item of `messages.delete` or of a `messages.send` to several."""
        return None

    async def before_poll(self, community_id: int) -> None:
        """Before a long poll is answered."""

    def updates(self, community_id: int, events: list[bytes]) -> list[bytes]:
        """The events of one answer, as they are to go out."""
        return events
