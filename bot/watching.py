"""The observe mode's digest: each morning the moderators read what the bot would have done.

The chat itself is told nothing. A day without a breach brings no message.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bot.desk import Desk
from bot.night import until_morning
from rules.regulation.acts import Act, Kind, Urgency
from rules.regulation.cases import Case, State
from rules.regulation.decide import REMINDED_FOR
from rules.regulation.ladder import Ladder
from rules.regulation.policy import Action, Mode, Policy
from storage.unit import Unit
from storage.watched import Seen

ROUTINE = "watching"
TOLD_AT = time(8)  # of the school's day
BACK = timedelta(days=120)  # how far back cases are read for the ladder's sake


@dataclass(frozen=True, slots=True)
class Digest:
    """What the bot would have done in one chat in one day."""

    deletions: int
    warnings: int
    blocks: int
    cards: int
    by_clause: tuple[tuple[str, int], ...]  # messages


@dataclass(slots=True)
class Watching:
    desk: Desk
    _told: date | None = field(default=None)

    async def waits(self, unit: Unit, now: datetime) -> bool:
        if self._told == now.date() or now.time() < TOLD_AT:
            return False
        last = await unit.routines.last(ROUTINE)
        if last is not None and last.astimezone(now.tzinfo).date() == now.date():
            self._told = now.date()
            return False
        return True

    async def do(self, unit: Unit, now: datetime) -> None:
        await unit.routines.done(ROUTINE, now)
        until = now.replace(hour=0, minute=0, second=0, microsecond=0)
        since = until - timedelta(days=1)
        for chat in [one.peer for one in await unit.chats.all()]:
            if self.desk.orders.mode(chat) is Mode.OBSERVE and self.desk.orders.enabled(chat):
                await self._tell(unit, chat, since, until, now)

    async def _tell(
        self, unit: Unit, chat: int, since: datetime, until: datetime, now: datetime
    ) -> None:
        seen = await unit.watched.seen(chat, since - BACK, until)
        policies = self.desk.orders.rulebook(chat).policies
        found = digest(seen, since, policies, self.desk.settings.ladder)
        if not found.by_clause:
            return
        text = self.desk.texts.render(
            "moderators.observed",
            chat=self.desk.people.title(chat),
            since=since,
            deletions=found.deletions,
            warnings=found.warnings,
            blocks=found.blocks,
            cards=found.cards,
            by_clause=[{"number": n, "messages": count} for n, count in found.by_clause],
        )
        wait = until_morning(self.desk.orders.rulebook(chat), now)
        for receiver in self._receivers(chat):
            payload = {"to": receiver, "text": text}
            act = Act(
                kind=Kind.SEND,
                chat=chat,
                delay=wait,
                urgency=Urgency.HOUSEKEEPING,
                payload=payload,
            )
            await unit.outbox.add(act, now)

    def _receivers(self, chat: int) -> list[int]:
        staff = self.desk.settings.cards.staff_chat
        if staff is not None:
            return [staff]
        moderators = self.desk.people.moderators(chat)
        return sorted(moderators or frozenset(self.desk.settings.school.admins))


def digest(
    seen: Iterable[Seen], since: datetime, policies: Mapping[str, Policy], ladder: Ladder
) -> Digest:
    """What would have been done from `since` on; what was before it counts for the ladder."""
    by_case: dict[int, list[Seen]] = defaultdict(list)
    for one in seen:
        by_case[one.case].append(one)
    histories: dict[int, list[Case]] = defaultdict(list)
    last_of: dict[tuple[int, str], datetime] = {}  # when a member's rule was last broken
    for number, found in sorted(by_case.items()):
        case = _would_be(number, found, policies, last_of)
        histories[case.member].append(case)
    today = {n for n, found in by_case.items() if found[0].sent_at >= since}
    warnings = blocks = 0
    for cases in histories.values():
        standing = ladder.standing(cases, max(case.opened_at for case in cases))
        blocking = {block.case for block in standing.blocks}
        blocks += len(blocking & today)
        warnings += len((standing.ranks.keys() & today) - blocking)
    messages = [one for number in today for one in by_case[number]]
    return Digest(
        deletions=len({one.message for one in messages if _deletes(one, policies)}),
        warnings=warnings,
        blocks=blocks,
        cards=sum(_is_asked(by_case[number], policies) for number in today),
        by_clause=_by_clause(messages),
    )


def _would_be(
    number: int,
    found: list[Seen],
    policies: Mapping[str, Policy],
    last_of: dict[tuple[int, str], datetime],
) -> Case:
    """The case as it would have been decided, had the bot been at work."""
    first = found[0]
    certain = [one for one in found if _is_certain(one, policies)]
    state = State.COUNTED if certain else State.DOUBTFUL
    if certain and all(_is_kind(one, policies[one.rule], last_of) for one in certain):
        state = State.REMINDED
    for one in certain:
        last_of[one.member, one.rule] = first.sent_at
    return Case(
        number=number,
        chat=0,
        member=first.member,
        state=state,
        opened_at=first.sent_at,
        open_until=first.sent_at,
        decided_at=first.sent_at,
    )


def _is_kind(one: Seen, policy: Policy, last_of: Mapping[tuple[int, str], datetime]) -> bool:
    last = last_of.get((one.member, one.rule))
    is_first = last is None or last <= one.sent_at - REMINDED_FOR
    return policy.action is Action.REMIND or (policy.first_is_reminder and is_first)


def _is_certain(one: Seen, policies: Mapping[str, Policy]) -> bool:
    policy = policies.get(one.rule)  # a rule that has been renamed since is left out
    return one.certain and policy is not None and policy.action is not Action.REVIEW


def _deletes(one: Seen, policies: Mapping[str, Policy]) -> bool:
    return _is_certain(one, policies) and policies[one.rule].action is Action.DELETE


def _is_asked(found: list[Seen], policies: Mapping[str, Policy]) -> bool:
    """Would a moderator have had to look at this case?"""
    return any(not _is_certain(one, policies) or policies[one.rule].also_card for one in found)


def _by_clause(messages: Iterable[Seen]) -> tuple[tuple[str, int], ...]:
    counted = Counter(clause for clause, _ in {(one.clause, one.message) for one in messages})
    return tuple(sorted(counted.items()))
