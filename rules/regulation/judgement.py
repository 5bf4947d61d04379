"""What a person's word on a case brings: the same ladder, the same kindness as the bot's own.

A breach that a moderator confirms is never graver than one that the bot was certain of: the
first of a light clause is a reminder, and so is what happened before a block was over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from rules.regulation.cases import Case, State
from rules.regulation.decide import REMINDED_FOR
from rules.regulation.ladder import Block, Ladder
from rules.regulation.policy import Action, Policy


@dataclass(frozen=True, slots=True)
class Weighed:
    """A case as it is when it counts, and what it then brings."""

    case: Case
    strike: int = 0  # which strike it is; 0: a reminder
    block: Block | None = None


def weigh(
    case: Case,
    cases: Iterable[Case],
    judge: int,
    now: datetime,
    ladder: Ladder,
    policies: Mapping[str, Policy],
    *,
    acquainted: bool = True,
    outright: bool = False,
) -> Weighed:
    """What the case brings when this person calls it a breach now. `cases` are the member's.

    `outright`: he says it of himself, not in answer to the bot's doubt.
    """
    others = tuple(one for one in cases if one.number != case.number)
    blocks = ladder.standing(others, now).blocks
    closed = bool(blocks) and case.opened_at < blocks[-1].until
    light = not outright and _is_light(case, others, policies)
    mild = closed or not acquainted or light
    state = State.REMINDED if mild else State.COUNTED
    judged = replace(case, state=state, decided_at=now, decided_by=str(judge))
    if mild:
        return Weighed(judged)
    standing = ladder.standing((*others, judged), now)
    return Weighed(judged, standing.ranks[case.number], standing.block_of(case.number))


def _is_light(case: Case, others: tuple[Case, ...], policies: Mapping[str, Policy]) -> bool:
    """Does every rule of the case cost nothing this time? Never without a rule: a person's word."""
    return bool(case.rules) and all(_costs_nothing(r, case, others, policies) for r in case.rules)


def _costs_nothing(
    rule: str, case: Case, others: tuple[Case, ...], policies: Mapping[str, Policy]
) -> bool:
    policy = policies.get(rule)
    if policy is None or policy.action is Action.REMIND:
        return policy is not None
    return policy.first_is_reminder and not any(
        rule in other.rules
        and other.state in (State.COUNTED, State.REMINDED)
        and other.opened_at > case.opened_at - REMINDED_FOR
        for other in others
    )
