"""What is done by the clock, and not because somebody wrote."""

from datetime import datetime
from typing import Protocol

from storage.unit import Unit


class Chore(Protocol):
    """One kind of due work. What fell due while the bot was down is due at start.

    `waits` only looks, cheaply: it is asked every second. `do` works inside one transaction
    with the others and makes no call: what has to be done in a chat is an act of the outbox.
    """

    async def waits(self, unit: Unit, now: datetime) -> bool: ...

    async def do(self, unit: Unit, now: datetime) -> None: ...
