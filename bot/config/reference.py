"""Every key of the configuration as data: for the administrators' reference, and for tests."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import Enum
from inspect import getdoc
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from bot.config.rule_tables import RuleTables
from bot.config.settings import settings_type
from rules.catalogue import CATALOGUE
from rules.regulation.durations import Duration
from rules.regulation.violation import Rule


@dataclass(frozen=True, slots=True)
class Entry:
    """One key: «chats.peer.*.title», where «*» is a name that the administrator chooses."""

    key: str
    description: str  # one Russian sentence
    default: str | None  # as TOML writes it; None when it is not set
    is_required: bool = False


def reference(catalogue: Mapping[str, type[Rule]] = CATALOGUE) -> tuple[Entry, ...]:
    """All keys, in the order of the models. The rules of a chat are not repeated under it."""
    return tuple(_entries("", settings_type(catalogue)))


@dataclass(frozen=True, slots=True)
class Section:
    """One `[table]`: what it is about, in Russian, and its keys."""

    table: str  # «rules.flood»; empty for what stands in no table
    about: str
    entries: tuple[Entry, ...]


def sections(catalogue: Mapping[str, type[Rule]] = CATALOGUE) -> tuple[Section, ...]:
    """All keys by their tables, in the order of the models."""
    root, found = settings_type(catalogue), dict[str, list[Entry]]()
    for entry in reference(catalogue):
        found.setdefault(entry.key.rpartition(".")[0], []).append(entry)
    return tuple(Section(path, _about(root, path), tuple(keys)) for path, keys in found.items())


def _about(root: type[BaseModel], path: str) -> str:
    """A table's own words: the description where it stands, else the docstring of its type."""
    said, table = "", root
    for part in path.split(".") if path else ():
        if part == "*":
            continue
        field = table.model_fields[part]
        inner = _table_in(field.annotation)
        if inner is None:
            break
        docstring = "" if issubclass(inner, RuleTables) else (getdoc(inner) or "")
        said, table = field.description or docstring.split("\n")[0], inner
    return said


def _entries(prefix: str, table: type[BaseModel]) -> Iterator[Entry]:
    for name, field in table.model_fields.items():
        key = f"{prefix}{name}"
        inner = _table_in(field.annotation)
        if inner is None:
            yield Entry(key, field.description or "", _default(field), field.is_required())
        elif issubclass(inner, RuleTables) and prefix:
            yield Entry(key, field.description or "", None)
        else:
            named = get_origin(field.annotation) is dict
            yield from _entries(f"{key}.*." if named else f"{key}.", inner)


def _table_in(kind: Any) -> type[BaseModel] | None:
    inside = get_args(kind)[1] if get_origin(kind) is dict else kind
    return inside if isinstance(inside, type) and issubclass(inside, BaseModel) else None


def _default(field: FieldInfo) -> str | None:
    value = field.get_default(call_default_factory=True)
    return None if field.is_required() or value is None else _as_toml(value)


def _as_toml(value: object) -> str | None:
    if isinstance(value, timedelta):
        value = Duration(rest=value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (tuple, frozenset)):
        parts = (_as_toml(item) for item in value)
        return f"[{', '.join(part for part in parts if part is not None)}]"
    if isinstance(value, Mapping):
        return "{}" if not value else None
    if isinstance(value, (Duration, Enum)):
        value = value.value if isinstance(value, Enum) else str(value)
    return json.dumps(value, ensure_ascii=False)
