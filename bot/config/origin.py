"""Where each key was set: a line of the file, or a variable of the environment.

pydantic knows no lines, so a small scan of the file finds `[table]`, `[[array]]` and
`key =`. Keys inside an inline table fall back to the line of that table.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import Fault

Key = tuple[str, ...]

PREFIX = "DEZHURNY_"

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_DOTTED = rf"{_PART}(?:\s*\.\s*{_PART})*"
_TABLE = re.compile(rf"\s*\[\s*({_DOTTED})\s*\]")
_ARRAY = re.compile(rf"\s*\[\[\s*({_DOTTED})\s*\]\]")
_SETTING = re.compile(rf"\s*({_DOTTED})\s*=")
_TOKEN = re.compile(r"""\"{3}|'{3}|"(?:[^"\\]|\\.)*"|'[^']*'|[\[{]|[\]}]|\#.*""")


@dataclass(frozen=True, slots=True)
class Origin:
    """The places of the keys of one configuration."""

    file: Path | None = None
    lines: Mapping[Key, int] = field(default_factory=dict)
    variables: Mapping[Key, str] = field(default_factory=dict)

    def fault(self, key: Key, problem: str, remedy: str) -> Fault:
        variable = next((n for k, n in self.variables.items() if k == key[: len(k)]), "")
        return Fault(
            problem=problem,
            remedy=remedy,
            key=_dotted(key),
            file=self.file,
            line=None if variable else self.line(key),
            variable=variable,
        )

    def line(self, key: Key) -> int | None:
        """The line of the key, else of the nearest table around it, else None."""
        return next(
            (self.lines[key[:n]] for n in range(len(key), 0, -1) if key[:n] in self.lines), None
        )


def lines_of(text: str) -> dict[Key, int]:
    """The first line, from 1, of every table and key of a TOML text."""
    lines: dict[Key, int] = {}
    arrays: dict[Key, int] = {}
    table: Key = ()
    for number, line in _statements(text):
        if found := _ARRAY.match(line):
            path = _parts(found[1])
            arrays[path] = arrays.get(path, -1) + 1
            key = table = (*path, str(arrays[path]))
        elif found := _TABLE.match(line):
            key = table = _parts(found[1])
        elif found := _SETTING.match(line):
            key = (*table, *_parts(found[1]))
        else:
            continue
        for n in range(1, len(key) + 1):
            lines.setdefault(key[:n], number)
        # A table's own header says more than an earlier `[table.child]`.
        lines[key] = number if key == table else lines[key]
    return lines


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """The lines that begin a statement: not those inside a long string or a long array."""
    depth, quote = 0, ""
    for number, line in enumerate(text.splitlines(), start=1):
        if not depth and not quote:
            yield number, line
        for token in _TOKEN.finditer(line):
            mark = token[0]
            if quote:
                quote = "" if mark == quote else quote
            elif mark in ('"""', "'''"):
                quote = mark
            elif mark in "[{":
                depth += 1
            elif mark in "]}":
                depth = max(depth - 1, 0)


def _parts(dotted: str) -> Key:
    return tuple(
        json.loads(part) if part.startswith('"') else part.strip("'")
        for part in re.findall(_PART, dotted)
    )


def _dotted(key: Key) -> str:
    bare = re.compile(r"[A-Za-z0-9_-]+")
    return ".".join(part if bare.fullmatch(part) else f'"{part}"' for part in key)


def variables_of(environ: Mapping[str, str]) -> dict[Key, str]:
    """The key that each DEZHURNY_… variable sets. An empty variable sets nothing."""
    return {
        tuple(name[len(PREFIX) :].lower().split("__")): name
        for name, value in environ.items()
        if name.upper().startswith(PREFIX) and value
    }
