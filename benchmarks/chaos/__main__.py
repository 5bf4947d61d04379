"""`python -m benchmarks.chaos`: see the package's own words."""

import argparse
import asyncio
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.chaos.lives import Nursery
from benchmarks.chaos.stores import POSTGRESQL, SQLITE, drop_database, new_database, postgresql
from benchmarks.chaos.trial import Outcome, Trial

IN_A_TRIAL = 50  # kills over one school


@dataclass(frozen=True, slots=True)
class Task:
    seed: int
    store: str
    kills: int


def tasks(arguments: argparse.Namespace) -> Iterator[Task]:
    """Trial after trial, the stores in turn; with `--minutes` without an end."""
    stores = (SQLITE, POSTGRESQL) if arguments.store == "both" else (arguments.store,)
    seed: int = arguments.seed
    left: int | None = arguments.kills
    most = IN_A_TRIAL if left is None else min(IN_A_TRIAL, -(-left // len(stores)))
    while left is None or left > 0:
        for store in stores:
            kills = most if left is None else min(most, left)
            if kills <= 0:
                return
            yield Task(seed, store, kills)
            seed += 1
            left = None if left is None else left - kills


async def perform(all_tasks: Iterable[Task], until: float | None, folder: Path) -> list[Outcome]:
    """Run trials, also after one that finds damage. `until` on `time.monotonic`."""
    outcomes: list[Outcome] = []
    with ExitStack() as stack:
        server: str | None = None
        async with Nursery() as nursery:
            for task in all_tasks:
                if until is not None and time.monotonic() > until:
                    break
                if task.store == POSTGRESQL and server is None:
                    server = stack.enter_context(postgresql(folder / "postgresql"))
                outcomes.append(await _one(task, server, folder, nursery, outcomes))
    return outcomes


async def _one(
    task: Task, server: str | None, folder: Path, nursery: Nursery, before: list[Outcome]
) -> Outcome:
    place = folder / f"{task.store}-{task.seed}"
    place.mkdir()
    server = server if task.store == POSTGRESQL else None
    url = await new_database(server, place)
    done = sum(outcome.kills for outcome in before)

    def told(kills: int) -> None:
        line = (
            f"seed {task.seed} {task.store}: {kills} of {task.kills} kills, {done + kills} in all"
        )
        end = "\r" if sys.stdout.isatty() else "\n"
        if sys.stdout.isatty() or kills % 10 == 0:
            print(line, end=end, flush=True)

    outcome = await Trial(task.seed, place, url, nursery).run(task.kills, told)
    if not outcome.findings:
        await drop_database(server, url)
        shutil.rmtree(place)
    print(shown(outcome), flush=True)
    return outcome


def shown(outcome: Outcome) -> str:
    told = ", ".join(f"{number} {what}" for what, number in outcome.figures.items())
    head = f"seed {outcome.seed} {outcome.store}: {outcome.kills} kills in {outcome.seconds:.0f} s"
    found = [f"  FOUND {finding}" for finding in outcome.findings]
    return "\n".join([f"{head}; {told}", *found])


def summary(outcomes: list[Outcome]) -> str:
    figures, faults, kills = Counter[str](), Counter[str](), Counter[str]()
    for outcome in outcomes:
        figures += outcome.figures
        faults += outcome.faults
        kills[outcome.store] += outcome.kills
    lines = [f"{sum(kills.values())} kills: {dict(kills)}"]
    lines += [f"  {what:<22} {number:>8}" for what, number in figures.items()]
    lines.append("faults: " + ", ".join(f"{kind} {n}" for kind, n in faults.most_common()))
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chaos")
    parser.add_argument("--kills", type=int, help="in all; default 100, or without an end")
    parser.add_argument("--minutes", type=float, help="no new trial after so many")
    parser.add_argument("--store", choices=(SQLITE, POSTGRESQL, "both"), default="both")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    arguments = parser.parse_args()
    if arguments.kills is None and arguments.minutes is None:
        arguments.kills = 100
    until = None if arguments.minutes is None else time.monotonic() + 60 * arguments.minutes
    folder = Path(tempfile.mkdtemp(prefix="chaos-"))
    print(f"first seed {arguments.seed}; databases and logs in {folder}", flush=True)
    outcomes = asyncio.run(perform(tasks(arguments), until, folder))
    print(summary(outcomes))
    bad = [outcome for outcome in outcomes if outcome.findings]
    for outcome in bad:
        again = f"--seed {outcome.seed} --store {outcome.store} --kills {outcome.kills}"
        print(f"DAMAGE. Once more: python -m benchmarks.chaos {again}; kept in {folder}")
    if not bad:
        shutil.rmtree(folder, ignore_errors=True)
        print("0 lost, 0 double.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
