"""Weeks and months on the school's calendar, where clocks change too."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reports.period import Length, Period, Span, start_of

MOSCOW, BERLIN = ZoneInfo("Europe/Moscow"), ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 11, 23, 7, 30, tzinfo=MOSCOW)


def _lasts(span: Span) -> timedelta:
    return span.until.astimezone(UTC) - span.since.astimezone(UTC)


def test_a_whole_week_runs_from_monday_to_sunday():
    period = Period.whole(Length.WEEK, MONDAY)

    assert period.now.since == datetime(2026, 11, 16, tzinfo=MOSCOW)
    assert period.now.until == datetime(2026, 11, 23, tzinfo=MOSCOW)
    assert period.before.until == period.now.since
    assert period.title == "неделя 16–22 ноября 2026"
    assert period.compared == "9–15 ноября 2026"


def test_a_whole_month_is_the_calendars():
    period = Period.whole(Length.MONTH, datetime(2027, 3, 1, 7, tzinfo=MOSCOW))

    assert (period.now.since.date().isoformat(), period.now.last_day.isoformat()) == (
        "2027-02-01",
        "2027-02-28",
    )
    assert period.before.since == datetime(2027, 1, 1, tzinfo=MOSCOW)
    assert (period.title, period.compared) == ("февраль 2027", "январь 2027")


def test_the_last_days_are_compared_with_as_many_up_to_the_same_time_of_day():
    period = Period.running(Length.WEEK, MONDAY)

    assert period.now.since == datetime(2026, 11, 17, tzinfo=MOSCOW)
    assert period.now.until == MONDAY
    assert period.before.since == datetime(2026, 11, 10, tzinfo=MOSCOW)
    assert period.before.until == MONDAY - timedelta(days=7)
    assert period.title == "последние 7 дней, 17–23 ноября 2026"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-11-16", "2026-11-22", "16–22 ноября 2026"),
        ("2026-10-27", "2026-11-02", "27 октября – 2 ноября 2026"),
        ("2026-12-28", "2027-01-03", "28 декабря 2026 – 3 января 2027"),
        ("2026-11-21", "2026-11-21", "21 ноября 2026"),
    ],
)
def test_a_span_is_said_as_people_say_it(first, last, words):
    since = datetime.fromisoformat(first).replace(tzinfo=MOSCOW)
    until = datetime.fromisoformat(last).replace(tzinfo=MOSCOW) + timedelta(days=1)

    assert Span(since, until).words == words


@pytest.mark.parametrize(("month", "day", "hours"), [(10, 26, 169), (3, 30, 167)])
def test_a_week_in_which_clocks_change_is_an_hour_longer_or_shorter(month, day, hours):
    period = Period.whole(Length.WEEK, datetime(2026, month, day, 8, tzinfo=BERLIN))

    assert _lasts(period.now) == timedelta(hours=hours)
    assert _lasts(period.before) == timedelta(hours=168)


@given(
    st.sampled_from(Length),
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(BERLIN)),  # noqa: DTZ001 - the zone is given beside
)
def test_periods_join_without_a_gap_and_never_reach_into_the_future(length, moment):
    whole, running = Period.whole(length, moment), Period.running(length, moment)

    assert whole.before.until == whole.now.since < whole.now.until == start_of(length, moment)
    assert whole.now.until <= moment
    assert whole.now.since.hour == whole.before.since.hour == 0
    assert running.before.since < running.before.until <= running.now.since <= running.now.until
