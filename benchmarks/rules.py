"""`python -m benchmarks.rules`: what judging costs, per rule and for all of them together.

Warm: messages seen before. Cold: each message carries a word that nobody ever saw, so that
no cache of whole messages or words helps. The yardstick, in the same run, is one pass of
`text.casefold().split()`: a machine twice as slow is twice as slow at both.
"""

import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial

from benchmarks.independent.__main__ import HERE, lines_of
from rules.catalogue import CATALOGUE, violations_in
from rules.language.reading import read
from rules.regulation.message import NOTHING_BEFORE, Message
from rules.regulation.violation import Rule

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
ROUNDS = 5
LOADING = """
import resource, time
begun = time.perf_counter()
from rules.catalogue import CATALOGUE
from benchmarks.rules import message
from rules.regulation.message import NOTHING_BEFORE
for rule in CATALOGUE.values():
    rule().check(message("Девочки, кто идёт? Телефон 8 912 345-67-89"), NOTHING_BEFORE)
took = time.perf_counter() - begun
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(f"from nothing to the first judged message: {took:.2f} s, {memory} MB resident\\n")
"""
LETTERS = "абвгдежзиклмнопрстуфхцчшщыэюя"


def message(text: str) -> Message:
    return Message(chat=1, id=1, author=1, sent_at=NOON, text=text)


def with_new_words(texts: Sequence[str], chance: random.Random) -> list[Message]:
    return [message(f"{t} {''.join(chance.choices(LETTERS, k=9))}") for t in texts]


def check(rule: Rule, messages: Sequence[Message]) -> None:
    for one in messages:
        rule.check(one, NOTHING_BEFORE)


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def hostile() -> dict[str, str]:
    """4,096 characters of the worst that we could think of."""
    chance = random.Random(7)
    mixed = "бляхуйпизд*@#0361.- \u0301\u200bbluxy"
    return {
        "one letter": "а" * 4096,
        "marks": "а" + "\u0301" * 4095,
        "single letters": "х у й " * 682,
        "separators": "х.у-й_" * 682,
        "digits": "8-(9" * 1024,
        "spelled digits": "восемь девятьсот " * 240,
        "random pieces": "".join(chance.choices(mixed, k=4096)),
        "masks": " ".join("".join(chance.choices("бляхуй*@", k=7)) for _ in range(512)),
        "emoji": "😀" * 4096,
        "transliteration": "blyat" * 819,
        "addresses": "ул. Ленина д. 5 кв. 7 " * 186,
        "links": "t.me/a b.ru " * 341,
    }


def main() -> None:
    print(subprocess.check_output([sys.executable, "-c", LOADING], text=True))
    rules = tuple(rule() for rule in CATALOGUE.values())
    chance = random.Random(1)
    files = ("clean_others", "clean_profanity")
    texts = [line["text"] for name in files for line in lines_of(HERE / f"{name}.jsonl")]
    warm = [message(text) for text in texts]

    def judge(messages: Sequence[Message]) -> None:
        for one in messages:
            violations_in(one, NOTHING_BEFORE, rules)

    judge(warm)
    split = statistics.median(
        seconds(lambda: [text.casefold().split() for text in texts]) for _ in range(ROUNDS)
    )
    hot = statistics.median(seconds(lambda: judge(warm)) for _ in range(ROUNDS))
    fresh = [with_new_words(texts, chance) for _ in range(ROUNDS)]
    cold = statistics.median(seconds(partial(judge, messages)) for messages in fresh)
    print(f"all rules, warm   {len(texts) / hot:9,.0f} messages/s  {hot / split:7.1f} × splitting")
    print(
        f"all rules, unseen {len(texts) / cold:9,.0f} messages/s  {cold / split:7.1f} × splitting"
    )

    print("\nµs a message:       warm    unseen (after reading)")
    for rule in rules:
        messages = with_new_words(texts, chance)
        for one in messages:
            read(one.text)
        new, old = (seconds(partial(check, rule, some)) for some in (messages, warm))
        print(f"  {rule.name:18}{1e6 * old / len(texts):6.2f}  {1e6 * new / len(texts):6.2f}")

    print("\nhostile messages of 4,096 characters, first sight, ms:")
    for name, text in hostile().items():
        print(f"  {name:18}{1e3 * seconds(partial(judge, [message(text)])):7.2f}")


if __name__ == "__main__":
    main()
