"""A clock that two processes read and one of them moves: the trial's time."""

import mmap
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clocks import machine_clock

_OFFSET = struct.Struct("d")


class SharedClock:
    """The machine's time and an offset (seconds) that stands in a file's eight bytes."""

    def __init__(self, file: Path) -> None:
        if not file.exists():
            file.write_bytes(_OFFSET.pack(0.0))
        with file.open("r+b") as opened:
            self._shared = mmap.mmap(opened.fileno(), _OFFSET.size)

    def __call__(self) -> datetime:
        return machine_clock() + timedelta(seconds=_OFFSET.unpack_from(self._shared)[0])

    def set(self, moment: datetime) -> None:
        offset = (moment.astimezone(UTC) - machine_clock()).total_seconds()
        _OFFSET.pack_into(self._shared, 0, offset)

    def advance(self, by: timedelta) -> None:
        (offset,) = _OFFSET.unpack_from(self._shared)
        _OFFSET.pack_into(self._shared, 0, offset + by.total_seconds())
