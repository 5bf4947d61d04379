"""`dezhurny replay`: what the bot would have done in a chat's past."""

import os
import sys
from collections.abc import Callable, Iterator
from datetime import tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import orjson
from rich.console import Console

from bot.config import Settings, load, settings_from
from bot.errors import DezhurnyError, why
from bot.replay.difference import Difference, difference
from bot.replay.history import History
from bot.replay.page import Comparison, page
from bot.replay.reading import read_history
from bot.replay.run import Breach, Replay, replay
from bot.replay.tables import print_difference, print_tally
from bot.replay.tally import tally
from bot.replay.words import People, left_out, scope
from bot.terminal.progress import Bars, progress

FORMATS = ("text", "jsonl")
MOST_UNREAD = 10  # unreadable lines told on the terminal one by one
_NO_ACCOUNT = {"token": "replay", "group_id": 1}  # nothing here ever calls the messenger


def run(
    path: Path,
    config: Path | None,
    *,
    form: str = "text",
    html: Path | None = None,
    diff: Path | None = None,
    names: bool = False,
    archive_zone: str | None = None,
) -> None:
    if form not in FORMATS:
        raise DezhurnyError(f"Вид «{form}» не умею: напишите --format {' или '.join(FORMATS)}.")
    settings, zone = _settings(config), _zone(archive_zone)
    other = _load(diff) if diff else None
    with progress() as bar:
        history = read_history(path, settings.zone, zone, bar("Чтение"))
        before = replay(history, settings, _judging(bar, history))
        after = _again(history, settings, other, bar) if other else None
    found = difference(before, after) if after else None
    people = People.of(history, named=names)
    if html is not None:
        compared = Comparison(diff.name, found, tally(after)) if diff and found and after else None
        _write(html, before, settings, people, compared)
    if form == "jsonl":
        sys.stdout.buffer.writelines(_lines(before, found))
        sys.stdout.flush()
    else:
        _show(before, found, after, people, settings)
    _tell_left_out(before, html)


def _settings(config: Path | None) -> Settings:
    """The configuration named, or `config.toml` where there is one, or the defaults."""
    if config is None and not Path("config.toml").exists():
        return settings_from({"vk": _NO_ACCOUNT})
    return _load(config or Path("config.toml"))


def _load(path: Path) -> Settings:
    # A moderator tries settings out without the community's key: the file may go without one.
    account = {f"DEZHURNY_VK__{key.upper()}": str(value) for key, value in _NO_ACCOUNT.items()}
    others = {key: value for key, value in os.environ.items() if key.upper() not in account}
    return load(path, {**others, **account})


def _zone(name: str | None) -> tzinfo | None:
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise DezhurnyError(
            f"Часового пояса «{name}» нет: напишите, например, Europe/Moscow."
        ) from error


def _again(history: History, settings: Settings, other: Settings, bar: Bars) -> Replay:
    moved = history if other.zone == settings.zone else history.at(other.zone)
    return replay(moved, other, _judging(bar, history, "Другие настройки"))


def _judging(bar: Bars, history: History, name: str = "Проверка") -> Callable[[int], None]:
    step, total = bar(name), len(history.messages)
    return lambda done: step(done, total)


def _write(
    file: Path, found: Replay, settings: Settings, people: People, compared: Comparison | None
) -> None:
    made = page(
        found,
        school=settings.school.name,
        people=people,
        allowed=settings.strikes.allowed,
        compared=compared,
    )
    try:
        file.write_text(made, encoding="utf-8")
    except OSError as error:
        raise DezhurnyError(f"Файл {file} не записать: {why(error)}.") from error


def _lines(found: Replay, changed: Difference | None) -> Iterator[bytes]:
    """One object for each message that broke something; of a difference, only what differs."""
    if changed is None:
        for breach in found.breaches:
            yield orjson.dumps(_told(breach)) + b"\n"
        return
    for change in changed.changes:
        yield orjson.dumps({**_told(change.shown), "change": change.kind}) + b"\n"


def _told(breach: Breach) -> dict[str, Any]:
    return {
        "chat": breach.message.chat,
        "message": breach.message.id,
        "clauses": list(breach.clauses),
        "certain": breach.certain,
        "action": breach.action.value,
    }


def _show(
    before: Replay,
    found: Difference | None,
    after: Replay | None,
    people: People,
    settings: Settings,
) -> None:
    console = Console(markup=False, emoji=False, highlight=False)
    console.print(f"Проверено: {scope(before.history)}.")
    counted = tally(before)
    print_tally(console, counted, people)
    if found is not None and after is not None:
        allowed = settings.strikes.allowed
        print_difference(console, found, counted, tally(after), people, allowed)


def _tell_left_out(found: Replay, html: Path | None) -> None:
    console = Console(stderr=True, markup=False, emoji=False, highlight=False, soft_wrap=True)
    for sentence in left_out(found.history, found.failures):
        console.print(sentence)
    for line in found.history.unread[:MOST_UNREAD]:
        console.print(f"  {line}")
    if found.history.unread_count > MOST_UNREAD:
        console.print(f"  … и ещё {found.history.unread_count - MOST_UNREAD}")
    if html is not None:
        console.print(f"Страница: {html}")
