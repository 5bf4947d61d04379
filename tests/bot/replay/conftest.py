"""Builders of small made-up histories in VK's own shapes."""

from collections.abc import Callable
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest

from bot.config import Settings, settings_from
from bot.replay.history import History
from bot.replay.reading import read_history

MOSCOW = ZoneInfo("Europe/Moscow")
CHAT, ANNA = 2_000_000_001, 1001

Raw = Callable[..., dict[str, Any]]


@pytest.fixture
def a_raw() -> Raw:
    """A VK message object; `at` is a moment on Moscow's clock."""
    numbers = count(1)

    def build(text: str = "Добрый день!", *, at: str = "2026-09-01 12:00", **fields: Any) -> Any:
        date = int(datetime.fromisoformat(at).replace(tzinfo=MOSCOW).timestamp())
        given = {"peer_id": CHAT, "conversation_message_id": next(numbers), "from_id": ANNA}
        return {**given, "date": date, "text": text, **fields}

    return build


@pytest.fixture
def a_file(tmp_path: Path) -> Callable[..., Path]:
    """JSON Lines of these objects; a bytes object is a line as it is."""

    def build(*lines: Any, name: str = "history.jsonl") -> Path:
        path = tmp_path / name
        path.write_bytes(
            b"".join((x if isinstance(x, bytes) else orjson.dumps(x)) + b"\n" for x in lines)
        )
        return path

    return build


@pytest.fixture
def a_history(a_file: Callable[..., Path]) -> Callable[..., History]:
    return lambda *raws: read_history(a_file(*raws), MOSCOW)


@pytest.fixture
def some_settings() -> Callable[..., Settings]:
    def build(**tables: Any) -> Settings:
        return settings_from({"vk": {"token": "made-up", "group_id": 1}, **tables})

    return build


@pytest.fixture
def a_page() -> Callable[..., bytes]:
    """A page of VK's archive, in VK's encoding, around these message blocks."""

    def build(*blocks: str, title: str = "7 «Б»", owner: str = "") -> bytes:
        html = (
            '<!DOCTYPE html><html><head><meta charset="windows-1251">'
            f'{owner}</head><body><div class="ui_crumb">Сообщения</div>'
            f'<div class="ui_crumb">{title}</div>'
            + "".join(
                f"<div class=\"item\"><div class='item__main'>{x}</div></div>" for x in blocks
            )
            + "</body></html>"
        )
        return html.encode("windows-1251", "xmlcharrefreplace")

    return build
