"""The bot's lives, one after another: started by the nursery, ended by a signal."""

import asyncio
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

PATIENCE = 300.0  # seconds for a start and for an end, on the busiest machine


@dataclass(slots=True)
class Life:
    """One life of the bot; `over` is done when it is, with the exit code."""

    number: int  # of its process
    over: asyncio.Task[int]

    @property
    def is_over(self) -> bool:
        return self.over.done()

    def kill(self) -> None:
        """At once, from wherever we are; nothing happens to a bot that is dead already."""
        self._signal(signal.SIGKILL)

    async def stop(self) -> int:
        """As systemd does it; the exit code."""
        self._signal(signal.SIGTERM)
        return await asyncio.wait_for(asyncio.shield(self.over), PATIENCE)

    def _signal(self, sign: signal.Signals) -> None:
        if not self.is_over:
            try:
                os.kill(self.number, sign)
            except ProcessLookupError:
                return  # died a moment ago: `over` will tell


class Nursery:
    """The parent's side of `nursery.py`: one life at a time."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "benchmarks.chaos.nursery",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        process = self._process
        assert process is not None
        assert process.stdin is not None
        process.stdin.close()  # its loop over the lines ends, and it with it
        try:
            await asyncio.wait_for(process.wait(), PATIENCE)
        except TimeoutError:
            process.kill()
            await process.wait()

    async def start(self, config: Path, clock: Path, log: Path) -> Life:
        process = self._process
        assert process is not None
        assert process.stdin is not None
        process.stdin.write(f"{config}\t{clock}\t{log}\n".encode())
        await process.stdin.drain()
        number = await asyncio.wait_for(self._told(), PATIENCE)
        return Life(number, asyncio.create_task(self._told()))

    async def _told(self) -> int:
        assert self._process is not None
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        if not line:
            raise RuntimeError("the nursery has died")
        return int(line)
