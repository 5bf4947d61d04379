"""`dezhurny sandbox`: a VK of one's own, the bot as it is, and a page to talk through."""

import asyncio
import os
import socket
import tempfile
import webbrowser
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
import typer
from aiohttp import web

from bot import logs
from bot.app import App, on_signals
from bot.assembly import build
from bot.clocks import machine_clock, school_clock
from bot.commands.sign_in import new_link
from bot.config import Settings, settings_from
from bot.errors import DezhurnyError
from bot.health.vitals import Vitals
from bot.ports import Clock
from bot.sandbox.app import create_sandbox_app
from bot.sandbox.cast import TEACHER, populate, seed_day
from bot.sandbox.clock import SandboxClock
from bot.sandbox.fault_plan import FaultPlan, FaultPlanError
from bot.sandbox.faults import Faults
from bot.sandbox.school_list import keep_list
from bot.sandbox.stories import person_named
from bot.sandbox.world import World
from bot.terminal.loading import storage_in_words
from bot.vk.api import VkApi
from bot.vk.messenger import VkMessenger
from rules.regulation.message import NOTHING_BEFORE, Message
from rules.regulation.violation import Explains, Rule

log = structlog.get_logger(__name__)

# Played stories do not wait as long as a school: objections are taken for two hours.
SCHOOL = {
    "school": {"name": "Школа в песочнице"},
    "apology": {"objection_window": "2h"},
    # The clock is set forward and run fast: whoever walked in is not to be shown out by it.
    "web": {"idle": "366d", "lasts": "366d"},
}


def run(port: int, *, browser: bool, faults: Path | None) -> None:
    logs.set_up("warning")
    plan = _plan(faults) if faults else None
    typer.echo("Готовлю песочницу, это несколько секунд…", err=True)
    with storage_in_words(), tempfile.TemporaryDirectory(prefix="dezhurny-") as folder:
        asyncio.run(_play(port, Path(folder), browser=browser, faults=plan))


def _plan(path: Path) -> FaultPlan:
    try:
        return FaultPlan.load(path)
    except (OSError, FaultPlanError) as error:
        raise DezhurnyError(f"План неполадок {path} не прочитать: {error}.") from error


async def _play(port: int, folder: Path, *, browser: bool, faults: Faults | None) -> None:
    clock = SandboxClock(machine_clock().astimezone(_settings("", 1, "", folder).zone))
    world = World(faults.clock(clock) if faults else clock)
    populate(world)
    sources = Sources()
    runner = web.AppRunner(
        create_sandbox_app(world, clock, sources, faults), access_log=None, shutdown_timeout=1
    )
    await runner.setup()
    address = await _open(runner, port)
    community = world.community
    settings = _settings(community.token, community.id, f"{address}/method/", folder)
    bot = _bot(settings, school_clock(settings, clock))
    sources.attach(bot, person_named(world, TEACHER).id)
    await keep_list(bot.memory, world)
    running = asyncio.create_task(bot.run())
    on_signals(running.cancel)
    seeding = asyncio.create_task(_seed(world, clock))
    try:
        await asyncio.wait({running, seeding}, return_when=asyncio.FIRST_COMPLETED)
        if not running.done():
            _announce(address, browser=browser)
        await running
    except asyncio.CancelledError:
        typer.echo("Песочница закрыта.")
    finally:
        seeding.cancel()
        await runner.cleanup()


async def _seed(world: World, clock: SandboxClock) -> None:
    await seed_day(world, clock)


async def _open(runner: web.AppRunner, port: int) -> str:
    """Listen on the port, or on a free one when it is taken and nobody insists on it."""
    for wanted in (port, 0):
        try:
            await web.TCPSite(runner, "127.0.0.1", wanted).start()
        except OSError:
            typer.echo(f"Порт {port} занят, беру свободный.", err=True)
        else:
            return f"http://127.0.0.1:{runner.addresses[0][1]}"
    raise DezhurnyError("На этом компьютере не открыть ни одного порта: проверьте защиту сети.")


def _announce(address: str, *, browser: bool) -> None:
    typer.echo(f"Песочница открыта: {address}/\nОстановить — Ctrl+C.")
    if browser and (os.name == "nt" or os.environ.get("DISPLAY") or os.uname().sysname == "Darwin"):
        webbrowser.open(address)


def _settings(token: str, group: int, api_url: str, folder: Path) -> Settings:
    return settings_from(
        {
            "vk": {
                "token": token or "sandbox",
                "group_id": group,
                "api_url": api_url or "http://127.0.0.1/method/",
            },
            **SCHOOL,
            "web": {**SCHOOL["web"], "port": _free_port()},
            "storage": {"url": f"sqlite+aiosqlite:///{folder / 'sandbox.db'}"},
        }
    )


def _free_port() -> int:
    """For the journal in the browser."""
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return int(asking.getsockname()[1])


def _bot(settings: Settings, clock: Clock) -> App:
    vitals = Vitals(clock)
    api = VkApi(settings.vk.token.get_secret_value(), settings.vk.api_url, vitals.heard)

    def gap(reason: str) -> None:
        log.warning("VK no longer offers some updates", reason=reason)
        vitals.gap()

    messenger = VkMessenger(api, settings.vk.group_id, settings.zone, clock, gap)
    return build(settings, messenger, clock, vitals=vitals)


@dataclass(slots=True)
class Sources:
    """What the page shows of the bot: the journal, each rule's verdict, the way into its pages."""

    app: App | None = None
    teacher: int = 0
    rules: Sequence[Rule] = ()

    def attach(self, app: App, teacher: int) -> None:
        self.app, self.teacher = app, teacher
        self.rules = app.settings.rulebook(0).rules

    async def journal(self, limit: int) -> list[dict[str, Any]]:
        if self.app is None:
            return []
        async with self.app.memory.look() as unit:
            return await unit.journal.latest(limit)

    async def why(self, text: str) -> list[dict[str, Any]]:
        if self.app is None:
            return []
        message = Message(chat=1, id=1, author=1, sent_at=self.app.web.house.clock(), text=text)
        return [_verdict(rule, message) for rule in self.rules]

    async def as_moderator(self) -> str:
        if self.app is None:
            return "/page/"
        house = self.app.web.house
        async with house.turn, house.memory.unit() as unit:
            link = await new_link(house.desk, unit, self.teacher, house.clock())
            await unit.commit()
        return link


def _verdict(rule: Rule, message: Message) -> dict[str, Any]:
    told: dict[str, Any] = {
        "rule": rule.name,
        "title": rule.clause.title,
        "clause": rule.clause.number,
    }
    violation = rule.check(message, NOTHING_BEFORE)
    if violation is not None:
        verdict = "violation" if violation.certain else "doubtful"
        return {**told, "verdict": verdict, "fragment": violation.fragment or violation.evidence}
    near = rule.near_miss(message, NOTHING_BEFORE) if isinstance(rule, Explains) else None
    return {**told, "verdict": "clean", **({"reason": near} if near else {})}
