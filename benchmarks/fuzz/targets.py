"""What reads strangers' bytes: each target takes any, and raises nothing but its own error."""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from benchmarks.fuzz import seeds
from bot.commands.asked import Asked
from bot.commands.clause_said import clause_said, term_said
from bot.commands.numbered import numbered
from bot.commands.spoken import meant, spoken
from bot.commands.target import names_in, target_of
from bot.config import load
from bot.errors import ConfigError, DezhurnyError
from bot.replay.reading import read_history
from bot.roster.lines import reading_of
from bot.roster.links import link_of
from bot.roster.sheet import read
from bot.sandbox.fault_plan import FaultPlan, FaultPlanError
from bot.terminal.manifest import Manifest
from bot.texts.words import mention, quiet
from bot.vk.decode import decode, found
from rules.regulation.message import Message, Role

ZONE = ZoneInfo("Europe/Moscow")
ELSEWHERE = ZoneInfo("Asia/Kamchatka")
NOW = datetime(2026, 9, 1, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Target:
    """`run` reads some bytes; `seeds` are such as it understands, to begin from."""

    run: Callable[[bytes], None]
    seeds: tuple[bytes, ...]


def decoder(data: bytes) -> None:
    """VK's updates, and its answers about single messages."""
    try:
        update: Any = orjson.loads(data)
    except orjson.JSONDecodeError:
        text = _text(data)
        update = {"type": "message_new", "object": {"message": {**seeds.MESSAGE, "text": text}}}
    assert decode(update, ZONE, NOW) is not None
    found(update, ZONE, NOW)
    thing = update.get("object") if isinstance(update, dict) else None
    found(thing.get("message") if isinstance(thing, dict) else thing, ZONE, NOW)


def command(data: bytes) -> None:
    """What a member says after a slash, and what the bot makes of his words and his name."""
    text = _text(data)
    said = spoken(text)
    rest = said.rest if said else text.strip()
    if said:
        meant(said.name, ("правила", "статус", "помощь"))
    message = Message(chat=1, id=1, author=1, sent_at=NOW, text=text)
    asked = Asked(chat=1, member=1, role=Role.MEMBER, rest=rest, is_private=True, message=message)
    target_of(asked, _NOBODY)
    names_in(rest)
    numbered(rest)
    clause_said(rest)
    term_said(rest)
    with suppress(ValueError):
        link_of(rest)
    assert quiet(quiet(text)) is not None
    assert mention(1, text).startswith("[id1|")


def roster(data: bytes) -> None:
    """The school's list: a table of any kind."""
    ending = ".xlsx" if data.startswith(b"PK") else ".csv"
    with _file(data, ending) as file, suppress(DezhurnyError):
        reading_of(read(file))


def archive(data: bytes) -> None:
    """An exported history: VK's archive, or JSON."""
    with _file(data, ".zip" if data.startswith(b"PK") else "") as file, suppress(DezhurnyError):
        read_history(file, ZONE, ELSEWHERE)


def config(data: bytes) -> None:
    with _file(data, ".toml") as file, suppress(ConfigError):
        load(file, {})


def plan(data: bytes) -> None:
    """A plan of faults for the sandbox."""
    with _file(data, ".toml") as file, suppress(FaultPlanError):
        FaultPlan.load(file)


def manifest(data: bytes) -> None:
    """What lies beside an exported journal."""
    with _file(data, ".json") as file, suppress(DezhurnyError):
        Manifest.read(file, b"k" * 32 if len(data) % 2 else None)


TARGETS: Mapping[str, Target] = {
    "decoder": Target(decoder, seeds.UPDATES),
    "command": Target(command, seeds.COMMANDS),
    "roster": Target(roster, seeds.ROSTERS),
    "archive": Target(archive, seeds.HISTORIES),
    "config": Target(config, seeds.CONFIGS),
    "plan": Target(plan, seeds.PLANS),
    "manifest": Target(manifest, seeds.MANIFESTS),
}


class _Nobody:
    """People of whom nobody is known by a screen name."""

    def numbered(self, name: str) -> int | None:
        return None


_NOBODY: Any = _Nobody()


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("windows-1251", "replace")


@contextmanager
def _file(data: bytes, ending: str) -> Iterator[Path]:
    handle, name = tempfile.mkstemp(ending, dir=_MEMORY)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        yield Path(name)
    finally:
        Path(name).unlink()


_MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - no disk in between
