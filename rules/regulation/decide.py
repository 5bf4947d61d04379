"""From violations to a decision: what one message brings its author, and nothing else.

Read `decide` downward: it is the regulation's section 2 for one message. It changes nothing;
the decision that it returns holds the case as it is afterwards, and what has to be done.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypedDict

from rules.regulation.cases import Case, State, open_case
from rules.regulation.ladder import Block, Ladder, Standing
from rules.regulation.message import Message, Role
from rules.regulation.moments import later
from rules.regulation.policy import Action, Policy
from rules.regulation.violation import Violation

REMINDED_FOR = timedelta(days=30)  # how long «the first time» of a light clause is remembered


class Answer(StrEnum):
    """What a breach brings, from the mildest to the gravest."""

    NONE = "none"
    STAFF = "staff"  # of a moderator or administrator: journaled, never sanctioned
    OBSERVE = "observe"  # the chat is only watched
    REVIEW = "review"  # a moderator is asked
    SILENT = "silent"  # blocked already: deleted, nothing more
    REMIND = "remind"
    WARN = "warn"
    BLOCK = "block"


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """What the decision goes by besides the cases: the school's settings for one chat."""

    policies: Mapping[str, Policy]
    ladder: Ladder
    window: timedelta  # one incident
    observe: bool = False
    acquainted: bool = True  # False: shown the rules, has not confirmed them: no strikes (2.4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    answer: Answer
    violations: tuple[Violation, ...] = ()
    case: Case | None = None  # as it is after this message
    raised: bool = False  # this message opened the case, or made it count: something new to tell
    is_new: bool = False  # this message opened the case
    strike: int = 0  # which strike this case is, 1 for the first
    block: Block | None = None
    delete: bool = False
    card: bool = False  # a moderator has to see it

    @property
    def incident(self) -> Case:
        """The case of an answer that tells the member something. Raises LookupError otherwise."""
        if self.case is None:
            raise LookupError(f"an answer without a case: {self.answer}")
        return self.case


NOTHING = Decision(answer=Answer.NONE)


class _Place(TypedDict):
    """Where in the member's cases a breach belongs."""

    case: Case
    is_new: bool
    raised: bool


def decide(
    message: Message,
    violations: tuple[Violation, ...],
    cases: Iterable[Case],
    number: int,
    now: datetime,
    law: Law,
) -> Decision:
    """What a message brings: `number` is what a new case would get, `now` when it is decided."""
    if not violations:
        return NOTHING
    if message.role is not Role.MEMBER:
        return Decision(answer=Answer.STAFF, violations=violations)
    known = tuple(cases)
    standing = law.ladder.standing(known, now)
    incident = _Incident(message, known, standing, number, now, law.window)
    if law.observe:
        place = incident.place(violations, State.OBSERVED)
        return Decision(answer=Answer.OBSERVE, violations=violations, **place)
    asked = tuple(
        v for v in violations if v.certain and law.policies[v.rule].action is not Action.REVIEW
    )
    if not asked:
        place = incident.place(violations, State.DOUBTFUL)
        return Decision(answer=Answer.REVIEW, violations=violations, card=place["is_new"], **place)
    delete = any(law.policies[v.rule].action is Action.DELETE for v in asked)
    blocked = standing.block_at(now)
    if blocked is not None:
        return Decision(answer=Answer.SILENT, violations=violations, delete=delete, block=blocked)
    kind = not law.acquainted or all(_costs_no_strike(v.rule, incident, law) for v in asked)
    place = incident.place(asked, State.REMINDED if kind else State.COUNTED)
    answer, strike, block = _answer(place["case"], known, now, law.ladder)
    return Decision(
        answer=answer,
        violations=violations,
        strike=strike,
        block=block,
        delete=delete,
        card=len(asked) < len(violations) or any(law.policies[v.rule].also_card for v in asked),
        **place,
    )


def _answer(
    case: Case, known: tuple[Case, ...], now: datetime, ladder: Ladder
) -> tuple[Answer, int, Block | None]:
    if not case.counts:
        return Answer.REMIND, 0, None
    others = tuple(other for other in known if other.number != case.number)
    standing = ladder.standing((*others, case), now)
    block = standing.block_of(case.number)
    return Answer.BLOCK if block else Answer.WARN, standing.ranks[case.number], block


def _costs_no_strike(rule: str, incident: "_Incident", law: Law) -> bool:
    policy = law.policies[rule]
    return policy.action is Action.REMIND or (policy.first_is_reminder and incident.is_first(rule))


@dataclass(frozen=True, slots=True)
class _Incident:
    """A breach before it has its case: when it was, and what of the member is known."""

    message: Message
    known: tuple[Case, ...]
    standing: Standing
    number: int
    now: datetime
    window: timedelta

    @property
    def moment(self) -> datetime:
        return self.message.edited_at or self.message.sent_at

    def joins(self, state: State) -> Case | None:
        # A block that is over has closed what led to it: what comes after is a new incident.
        blocks = self.standing.blocks
        fresh = [c for c in self.known if not blocks or c.decided_at > blocks[-1].since]
        found = open_case(fresh, self.moment, self.window, doubtful=state is State.DOUBTFUL)
        watched = found is not None and found.state is State.OBSERVED
        return found if watched == (state is State.OBSERVED) else None

    def is_first(self, rule: str) -> bool:
        """No earlier incident of this rule in the last REMINDED_FOR (this very one left out)."""
        current = self.joins(State.COUNTED)
        return not any(
            rule in case.rules
            and case.state in (State.COUNTED, State.REMINDED)
            and case.opened_at > self.moment - REMINDED_FOR
            and (current is None or case.number != current.number)
            for case in self.known
        )

    def place(self, violations: tuple[Violation, ...], state: State) -> _Place:
        """The case that the message joins or opens, as it is afterwards."""
        found = self.joins(state)
        if found is None:
            return {"case": self._opened(violations, state), "is_new": True, "raised": True}
        graver = found.state is State.REMINDED and state is State.COUNTED
        joined = replace(
            found,
            state=state if graver else found.state,
            decided_at=self.now if graver else found.decided_at,
            open_until=max([found.open_until, *_nights(violations)]),
            clauses=_merged(found.clauses, (v.clause.number for v in violations)),
            rules=_merged(found.rules, (v.rule for v in violations)),
            messages=found.messages + 1,
            sides=tuple(dict.fromkeys((*found.sides, *self.message.addressed))),
        )
        return {"case": joined, "is_new": False, "raised": graver}

    def _opened(self, violations: tuple[Violation, ...], state: State) -> Case:
        return Case(
            number=self.number,
            chat=self.message.chat,
            member=self.message.author,
            state=state,
            opened_at=self.moment,
            open_until=max([later(self.moment, self.window), *_nights(violations)]),
            decided_at=self.now,
            clauses=_merged(v.clause.number for v in violations),
            rules=_merged(v.rule for v in violations),
            sides=self.message.addressed,
        )


def _nights(violations: tuple[Violation, ...]) -> list[datetime]:
    return [v.incident_until for v in violations if v.incident_until is not None]


def _merged(*parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for part in parts for word in part))
