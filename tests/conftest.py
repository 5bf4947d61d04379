"""Builders: a test states only what matters to it."""

from collections.abc import Callable
from datetime import datetime
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from rules.regulation.message import Message

MOSCOW = ZoneInfo("Europe/Moscow")
CHAT, ANNA = 2_000_000_001, 1001


@pytest.fixture
def a_message() -> Callable[..., Message]:
    numbers = count(1)

    def build(text: str = "Добрый день!", *, at: str = "12:00", **fields: Any) -> Message:
        sent_at = datetime.fromisoformat(f"2026-09-01T{at}").replace(tzinfo=MOSCOW)
        given = {"chat": CHAT, "id": next(numbers), "author": ANNA, "sent_at": sent_at}
        return Message(text=text, **{**given, **fields})

    return build
