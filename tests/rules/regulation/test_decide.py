"""What one message brings its author."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.regulation.cases import Case, State
from rules.regulation.decide import Answer, decide
from rules.regulation.message import Role
from rules.regulation.policy import Action, Policy
from tests.rules.regulation.histories import (
    DOUBT,
    JOKED,
    LAW,
    NIGHT,
    START,
    SWORE,
    a_case,
    a_message,
    histories,
)

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
STRICT = {**LAW.policies, "clutter": Policy(Action.WARN)}


def after(cases: tuple[Case, ...], case: Case | None) -> tuple[Case, ...]:
    return (
        *(c for c in cases if case is None or c.number != case.number),
        *([case] if case else []),
    )


def life(*steps, law=LAW):
    """Walk a member through (gap, violations); the answers, and his cases at the end."""
    at, answers = START, []
    cases: tuple[Case, ...] = ()
    for number, (gap, violations) in enumerate(steps, start=1):
        at += gap
        decision = decide(a_message(at, number), violations, cases, len(cases) + 1, at, law)
        cases = after(cases, decision.case)
        answers.append(decision.answer)
    return answers, cases


@given(histories())
def test_a_clean_message_is_never_sanctioned(cases):
    decision = decide(a_message(START), (), cases, 99, START, LAW)

    assert decision.answer is Answer.NONE
    assert decision.case is None
    assert not decision.delete


@given(histories(), st.sampled_from([Role.MODERATOR, Role.ADMINISTRATOR, Role.BOT]))
def test_staff_and_bots_are_never_sanctioned(cases, role):
    at = START + timedelta(days=500)
    decision = decide(a_message(at, role=role), SWORE, cases, 99, at, LAW)

    assert decision.answer is Answer.STAFF
    assert decision.case is None
    assert not decision.delete


@given(histories())
def test_a_doubt_costs_no_strike(cases):
    at = START + timedelta(days=500)
    decision = decide(a_message(at), DOUBT, cases, 99, at, LAW)

    assert decision.answer is Answer.REVIEW
    assert decision.case is not None
    assert not decision.case.counts
    assert not decision.delete


@given(histories(), st.data())
def test_after_annulling_a_case_all_goes_as_if_it_had_never_happened(cases, data):
    if not cases:
        return
    one = data.draw(st.sampled_from(cases))
    at = cases[-1].decided_at + data.draw(st.timedeltas(timedelta(minutes=11), timedelta(days=99)))
    annulled = tuple(replace(c, state=State.ANNULLED) if c is one else c for c in cases)
    without = tuple(c for c in cases if c is not one)

    assert decide(a_message(at), SWORE, annulled, 99, at, LAW) == decide(
        a_message(at), SWORE, without, 99, at, LAW
    )


@given(st.lists(st.sampled_from([SWORE, JOKED, DOUBT, NIGHT, ()]), max_size=12))
def test_a_block_needs_more_than_three_counted_cases(violations):
    answers, cases = life(*((HOUR, found) for found in violations))

    if Answer.BLOCK in answers:
        assert sum(case.counts for case in cases) > 3


def test_four_breaches_bring_three_warnings_and_a_block():
    answers, cases = life(*[(HOUR, SWORE)] * 4)

    assert answers == [Answer.WARN] * 3 + [Answer.BLOCK]
    assert [case.number for case in cases] == [1, 2, 3, 4]


def test_breaches_within_one_incident_are_one_case():
    answers, cases = life((HOUR, SWORE), (MINUTE, SWORE), (9 * MINUTE, SWORE), (MINUTE, SWORE))

    assert [case.messages for case in cases] == [3, 1]
    assert answers == [Answer.WARN] * 4


def test_the_night_is_one_incident():
    morning = START.replace(hour=7) + timedelta(days=1)
    night = tuple(replace(v, incident_until=morning) for v in NIGHT)
    evening = START.replace(hour=22) - START

    _, cases = life((evening, night), (3 * HOUR, night), (5 * HOUR + 59 * MINUTE, night))

    assert [case.messages for case in cases] == [3]


def test_a_light_clause_is_a_reminder_the_first_time_in_thirty_days():
    law = replace(LAW, policies={**LAW.policies, "clutter": Policy(Action.WARN, True)})
    day = timedelta(days=1)

    answers, _ = life((HOUR, JOKED), (day, JOKED), (31 * day, JOKED), law=law)

    assert answers == [Answer.REMIND, Answer.WARN, Answer.REMIND]


def test_a_grave_breach_makes_a_reminder_count():
    answers, (case,) = life((HOUR, JOKED), (MINUTE, SWORE))

    assert answers == [Answer.REMIND, Answer.WARN]
    assert case.counts
    assert case.clauses == ("3.3.2", "3.3.4")


def test_a_message_that_breaks_two_clauses_is_one_case():
    answers, (case,) = life((HOUR, (*SWORE, *NIGHT)))

    assert answers == [Answer.WARN]
    assert case.clauses == ("3.3.4", "3.3.1")


def test_nothing_is_counted_while_a_block_is_in_force():
    answers, cases = life(*[(HOUR, SWORE)] * 4, (MINUTE, SWORE), (HOUR, SWORE))

    assert answers[4:] == [Answer.SILENT] * 2
    assert len(cases) == 4


def test_after_a_served_block_the_count_begins_anew():
    answers, _ = life(*[(HOUR, SWORE)] * 4, (timedelta(days=2), SWORE))

    assert answers[-1] is Answer.WARN


def test_where_the_bot_only_watches_nothing_is_done():
    decision = decide(a_message(START), SWORE, (), 1, START, replace(LAW, observe=True))

    assert decision.answer is Answer.OBSERVE
    assert decision.case is not None
    assert not decision.case.counts
    assert not decision.delete


@pytest.mark.parametrize(
    ("action", "answer", "deleted"),
    [
        (Action.DELETE, Answer.WARN, True),
        (Action.WARN, Answer.WARN, False),
        (Action.REMIND, Answer.REMIND, False),
        (Action.REVIEW, Answer.REVIEW, False),
    ],
)
def test_the_schools_action_decides(action, answer, deleted):
    law = replace(LAW, policies={"profanity": Policy(action)})

    decision = decide(a_message(START), SWORE, (), 1, START, law)

    assert (decision.answer, decision.delete) == (answer, deleted)


def test_a_dismissed_case_takes_in_nothing_more():
    dismissed = a_case(1, START, State.DISMISSED)
    at = START + MINUTE

    decision = decide(a_message(at), SWORE, (dismissed,), 2, at, LAW)

    assert decision.is_new
