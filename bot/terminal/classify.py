"""`dezhurny classify`: one message a line in, one JSON object a line out."""

import sys
from datetime import UTC, datetime

import orjson

from rules.catalogue import CATALOGUE
from rules.regulation.message import NOTHING_BEFORE, Message
from rules.regulation.violation import Explains, Rule, Violation

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)  # a time of day at which no rule minds the hour


def run(*, explain: bool = False) -> None:
    rules = tuple(rule() for rule in CATALOGUE.values())
    for line in sys.stdin.buffer:
        message = _message(line)
        if explain:
            sys.stdout.write(_explained(message, rules))
        else:
            sys.stdout.buffer.write(_answer(message, rules))
        sys.stdout.flush()


def _message(line: bytes) -> Message:
    text = line.decode("utf-8", "replace").rstrip("\r\n")
    return Message(chat=1, id=1, author=1, sent_at=NOON, text=text)


def _answer(message: Message, rules: tuple[Rule, ...]) -> bytes:
    found = [v for rule in rules if (v := rule.check(message, NOTHING_BEFORE)) is not None]
    return orjson.dumps({"violations": [_told(violation) for violation in found]}) + b"\n"


def _told(violation: Violation) -> dict[str, object]:
    return {
        "rule": violation.rule,
        "clause": violation.clause.number,
        "certain": violation.certain,
        "fragment": violation.fragment,
    }


def _explained(message: Message, rules: tuple[Rule, ...]) -> str:
    lines = [message.text]
    for rule in rules:
        violation = rule.check(message, NOTHING_BEFORE)
        near = rule.near_miss(message, NOTHING_BEFORE) if isinstance(rule, Explains) else None
        if violation is not None:
            sure = "точно" if violation.certain else "сомнительно"
            shown = f" — «{violation.fragment}»" if violation.fragment else ""
            lines.append(f"  ✗ {rule.name}: {violation.clause.cited}, {sure}{shown}")
        elif near:
            lines.append(f"  ~ {rule.name}: {near}")
    if len(lines) == 1:
        lines.append("  ✓ нарушений нет")
    return "\n".join(lines) + "\n"
