"""Clause 2.7 as pure functions: how long objections are taken, and what hinders a return."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.regulation.return_early import LEAST, Apology, Hearing, NotYet, hindrance, window

MOSCOW, BERLIN = ZoneInfo("Europe/Moscow"), ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)
NOON = datetime(2026, 9, 1, 12, tzinfo=MOSCOW)
APOLOGY = Apology(
    case=17, chat=2000000001, member=5, opened_at=NOON, until=NOON + timedelta(hours=24)
)


def is_night(moment):
    return not 7 <= moment.hour < 21


def never(moment):
    return False


def always(moment):
    return True


def window_end(opened_at, length, is_night):
    """When it closes where the block is long enough not to matter."""
    return window(opened_at, length, is_night, opened_at + timedelta(days=31)).until


def daytime(since, until):
    """The minutes of the day between two moments, counted one by one."""
    length = int((until - since) / MINUTE)
    return sum(not is_night(since + number * MINUTE) for number in range(length))


@given(
    st.integers(0, 24 * 60 - 1).map(lambda minute: NOON + minute * MINUTE), st.integers(1, 40 * 60)
)
def test_exactly_the_window_s_length_of_daytime_passes(opened_at, length):
    end = window_end(opened_at, length * MINUTE, is_night)

    assert daytime(opened_at, end) == length
    assert daytime(opened_at, end - MINUTE) == length - 1


@given(st.integers(0, 24 * 60 - 1), st.integers(0, 60 * 60))
def test_a_longer_window_never_closes_sooner(minute, length):
    opened_at = NOON + minute * MINUTE

    shorter = window_end(opened_at, length * MINUTE, is_night)
    longer = window_end(opened_at, (length + 1) * MINUTE, is_night)

    assert opened_at <= shorter < longer


def test_the_night_does_not_count():
    evening = NOON.replace(hour=20)

    assert window_end(evening, timedelta(hours=2), is_night) == datetime(
        2026, 9, 2, 8, tzinfo=MOSCOW
    )


def test_twenty_four_hours_of_daytime_take_almost_two_days():
    end = window_end(NOON, timedelta(hours=24), is_night)

    assert end == datetime(2026, 9, 3, 8, tzinfo=MOSCOW)


def test_without_quiet_hours_every_hour_counts():
    assert window_end(NOON, timedelta(hours=24), never) == NOON + timedelta(hours=24)


def test_a_window_of_no_length_is_closed_at_once():
    assert window_end(NOON, timedelta(), is_night) == NOON


@pytest.mark.parametrize(
    ("saturday", "hours"),
    [
        (datetime(2026, 3, 28, 20, tzinfo=BERLIN), 23),
        (datetime(2026, 10, 24, 20, tzinfo=BERLIN), 25),
    ],
)
def test_on_the_night_when_the_clocks_change_the_wall_clock_s_morning_opens_the_day(
    saturday, hours
):
    at_night = window_end(saturday, timedelta(hours=2), is_night)
    all_day = window_end(saturday, timedelta(hours=hours), never)

    assert (at_night.day, at_night.hour) == (saturday.day + 1, 8)
    assert (all_day.day, all_day.hour) == (saturday.day + 1, 20)
    assert all_day.astimezone(UTC) - saturday.astimezone(UTC) == timedelta(hours=hours)


def a_block(minutes):
    return NOON + minutes * MINUTE


OPENED = st.integers(0, 31 * 24 * 60).map(a_block)  # at any hour of a month of blocks
LEFT = st.integers(1, 31 * 24 * 60).map(lambda minutes: minutes * MINUTE)
LENGTH = st.integers(0, 40 * 60).map(lambda minutes: minutes * MINUTE)


@settings(max_examples=50, deadline=None)
@given(OPENED, LENGTH, LEFT)
def test_no_more_than_half_of_the_rest_is_taken_unless_for_one_hour_of_daytime(
    opened_at, length, left
):
    block = opened_at + left

    taken = window(opened_at, length, is_night, block)

    assert opened_at <= taken.until <= block
    heard = daytime(opened_at, taken.until)
    assert taken.until - opened_at <= left / 2 + MINUTE / 2 or heard <= min(length, LEAST) / MINUTE
    assert taken.is_shortened == (heard < length / MINUTE)


@settings(max_examples=50, deadline=None)
@given(OPENED, LENGTH, LEFT)
def test_an_hour_of_daytime_is_taken_wherever_the_block_leaves_it(opened_at, length, left):
    block = opened_at + left

    taken = window(opened_at, length, is_night, block)

    least = min(length, LEAST) / MINUTE
    assert daytime(opened_at, taken.until) >= min(least, daytime(opened_at, block))


@pytest.mark.parametrize(
    ("hour", "closes"),
    [
        (12, datetime(2026, 9, 2, 0, tzinfo=MOSCOW)),
        (20, datetime(2026, 9, 2, 8, tzinfo=MOSCOW)),
        (3, datetime(2026, 9, 1, 15, tzinfo=MOSCOW)),
    ],
)
def test_of_a_block_of_one_day_half_is_left_after_the_window(hour, closes):
    opened_at = NOON.replace(hour=hour)

    taken = window(opened_at, timedelta(hours=24), is_night, opened_at + timedelta(days=1))

    assert (taken.until, taken.is_shortened) == (closes, True)


def test_in_the_evening_the_hour_goes_on_in_the_morning():
    evening = NOON.replace(hour=20, minute=30)

    taken = window(evening, timedelta(hours=24), is_night, evening + timedelta(hours=12))

    assert taken.until == datetime(2026, 9, 2, 7, 30, tzinfo=MOSCOW)


def test_a_week_s_block_leaves_the_whole_window():
    taken = window(NOON, timedelta(hours=24), is_night, NOON + timedelta(days=7))

    assert (taken.until, taken.is_shortened) == (datetime(2026, 9, 3, 8, tzinfo=MOSCOW), False)


def test_a_chat_that_never_opens_takes_objections_until_the_block_is_over():
    block = NOON + timedelta(days=31)

    assert window(NOON, timedelta(hours=24), always, block).until == block


def test_a_block_that_is_over_takes_none():
    assert window(NOON, timedelta(hours=24), never, NOON - MINUTE).until == NOON


def test_objections_are_taken_up_to_the_end_of_the_window_but_not_at_it():
    assert APOLOGY.takes_objections(APOLOGY.until - timedelta(seconds=1))
    assert not APOLOGY.takes_objections(APOLOGY.until)


@pytest.mark.parametrize("state", [state for state in Hearing if state is not Hearing.OPEN])
def test_an_apology_that_is_not_open_takes_no_objection(state):
    assert not replace(APOLOGY, state=state).takes_objections(NOON)


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (Hearing.OPEN, NotYet.WINDOW_OPEN),
        (Hearing.OBJECTED, NotYet.OBJECTION),
        (Hearing.VOID, NotYet.NO_APOLOGY),
        (Hearing.HEARD, None),
        (Hearing.DECLINED, None),  # a moderator may still change his mind
        (Hearing.ACCEPTED, None),
    ],
)
def test_what_stands_against_an_early_return(state, why):
    assert hindrance(replace(APOLOGY, state=state)) is why


def test_without_an_apology_nobody_returns_early():
    assert hindrance(None) is NotYet.NO_APOLOGY
