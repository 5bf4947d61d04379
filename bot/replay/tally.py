"""What a replay comes to: counted by clause, by member, by day and by hour."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.replay.run import Action, Breach, Replay
from rules.regulation.clauses import CLAUSES, Clause
from rules.regulation.decide import Answer


@dataclass(frozen=True, slots=True)
class Count:
    """Messages of one clause, one day or one hour."""

    messages: int = 0  # all that were written; 0 where that has no meaning
    certain: int = 0
    doubtful: int = 0
    deleted: int = 0

    @property
    def breaches(self) -> int:
        return self.certain + self.doubtful


@dataclass(frozen=True, slots=True)
class Blocked:
    """One block that would have been laid on."""

    chat: int
    since: datetime
    until: datetime
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemberCount:
    member: int
    counts: Count
    reminders: int = 0
    warnings: int = 0
    blocks: tuple[Blocked, ...] = ()
    unwritten: int = 0  # messages that a block would have kept from the chat


@dataclass(frozen=True, slots=True)
class Tally:
    whole: Count
    reminders: int
    warnings: int
    blocks: int
    unwritten: int
    staff: int  # messages of the school's staff that broke something
    clauses: Mapping[Clause, Count] = field(default_factory=dict)
    members: tuple[MemberCount, ...] = ()  # who broke something, the most first
    days: Mapping[date, Count] = field(default_factory=dict)  # of every day with a message
    hours: tuple[Count, ...] = ()  # 24


def tally(replay: Replay) -> Tally:
    members = _members(replay)
    whole = _count(replay.breaches, len(replay.history.messages))
    return Tally(
        whole=whole,
        reminders=sum(member.reminders for member in members),
        warnings=sum(member.warnings for member in members),
        blocks=sum(len(member.blocks) for member in members),
        unwritten=sum(replay.unwritten.values()),
        staff=sum(breach.decision.answer is Answer.STAFF for breach in replay.breaches),
        clauses=_clauses(replay.breaches),
        members=members,
        days=_days(replay),
        hours=_hours(replay),
    )


def _count(breaches: tuple[Breach, ...] | list[Breach], messages: int = 0) -> Count:
    certain = sum(breach.certain for breach in breaches)
    deleted = sum(breach.action is Action.DELETE for breach in breaches)
    return Count(messages, certain, len(breaches) - certain, deleted)


def _clauses(breaches: tuple[Breach, ...]) -> Mapping[Clause, Count]:
    """In the regulation's order. A message that breaks two clauses counts for both."""
    found: dict[str, list[Breach]] = defaultdict(list)
    certain: Counter[str] = Counter()
    for breach in breaches:
        for number in breach.clauses:
            found[number].append(breach)
            certain[number] += any(
                violation.certain
                for violation in breach.violations
                if violation.clause.number == number
            )
    return {
        clause: Count(
            certain=certain[number],
            doubtful=len(found[number]) - certain[number],
            deleted=_count(found[number]).deleted,
        )
        for number, clause in CLAUSES.items()
        if number in found
    }


def _members(replay: Replay) -> tuple[MemberCount, ...]:
    of_member: dict[int, list[Breach]] = defaultdict(list)
    for breach in replay.breaches:
        of_member[breach.message.author].append(breach)
    written = Counter(message.author for message in replay.history.messages)
    unwritten: Counter[int] = Counter()
    for (_, member), messages in replay.unwritten.items():
        unwritten[member] += messages
    counted = [
        _member(member, breaches, written[member], unwritten[member])
        for member, breaches in of_member.items()
    ]
    counted.sort(key=lambda one: (-len(one.blocks), -one.counts.certain, -one.counts.doubtful))
    return tuple(counted)


def _member(member: int, breaches: list[Breach], written: int, unwritten: int) -> MemberCount:
    answers = Counter(breach.decision.answer for breach in breaches if breach.decision.raised)
    return MemberCount(
        member,
        _count(breaches, written),
        reminders=answers[Answer.REMIND],
        warnings=answers[Answer.WARN],
        blocks=tuple(blocks_in(breaches)),
        unwritten=unwritten,
    )


def blocks_in(breaches: list[Breach] | tuple[Breach, ...]) -> list[Blocked]:
    """Every block that these breaches would have brought, once each."""
    return [
        Blocked(breach.message.chat, block.since, block.until, breach.decision.case.clauses)
        for breach in breaches
        if breach.decision.answer is Answer.BLOCK
        and breach.decision.raised
        and (block := breach.decision.block) is not None
        and breach.decision.case is not None
    ]


def _days(replay: Replay) -> Mapping[date, Count]:
    written = Counter(message.sent_at.date() for message in replay.history.messages)
    of_day: dict[date, list[Breach]] = defaultdict(list)
    for breach in replay.breaches:
        of_day[breach.message.sent_at.date()].append(breach)
    return {day: _count(of_day.get(day, []), written[day]) for day in sorted(written)}


def _hours(replay: Replay) -> tuple[Count, ...]:
    written = Counter(message.sent_at.hour for message in replay.history.messages)
    of_hour: dict[int, list[Breach]] = defaultdict(list)
    for breach in replay.breaches:
        of_hour[breach.message.sent_at.hour].append(breach)
    return tuple(_count(of_hour.get(hour, []), written[hour]) for hour in range(24))
