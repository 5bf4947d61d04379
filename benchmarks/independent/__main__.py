"""`python -m benchmarks.independent [FOLDER]`: what the rules find in texts they never saw.

Prints figures only, never a line: recall by expected rule and category, at all and certainly,
and how many clean messages are touched.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from bot.recent import Recent
from rules.catalogue import CATALOGUE, violations_in
from rules.regulation.message import NOTHING_BEFORE, Message
from rules.regulation.violation import Violation

HERE = Path(__file__).parent
NOON = datetime.fromisoformat("2026-09-01T12:00:00+03:00")
RULES = tuple(rule() for rule in CATALOGUE.values())
# Insults are the profanity rule's, threats the rudeness rule's.
ASKED = {"insults": "profanity", "threat": "rudeness", "vulgar": "profanity"}
SAME_CLAUSE = {"clutter": {"clutter", "flood"}, "own_words": {"profanity"}}


def lines_of(file: Path) -> Iterator[dict[str, Any]]:
    yield from map(orjson.loads, file.read_bytes().splitlines())


def judged(text: str) -> tuple[Violation, ...]:
    message = Message(chat=1, id=1, author=1, sent_at=NOON, text=text)
    return violations_in(message, NOTHING_BEFORE, RULES)


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f} %" if whole else "    –  "


def recall(file: Path) -> None:
    """Lines that must be found, by category."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for line in lines_of(file):
        rule = ASKED.get(line["expect"], line["expect"])
        wanted = SAME_CLAUSE.get(rule, {rule})
        found = [v for v in judged(line["text"]) if v.rule in wanted]
        for name in (f"{line['expect']}, {line['category']}", f"{line['expect']}, all"):
            count = counts[name]
            count[0] += 1
            count[1] += bool(found)
            count[2] += any(v.certain for v in found)
    print(f"\n{file.stem}: found, found certainly")
    for name, (whole, some, sure) in sorted(counts.items()):
        print(f"  {name:44} {whole:5}  {share(some, whole)}  {share(sure, whole)}")


def innocence(file: Path) -> None:
    """Lines that must pass."""
    by_rule: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    whole = some = sure = 0
    for line in lines_of(file):
        found = judged(line["text"])
        whole += 1
        some += bool(found)
        sure += any(v.certain for v in found)
        for violation in found:
            by_rule[violation.rule][0] += 1
            by_rule[violation.rule][1] += violation.certain
    told = ", ".join(f"{rule} {a}/{c}" for rule, (a, c) in sorted(by_rule.items()))
    print(f"\n{file.stem}: {whole} clean, touched {some} ({share(some, whole).strip()}),")
    print(f"  certainly {sure} ({share(sure, whole).strip()}); by rule: {told or 'none'}")


def story(file: Path) -> None:
    """Four weeks of two chats, with what stood before each message."""
    recent = Recent()
    breaches = found = found_clause = clean = disturbed = sure = nights = wrong_nights = 0
    for line in sorted(lines_of(file), key=lambda line: str(line["at"])):
        violations = _in_context(line, recent)
        night = any(v.rule == "quiet_hours" for v in violations)
        wrong_nights += night != (line["expect"] == "3.3.1") and (
            night or line["expect"] == "3.3.1"
        )
        nights += night
        if line["expect"]:
            breaches += 1
            found += bool(violations)
            found_clause += any(_answers(v, line["expect"]) for v in violations)
        else:
            clean += 1
            disturbed += bool(violations)
            sure += any(v.certain for v in violations)
    print(f"\n{file.stem}: {breaches} breaches, found {share(found, breaches).strip()},")
    print(f"  by their own clause {share(found_clause, breaches).strip()};")
    print(f"  {clean} clean, touched {share(disturbed, clean).strip()},", end=" ")
    print(f"certainly {share(sure, clean).strip()}; nights {nights}, misplaced {wrong_nights}")


def _in_context(line: dict[str, Any], recent: Recent) -> tuple[Violation, ...]:
    author = line["author"]
    message = Message(
        chat=hash(line["chat"]) % 10**9,
        id=int(line["id"]),
        author=author if isinstance(author, int) else hash(author) % 10**9 + 1,
        sent_at=datetime.fromisoformat(line["at"]),
        text=line["text"],
    )
    violations = violations_in(message, recent.context_of(message), RULES)
    recent.add(message)
    return violations


def _answers(violation: Violation, expected: str) -> bool:
    return expected in (violation.clause.number, f"rule:{violation.rule}")


def measure(files: Iterable[Path]) -> None:
    for file in files:
        kind = story if file.stem == "history" else innocence if "clean" in file.stem else recall
        kind(file)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=HERE)
    measure(sorted(parser.parse_args().folder.glob("*.jsonl")))
