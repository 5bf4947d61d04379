"""Reads the files of lines that teachers extend: «+ text», «? text», «- text»."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rules.regulation.message import NOTHING_BEFORE, Message
from rules.regulation.violation import Rule, Violation

DATA = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Line:
    mark: str  # "+" certain or doubtful (wanted certain), "?" certain or doubtful, "-" passes
    text: str


@dataclass(frozen=True, slots=True)
class Measured:
    flagged: float  # the share of «+» and «?» lines that are flagged at all
    certain: float  # the share that is flagged with certainty
    wrongly: float  # the share of «-» lines that are flagged at all
    wrongly_certain: float


def lines_of(name: str) -> list[Line]:
    """The lines of one file under `data`; «\\n» in a line is a line break."""
    rows = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [
        Line(row[0], row[2:].replace("\\n", "\n")) for row in rows if row[:2] in ("+ ", "? ", "- ")
    ]


def failures(rule: Rule, lines: list[Line], message: Callable[..., Message]) -> list[str]:
    """Each line that is not judged as it is marked."""
    return [
        f"{line.mark} {line.text}"
        for line in lines
        if (verdict(rule, line.text, message) is None) != (line.mark == "-")
    ]


def measure(rule: Rule, lines: list[Line], message: Callable[..., Message]) -> Measured:
    broken = [verdict(rule, line.text, message) for line in lines if line.mark != "-"]
    clean = [verdict(rule, line.text, message) for line in lines if line.mark == "-"]
    return Measured(
        sum(found is not None for found in broken) / max(1, len(broken)),
        sum(found is not None and found.certain for found in broken) / max(1, len(broken)),
        sum(found is not None for found in clean) / max(1, len(clean)),
        sum(found is not None and found.certain for found in clean) / max(1, len(clean)),
    )


def verdict(rule: Rule, text: str, message: Callable[..., Message]) -> Violation | None:
    found = rule.check(message(text), NOTHING_BEFORE)
    if found is not None:
        assert text.startswith(found.fragment, found.start), f"the fragment is elsewhere: {text}"
    return found
