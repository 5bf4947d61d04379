"""What the rules say of every message of a history: on all cores where the system can fork.

The rules are pure and look back an hour at most (`bot/recent.py`). So a history can be cut
anywhere: a slice that is first shown what stood before it is judged as in one piece. (Only an
edit of a much older message may see less of the chat; the rules that look back skip edits.)
"""

import multiprocessing
import os
import signal
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.config import Settings
from bot.recent import LOOK_BACK, Recent
from rules.regulation.message import Message, Role
from rules.regulation.violation import Rule, Violation

SLICE = 2000  # messages, and the step of the progress bar
WORTH_FORKING = 10_000  # messages; below it one core is done before the others have started

Verdicts = dict[int, tuple[Violation, ...]]  # a message's place in the history -> what it breaks
Advance = Callable[[int], None]  # told how many messages were done just now


@dataclass(frozen=True, slots=True)
class Judged:
    verdicts: Verdicts = field(default_factory=dict)  # clean messages are left out
    failures: Counter[str] = field(default_factory=Counter)  # rule -> messages that it raised on


@dataclass(frozen=True, slots=True)
class Bench:
    """The history, and the rules of each of its chats."""

    messages: tuple[Message, ...]
    rules: dict[int, tuple[Rule, ...]]

    def judge(self, start: int, end: int) -> Judged:
        """The messages from `start` to `end`, after a silent look at what was before."""
        recent, judged = Recent(), Judged()
        for message in self.messages[self._first_to_look_at(start) : start]:
            recent.add(message)
        for place in range(start, end):
            message = self.messages[place]
            context = recent.context_of(message)
            found: list[Violation] = []
            for rule in self.rules[message.chat]:
                try:
                    violation = rule.check(message, context)
                except Exception:  # noqa: BLE001 - one broken rule may not end it: counted and told
                    judged.failures[rule.name] += 1
                else:
                    if violation is not None:
                        found.append(violation)
            if found:
                judged.verdicts[place] = tuple(found)
            recent.add(message)
        return judged

    def _first_to_look_at(self, start: int) -> int:
        # Two hours more than a rule looks back: an edit stands later than it was sent.
        since = moment_of(self.messages[start]) - 3 * LOOK_BACK
        return bisect_left(self.messages, since, hi=start, key=moment_of)


def moment_of(message: Message) -> datetime:
    """When the chat saw this version of the message."""
    return message.edited_at or message.sent_at


def with_roles(messages: tuple[Message, ...], settings: Settings) -> tuple[Message, ...]:
    """The messages of those whom the settings name as moderators or administrators, as staff's."""
    chats = {message.chat for message in messages}
    admins = frozenset(settings.school.admins)
    staff = {chat: settings.moderators(chat) | admins for chat in chats}
    if not any(staff.values()):
        return messages
    return tuple(
        replace(message, role=Role.MODERATOR) if message.author in staff[message.chat] else message
        for message in messages
    )


def judge_all(
    messages: tuple[Message, ...], settings: Settings, advance: Advance, cores: int | None = None
) -> Judged:
    """Every message by the rules of its chat. `cores` is how many to use; all by default."""
    chats = {message.chat for message in messages}
    rules = {
        chat: settings.rulebook(chat).rules if settings.enabled(chat) else () for chat in chats
    }
    bench, whole = Bench(messages, rules), Judged()
    for place, judged in _slices(bench, cores or os.cpu_count() or 1):
        whole.verdicts.update(judged.verdicts)
        whole.failures.update(judged.failures)
        advance(min(SLICE, len(messages) - place))
    return whole


def _slices(bench: Bench, cores: int) -> Iterator[tuple[int, Judged]]:
    starts = range(0, len(bench.messages), SLICE)
    forks = "fork" in multiprocessing.get_all_start_methods()
    if cores == 1 or len(bench.messages) < WORTH_FORKING or not forks:
        for start in starts:
            yield start, bench.judge(start, min(start + SLICE, len(bench.messages)))
        return
    # Here and not in each child: what the rules load at first use is loaded once.
    yield 0, bench.judge(0, SLICE)
    done = 0
    fork = multiprocessing.get_context("fork")
    try:
        with ProcessPoolExecutor(cores, fork, _take_seat, (bench,)) as pool:
            for done, judged in pool.map(_judge_slice, starts[1:]):
                yield done, judged
    except BrokenProcessPool:  # the system has ended a child, for memory as a rule
        for start in starts[done // SLICE + 1 :]:
            yield start, bench.judge(start, min(start + SLICE, len(bench.messages)))


_seat: list[Bench] = []  # a child's own; inherited whole by forking, never sent


def _take_seat(bench: Bench) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to answer
    _seat.append(bench)


def _judge_slice(start: int) -> tuple[int, Judged]:
    bench = _seat[0]
    return start, bench.judge(start, min(start + SLICE, len(bench.messages)))
