"""One trial: a school, a number of kills under its weather, a quiet time, and the checker."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.chaos.checker import check
from benchmarks.chaos.clock import SharedClock
from benchmarks.chaos.damage import Finding
from benchmarks.chaos.evidence import Evidence, in_database, in_vk
from benchmarks.chaos.lives import Life, Nursery
from benchmarks.chaos.nursery import REVOKED
from benchmarks.chaos.quiet import all_heard, quiet_time
from benchmarks.chaos.said import Judge
from benchmarks.chaos.school import found, write_config
from benchmarks.chaos.traffic import Traffic
from benchmarks.chaos.weather import Weather
from bot.config import Settings
from bot.sandbox import SandboxVK
from bot.terminal.loading import settings_of

START = datetime(2026, 9, 1, 12, tzinfo=ZoneInfo("Europe/Moscow"))
POLL = "groups.getLongPollServer"
PACE = 0.02  # seconds between two things that happen
MOST_HAPPENS = 14  # in one life: a bot that lives for half a second cannot do a day's work
STARTS = 30.0  # seconds that a start may take before a kill comes anyway
MOST_CALLS = 16  # of one life, after which it is killed
LONGEST_LIFE = 2.0  # seconds after the start, if it has nothing to call for
Told = Callable[[int], None]  # kills so far


@dataclass(slots=True)
class Outcome:
    """What came of a trial."""

    seed: int
    store: str
    kills: int = 0
    seconds: float = 0.0
    figures: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    findings: tuple[Finding, ...] = ()


class Trial:
    """A trial is told by its seed, though not to the microsecond: the machine draws lots too."""

    def __init__(self, seed: int, folder: Path, url: str, nursery: Nursery) -> None:
        self.chance = random.Random(seed)
        self.folder = folder
        self.clock = SharedClock(folder / "clock")
        self.clock.set(START)
        self.weather = Weather(lambda: self.life.kill() if self.life else None)
        self.vk = SandboxVK(self.clock, faults=self.weather)
        self.nursery = nursery
        self.life: Life | None = None
        self.happens: asyncio.Queue[None] = asyncio.Queue()  # what is still to happen
        self._url = url
        store = "sqlite" if url.startswith("sqlite") else "postgresql"
        self.outcome = Outcome(seed, store)

    async def run(self, kills: int, told: Told = lambda _: None) -> Outcome:
        """Raises TimeoutError when the bot does not come to rest in the quiet time."""
        begun = time.perf_counter()
        try:
            async with self.vk:
                evidence = await self._all_of_it(kills, told)
        finally:
            if self.life is not None:  # a trial that fails leaves no bot behind
                self.life.kill()
        self.outcome.findings = check(evidence)
        self.outcome.figures += figures(evidence)
        self.outcome.faults = self.weather.struck
        self.outcome.seconds = time.perf_counter() - begun
        return self.outcome

    async def _all_of_it(self, kills: int, told: Told) -> Evidence:
        school = found(self.vk, self.chance)
        write_config(self._config, self.vk, school, self._url)
        settings = settings_of(self._config)
        traffic = Traffic(school, Judge(settings), self.clock, self.chance)
        self.weather.on_loss = traffic.lose
        await self._first_life(traffic, settings)
        going_on = asyncio.create_task(_go_on(traffic, self.happens))
        try:
            while self.outcome.kills < kills and not going_on.done():
                await self._live_and_die()
                told(self.outcome.kills)
        finally:
            going_on.cancel()
            await asyncio.gather(going_on, return_exceptions=True)
        if going_on.done() and not going_on.cancelled():
            going_on.result()
        await self._rest(settings)
        return Evidence(
            now=self.clock(),
            bot=-self.vk.group_id,
            ledger=traffic.ledger,
            vk=in_vk(school, -self.vk.group_id),
            kept=await in_database(settings, self.clock()),
        )

    @property
    def _config(self) -> Path:
        return self.folder / "config.toml"

    @property
    def log(self) -> Path:
        return self.folder / "bot.log"

    async def _first_life(self, traffic: Traffic, settings: Settings) -> None:
        """Until the position is kept and each chat was heard once.

        What is written before a bot's first poll it never sees; and of a chat of which it has
        heard nothing it cannot know that something was lost there.
        """
        life = await self._start()
        await _until(lambda: self._polls() > 1 or life.is_over, STARTS)
        traffic.greet()
        await all_heard(life, self.vk.world, settings)
        life.kill()
        await life.over

    async def _live_and_die(self) -> None:
        self.weather.draw(self.chance)
        for _ in range(self.chance.randint(3, MOST_HAPPENS)):
            self.happens.put_nowait(None)
        polls = self._polls()
        life = await self._start()
        await self._die_some_day(life, polls)
        life.kill()
        code = await life.over
        if code not in (-9, REVOKED):
            raise RuntimeError(f"the bot died by itself with {code}: see {self.log}")
        if code == REVOKED:
            self.outcome.figures["tokens revoked"] += 1
        self.outcome.kills += code == -9
        await asyncio.sleep(0.05)  # its last calls are heard before the clock leaps
        self._leap()

    async def _die_some_day(self, life: Life, polls: int) -> None:
        """After so many calls, or so much time; now and then while it starts."""
        if self.chance.random() < 0.15:
            await asyncio.wait({life.over}, timeout=self.chance.uniform(0, 0.4))
            return
        await _until(lambda: self._polls() > polls or life.is_over, STARTS)
        most = self.weather.calls.total() + self.chance.randrange(MOST_CALLS)
        await _until(lambda: self.weather.calls.total() >= most or life.is_over, LONGEST_LIFE)
        await asyncio.sleep(self.chance.uniform(0, 0.05))

    def _leap(self) -> None:
        """Time goes by while the bot is dead: blocks end, the night comes, the morning too."""
        if self.chance.random() < 0.15:
            self.clock.advance(timedelta(minutes=self.chance.choice((5, 20, 60, 120))))

    async def _rest(self, settings: Settings) -> None:
        self.weather.clear()
        life = await self._start()
        await quiet_time(life, self.vk.world, settings, self.clock)
        code = await life.stop()
        if code != 0:
            raise RuntimeError(f"the bot ended with {code} on SIGTERM: see {self.log}")

    async def _start(self) -> Life:
        self.life = await self.nursery.start(self._config, self.folder / "clock", self.log)
        return self.life

    def _polls(self) -> int:
        return self.weather.calls[POLL]


async def _go_on(traffic: Traffic, happens: asyncio.Queue[None]) -> None:
    while True:
        await happens.get()
        traffic.step()
        await asyncio.sleep(PACE)


async def _until(true: Callable[[], bool], seconds: float) -> None:
    """Wait, but not for ever: a life that the weather keeps up is ended all the same."""
    try:
        async with asyncio.timeout(seconds):
            while not true():  # noqa: ASYNC110 - another process has no events to wait for
                await asyncio.sleep(0.01)
    except TimeoutError:
        return


def figures(evidence: Evidence) -> Counter[str]:
    """How much there was to go wrong."""
    ledger, kept = evidence.ledger, evidence.kept
    deeds = Counter(row["action"] for row in kept.journal)
    return Counter(
        {
            "messages": len(ledger.said),
            "breaches": sum(bool(said.rules) for said in ledger.said.values()),
            "deletions": deeds["delete"],
            "cases": len(kept.cases),
            "blocks": deeds["block"],
            "unblocked": deeds["unblock"],
            "notices and answers": len(evidence.vk.own),
            "commands": len(ledger.orders),
            "presses": len(ledger.presses),
            "journal rows": len(kept.journal),
            "gaps": deeds["gap"],
        }
    )
