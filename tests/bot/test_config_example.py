"""The example shows everything that can be set, and works once the token is in it."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.config import default_rulebook, load
from bot.config.reference import reference
from bot.errors import ConfigError
from rules.catalogue import CATALOGUE

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
TOKEN = {"DEZHURNY_VK__TOKEN": "vk1.a.secret"}


def switched_on() -> str:
    """The example with its switched-off settings put to work, but for rules of the future."""
    text = re.sub(r"^#(?=\S)", "", EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    tables = re.split(r"^(?=\[)", text, flags=re.MULTILINE)
    rule = re.compile(r"\[rules\.(\w+)\]")
    return "".join(t for t in tables if not (m := rule.match(t)) or m[1] in CATALOGUE)


@pytest.fixture
def loaded(tmp_path):
    path = Path(tmp_path, "config.toml")
    path.write_text(switched_on(), encoding="utf-8")
    return load(path, TOKEN)


def test_the_example_loads_once_the_token_is_in_it():
    settings = load(EXAMPLE, TOKEN)

    assert settings.rulebook(2_000_000_001) == default_rulebook()


def test_the_example_without_a_token_says_where_to_get_one():
    with pytest.raises(ConfigError, match=r"vk\.token: .*«Ключи доступа»"):
        load(EXAMPLE, {})


def test_what_is_switched_off_in_the_example_works_when_switched_on(loaded):
    assert loaded.chats.peer
    assert loaded.chats.kind
    assert loaded.texts
    assert loaded.regulation.clauses


@pytest.mark.parametrize("entry", reference(), ids=lambda entry: entry.key)
def test_every_key_is_in_the_example_at_its_place(entry):
    tables: list[Any] = [tomllib.loads(switched_on())]

    *path, key = entry.key.split(".")
    for part in path:
        tables = [inner for t in tables for inner in (t.values() if part == "*" else [t.get(part)])]
        tables = [inner for inner in tables if isinstance(inner, dict)]

    assert any(key in table for table in tables)


@pytest.mark.parametrize("entry", reference(), ids=lambda entry: entry.key)
def test_every_key_is_described_in_russian(entry):
    assert re.fullmatch(r"[А-ЯЁ].*\.", entry.description)


def test_a_default_is_shown_as_toml_writes_it():
    shown = {entry.key: entry.default for entry in reference()}

    assert shown["vk.token"] is None
    assert shown["strikes.allowed"] == "3"
    assert shown["blocks.ladder"] == '["1d", "7d", "1mo"]'
    assert shown["incidents.window"] == '"10m"'
    assert shown["apology.automatic"] == "false"
    assert shown["rules.quiet_hours.start"] == "07:00:00"
