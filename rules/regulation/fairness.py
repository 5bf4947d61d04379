"""Clause 2.8 as pure functions: who may not judge, who judges instead, who signs beside him.

A person may not decide a case that is his own, whose messages answered or mentioned him, or
whose messages he reported. A second block of the same member by the same moderator within
`SIGNED_WITHIN` asks for a second person's signature, so that no dislike looks like order.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from rules.regulation.cases import Case
from rules.regulation.ladder import Ladder

SIGNED_WITHIN = timedelta(days=30)  # between two blocks of one member by one moderator
SIGNATURE_WAITS = timedelta(days=3)  # unanswered, the asked block comes to nothing
TAKE_BACK = timedelta(minutes=1)  # a moderator's slip of the finger may be undone


def is_side(case: Case, person: int, reporters: Collection[int] = ()) -> bool:
    """Is this person a side of the case? `reporters` are those who reported its messages."""
    return person == case.member or person in case.sides or person in reporters


def next_judge(
    case: Case,
    moderators: Iterable[int],
    administrators: Iterable[int],
    reporters: Collection[int] = (),
    *,
    but: Collection[int] = (),
) -> int | None:
    """Who decides instead: a moderator who is no side, else an administrator who is none.

    The lowest number among several, so that the same case goes to the same person each time.
    """
    for judges in (moderators, administrators):
        free = {one for one in judges if one not in but and not is_side(case, one, reporters)}
        if free:
            return min(free)
    return None


def signatories(
    case: Case,
    judge: int,
    moderators: Iterable[int],
    administrators: Iterable[int],
    reporters: Collection[int] = (),
) -> tuple[int, ...]:
    """Who may sign a block beside its judge: the other moderators, else the administrators.

    Empty: there is nobody but himself.
    """
    for people in (moderators, administrators):
        others = {one for one in people if one != judge and not is_side(case, one, reporters)}
        if others:
            return tuple(sorted(others))
    return ()


def needs_a_signature(
    cases: Iterable[Case], member: int, judge: int, ladder: Ladder, now: datetime
) -> bool:
    """Did this person block this member within the last `SIGNED_WITHIN` already?

    `cases` are the member's of every chat: the ladder is climbed in each by itself.
    """
    by_chat: dict[int, list[Case]] = {}
    for case in cases:
        if case.member == member:
            by_chat.setdefault(case.chat, []).append(case)
    return any(_blocked(known, judge, ladder, now) for known in by_chat.values())


def _blocked(cases: list[Case], judge: int, ladder: Ladder, now: datetime) -> bool:
    own = {case.number for case in cases if case.decided_by == str(judge)}
    return any(
        block.case in own and block.since > now - SIGNED_WITHIN
        for block in ladder.standing(cases, now).blocks
    )


def may_take_back(case: Case, person: int, now: datetime) -> bool:
    """May the one who decided undo it as a slip of the finger? Only he, for a minute."""
    return case.counts and case.decided_by == str(person) and now - case.decided_at <= TAKE_BACK
