"""`python -m benchmarks.rules [--seeds 5] [--output docs/benchmarks.md]`: what judging costs.

Warm: messages seen before. Cold: each message carries a word that nobody ever saw, so that
no cache of whole messages or words helps. The yardstick, in the same run, is one pass of
`text.casefold().split()`: a machine twice as slow is twice as slow at both. Of each kind of
hostile message (`benchmarks.hostile`) a few are drawn and judged once, at first sight.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks import hostile
from benchmarks.independent.__main__ import HERE, lines_of
from benchmarks.sections import put_in
from rules.catalogue import CATALOGUE, violations_in
from rules.language.reading import read
from rules.regulation.message import NOTHING_BEFORE, Message
from rules.regulation.violation import Rule

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
ROUNDS = 7
SHOWN = 12  # kinds of hostile messages, the slowest ones
LETTERS = "абвгдежзиклмнопрстуфхцчшщыэюя"
LOADING = """
import resource, time
begun = time.process_time()
from rules.catalogue import CATALOGUE
from benchmarks.rules import message
from rules.regulation.message import NOTHING_BEFORE
for rule in CATALOGUE.values():
    rule().check(message("Девочки, кто идёт? Телефон 8 912 345-67-89"), NOTHING_BEFORE)
print(time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


@dataclass(frozen=True, slots=True)
class Rates:
    """A second's worth of work on one core."""

    warm: float
    unseen: float
    profanity_warm: float
    profanity_words: float  # never seen
    splitting: float  # messages cut at their spaces


def message(text: str) -> Message:
    return Message(chat=1, id=1, author=1, sent_at=NOON, text=text)


def new_word(chance: random.Random) -> str:
    return "".join(chance.choices(LETTERS, k=9))


def with_new_words(texts: Sequence[str], chance: random.Random) -> list[Message]:
    return [message(f"{text} {new_word(chance)}") for text in texts]


def check(rule: Rule, messages: Sequence[Message]) -> None:
    for one in messages:
        rule.check(one, NOTHING_BEFORE)


def judge(rules: Sequence[Rule], messages: Sequence[Message]) -> None:
    for one in messages:
        violations_in(one, NOTHING_BEFORE, rules)


def seconds(work: Callable[[], object]) -> float:
    """Of this process alone: others may be at work on the machine."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def waited_for(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def rates(rules: Sequence[Rule], texts: Sequence[str], chance: random.Random) -> Rates:
    """The median of some rounds each."""
    warm = [message(text) for text in texts]
    profanity = next(rule for rule in rules if rule.name == "profanity")
    judge(rules, warm)

    def per_second(make: Callable[[], Callable[[], object]]) -> float:
        taken = [seconds(make()) for _ in range(ROUNDS)]
        return len(texts) / statistics.median(taken)

    def words() -> list[Message]:
        return [message(new_word(chance)) for _ in texts]

    return Rates(
        warm=per_second(lambda: partial(judge, rules, warm)),
        unseen=per_second(lambda: partial(judge, rules, with_new_words(texts, chance))),
        profanity_warm=per_second(lambda: partial(check, profanity, warm)),
        profanity_words=per_second(lambda: partial(check, profanity, words())),
        splitting=per_second(lambda: lambda: [text.casefold().split() for text in texts]),
    )


def per_rule(
    rules: Sequence[Rule], texts: Sequence[str], chance: random.Random
) -> Mapping[str, tuple[float, float]]:
    """µs a message, warm and unseen, once it is read."""
    warm = [message(text) for text in texts]
    told = {}
    for rule in rules:
        messages = with_new_words(texts, chance)
        for one in messages:
            read(one.text)
        new, old = (1e6 * seconds(partial(check, rule, some)) for some in (messages, warm))
        told[rule.name] = old / len(texts), new / len(texts)
    return told


def worst_cases(rules: Sequence[Rule], seeds: range) -> Mapping[str, tuple[float, float]]:
    """Of each kind of hostile message the median and the worst, in ms; the slowest kinds first."""
    taken: dict[str, list[float]] = {}
    for seed in seeds:
        for kind, text in hostile.messages(seed):
            judging = partial(judge, rules, [message(text)])
            taken.setdefault(kind, []).append(1e3 * seconds(judging))
    figures = {kind: (statistics.median(some), max(some)) for kind, some in taken.items()}
    return dict(sorted(figures.items(), key=lambda pair: -pair[1][0]))


def loading() -> tuple[float, float, float]:
    """Seconds and MB from nothing to the first judged message; seconds of `--help`."""
    told = subprocess.check_output([sys.executable, "-c", LOADING], text=True).split()
    asking = partial(subprocess.check_output, [sys.executable, "-m", "bot", "--help"])
    return float(told[0]), float(told[1]), min(waited_for(asking) for _ in range(5))


SECTION = """## Speed of the rules

Written by `python -m benchmarks.rules --output docs/benchmarks.md`, on one core of a machine that
cuts {splitting:,.0f} such messages a second at their spaces; in time of the processor, while
{busy:.1f} programs shared {cores} cores. «Unseen»: every message holds a word that was never met
before. Hostile are generated messages of 4,096 characters, {seeds} of each of {kinds} kinds,
judged once by all rules; the slowest kinds are shown.

| | needed | measured |
|---|---|---|
| all rules, warm, messages/s | 40,000 | {warm:,.0f} |
| all rules, unseen, messages/s | 15,000 | {unseen:,.0f} |
| profanity alone, warm, messages/s | 80,000 | {profanity_warm:,.0f} |
| profanity alone, unseen, words/s | 100,000 | {profanity_words:,.0f} |
| from nothing to the first judged message, s | 1 | {load:.2f} |
| the same, MB resident | 120 | {size:.0f} |
| `dezhurny --help`, s | 0.3 | {help:.2f} |
| hostile message, median of all kinds, ms | 5 | {typical:.1f} |
| kinds of hostile messages over 5 ms | 0 | {over} |

| hostile message | median, ms | worst, ms |
|---|---|---|
{hostile}
"""


def section(
    rate: Rates, start: tuple[float, float, float], worst: Mapping[str, tuple[float, float]], n: int
) -> str:
    slowest = list(worst.items())[:SHOWN]
    return SECTION.format(
        **{name: getattr(rate, name) for name in Rates.__slots__},
        busy=os.getloadavg()[0],
        cores=os.cpu_count(),
        load=start[0],
        size=start[1],
        help=start[2],
        seeds=n,
        kinds=len(worst),
        typical=statistics.median(middle for middle, _ in worst.values()),
        over=sum(middle > 5 for middle, _ in worst.values()),
        hostile="\n".join(f"| {kind} | {mid:.1f} | {top:.1f} |" for kind, (mid, top) in slowest),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5, help="hostile messages of each kind")
    parser.add_argument("--output", type=Path)
    asked = parser.parse_args()
    start = loading()
    rules = tuple(rule() for rule in CATALOGUE.values())
    files = ("clean_others", "clean_profanity")
    texts = [line["text"] for name in files for line in lines_of(HERE / f"{name}.jsonl")]
    chance = random.Random(1)
    rate = rates(rules, texts, chance)
    each = per_rule(rules, texts, chance)
    worst = worst_cases(rules, range(asked.seeds))
    told = section(rate, start, worst, asked.seeds)
    print(told)
    print("µs a message:       warm    unseen (after reading)")
    for name, (old, new) in each.items():
        print(f"  {name:18}{old:6.2f}  {new:6.2f}")
    if asked.output is not None:
        put_in(asked.output, "rules", told)


if __name__ == "__main__":
    main()
