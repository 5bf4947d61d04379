"""Builders: a test states only what matters to it."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings

from rules.regulation.message import Message
from tests import databases

MOSCOW = ZoneInfo("Europe/Moscow")
CHAT, ANNA = 2_000_000_001, 1001


settings.register_profile("any machine", deadline=None)  # a busy one is slow, and not wrong
settings.load_profile("any machine")

_THE_BOT = (
    "tests.bot.running",
    "tests.bot.commands.staffed",
    "tests.bot.web.office",
    "bot.assembly import",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    said = "where the tests of the bot keep their databases"
    parser.addoption("--store", choices=databases.STORES, default=databases.SQLITE, help=said)


def pytest_configure(config: pytest.Config) -> None:
    databases.choose(config.getoption("store"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that start the whole bot are slow ones, and nobody has to remember to say so."""
    for item in items:
        if _starts_the_bot(item.path):
            item.add_marker(pytest.mark.slow)


@cache
def _starts_the_bot(file: Path) -> bool:
    source = file.read_text(encoding="utf-8")
    return any(name in source for name in _THE_BOT)


@pytest.fixture
def a_message() -> Callable[..., Message]:
    numbers = count(1)

    def build(text: str = "Добрый день!", *, at: str = "12:00", **fields: Any) -> Message:
        sent_at = datetime.fromisoformat(f"2026-09-01T{at}").replace(tzinfo=MOSCOW)
        given = {"chat": CHAT, "id": next(numbers), "author": ANNA, "sent_at": sent_at}
        return Message(text=text, **{**given, **fields})

    return build
