"""Clause 2.6, as laws that hold for every history and as the examples people ask about."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.regulation.cases import Case, State
from rules.regulation.durations import A_MONTH, Duration
from rules.regulation.ladder import Ladder
from tests.rules.regulation.histories import MOSCOW, START, a_case, gaps, histories

LADDER = Ladder()
NOON = datetime(2027, 1, 31, 12, tzinfo=MOSCOW)


@given(histories())
def test_no_block_comes_without_more_than_three_counted_breaches(cases):
    blocks = LADDER.standing(cases, START + timedelta(days=900)).blocks

    for place, block in enumerate(blocks):
        since = blocks[place - 1].since if place else START
        counted = [c for c in cases if c.counts and since < c.decided_at <= block.since]
        assert len(counted) > 3


@given(histories(), st.sampled_from([Duration.parse(t) for t in ("1h", "7d", "31d", "1mo", "3mo")]))
def test_no_block_is_longer_than_a_calendar_month(cases, term):
    cases = tuple(replace(case, term=term) for case in cases)

    for block in LADDER.standing(cases, START).blocks:
        assert block.since < block.until <= A_MONTH.after(block.since)


@given(histories(), st.data())
def test_annulling_a_case_equals_its_never_having_happened(cases, data):
    if not cases:
        return
    one = data.draw(st.sampled_from(cases))
    annulled = tuple(replace(c, state=State.ANNULLED) if c is one else c for c in cases)
    without = tuple(c for c in cases if c is not one)
    moment = START + data.draw(st.timedeltas(timedelta(), timedelta(days=700)))

    assert LADDER.standing(annulled, moment) == LADDER.standing(without, moment)


@given(st.lists(gaps, max_size=3), gaps)
def test_one_more_strike_never_makes_the_answer_milder(before, gap):
    at, cases = START, []
    for number, pause in enumerate((*before, gap), start=1):
        at += pause
        cases.append(a_case(number, at))
    fewer = LADDER.standing(cases[1:], at)
    more = LADDER.standing(cases, at)

    assert len(more.blocks) >= len(fewer.blocks)
    assert more.ranks[len(cases)] >= fewer.ranks.get(len(cases), 0)


@given(histories())
def test_old_strikes_are_forgotten(cases):
    assert LADDER.standing(cases, START + timedelta(days=900)).strikes == ()


@given(histories())
def test_the_order_in_which_cases_are_read_does_not_matter(cases):
    moment = START + timedelta(days=100)

    assert LADDER.standing(cases, moment) == LADDER.standing(tuple(reversed(cases)), moment)


def _four(start: datetime) -> list[Case]:
    return [a_case(n, start + timedelta(hours=n)) for n in range(1, 5)]


def test_three_strikes_bring_no_block_and_the_fourth_brings_a_day():
    three = LADDER.standing(_four(NOON)[:3], NOON + timedelta(hours=5))
    four = LADDER.standing(_four(NOON), NOON + timedelta(hours=5))

    assert three.strikes == (1, 2, 3)
    assert three.blocks == ()
    (block,) = four.blocks
    assert block.until - block.since == timedelta(days=1)
    assert four.strikes == ()


def test_the_second_block_is_a_week_and_the_third_a_month():
    starts = [NOON, NOON + timedelta(days=3), NOON + timedelta(days=20)]
    cases = [
        replace(case, number=case.number + 10 * place)
        for place, start in enumerate(starts)
        for case in _four(start)
    ]

    blocks = LADDER.standing(cases, NOON + timedelta(days=60)).blocks

    assert [b.until - b.since for b in blocks[:2]] == [timedelta(days=1), timedelta(days=7)]
    assert blocks[2].until == A_MONTH.after(blocks[2].since)


def test_a_month_from_31_january_ends_on_the_last_day_of_february():
    ladder = Ladder(steps=(Duration.parse("1mo"),))
    cases = [a_case(n, NOON - timedelta(hours=4 - n)) for n in range(1, 5)]

    (block,) = ladder.standing(cases, NOON).blocks

    assert block.since == NOON
    assert block.until == datetime(2027, 2, 28, 12, tzinfo=MOSCOW)


def test_a_breach_during_a_block_is_not_counted():
    cases = [*_four(NOON), a_case(5, NOON + timedelta(hours=6))]

    assert LADDER.standing(cases, NOON + timedelta(hours=7)).strikes == ()
    assert LADDER.standing(cases, NOON + timedelta(days=3)).strikes == ()


def test_an_early_return_ends_the_block():
    *three, fourth = _four(NOON)
    released = replace(fourth, released_at=NOON + timedelta(hours=6))

    (block,) = LADDER.standing([*three, released], NOON + timedelta(hours=5)).blocks

    assert block.until == NOON + timedelta(hours=6)


@pytest.mark.parametrize(
    "settings",
    [{"allowed": 2}, {"steps": ()}, {"steps": (Duration.parse("32d"),)}],
    ids=["two warnings", "no steps", "more than a month"],
)
def test_settings_cannot_move_the_walls(settings):
    with pytest.raises(ValueError, match="блокир"):
        Ladder(**settings)
