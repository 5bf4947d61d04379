"""Lengths of time: how they are written, and where they end."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.regulation.durations import A_MONTH, Duration

MOSCOW, BERLIN = ZoneInfo("Europe/Moscow"), ZoneInfo("Europe/Berlin")
ZONES = st.sampled_from([MOSCOW, BERLIN, ZoneInfo("Asia/Omsk"), ZoneInfo("Pacific/Apia"), UTC])


@st.composite
def moments(draw):
    begin = datetime(1990, 1, 1, tzinfo=UTC)
    return (begin + timedelta(seconds=draw(st.integers(0, 10**9 * 3)))).astimezone(draw(ZONES))


@st.composite
def durations(draw):
    months, days = draw(st.integers(0, 40)), draw(st.integers(0, 400))
    least = 0 if months or days else 1
    seconds = draw(st.integers(least, 10_000_000))
    return Duration(months=months, days=days, rest=timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("10s", Duration(rest=timedelta(seconds=10))),
        ("5m", Duration(rest=timedelta(minutes=5))),
        ("2h", Duration(rest=timedelta(hours=2))),
        ("3d", Duration(days=3)),
        ("1w", Duration(days=7)),
        ("1mo", Duration(months=1)),
        ("30м", Duration(rest=timedelta(minutes=30))),
        ("2ч", Duration(rest=timedelta(hours=2))),
        ("3д", Duration(days=3)),
        ("2н", Duration(days=14)),
        ("1мес", Duration(months=1)),
        ("1 МЕС.", Duration(months=1)),
        (" 2 недели ", Duration(days=14)),
        ("1d12h", Duration(days=1, rest=timedelta(hours=12))),
        ("1 д. 12 ч.", Duration(days=1, rest=timedelta(hours=12))),
    ],
)
def test_a_duration_is_read_as_people_write_it(written, meant):
    assert Duration.parse(written) == meant


@pytest.mark.parametrize(
    "written",
    ["", " ", "5", "m", "5x", "-5m", "1.5h", "5m!", "1d1d", "0s", "0d", "11 лет", "²m", "5m" * 99],
)
def test_what_is_no_duration_is_refused_with_a_russian_sentence(written):
    with pytest.raises(ValueError, match=r"срок"):
        Duration.parse(written)


@pytest.mark.parametrize("written", ["999999999w", "999999999mo", "4000d", "99999999h", "121mo"])
def test_more_than_ten_years_is_refused(written):
    with pytest.raises(ValueError, match="десяти лет"):
        Duration.parse(written)


@given(st.text(max_size=30) | st.from_regex(r"[0-9]{1,12} ?(s|м|ч|d|нед|mo)", fullmatch=True))
def test_any_text_is_either_a_duration_or_a_value_error(text):
    read = None
    with suppress(ValueError):
        read = Duration.parse(text)

    assert read is None or Duration.parse(str(read)) == read


@given(durations())
def test_what_is_printed_is_read_back_as_the_same(duration):
    assert Duration.parse(str(duration)) == duration


@pytest.mark.parametrize(
    ("begun", "ended"),
    [
        ("2026-01-31T18:30", "2026-02-28T18:30"),
        ("2028-01-31T18:30", "2028-02-29T18:30"),
        ("2026-12-31T18:30", "2027-01-31T18:30"),
        ("2026-03-31T18:30", "2026-04-30T18:30"),
        ("2026-11-21T18:30", "2026-12-21T18:30"),
    ],
)
def test_a_month_ends_on_the_same_day_or_on_the_last_one_of_the_next_month(begun, ended):
    start = datetime.fromisoformat(begun).replace(tzinfo=MOSCOW)

    end = A_MONTH.after(start)

    assert end == datetime.fromisoformat(ended).replace(tzinfo=MOSCOW)


def test_a_day_keeps_the_wall_clock_when_the_clocks_change():
    evening = datetime(2026, 3, 28, 18, 30, tzinfo=BERLIN)

    next_evening = Duration(days=1).after(evening)

    assert next_evening == datetime(2026, 3, 29, 18, 30, tzinfo=BERLIN)
    assert next_evening.astimezone(UTC) - evening.astimezone(UTC) == timedelta(hours=23)


def test_twenty_four_hours_are_exact_when_the_clocks_change():
    evening = datetime(2026, 3, 28, 18, 30, tzinfo=BERLIN)

    later = Duration.parse("24h").after(evening)

    assert later == datetime(2026, 3, 29, 19, 30, tzinfo=BERLIN)


def test_a_wall_time_that_the_clocks_skip_becomes_a_real_one():
    before_the_gap = datetime(2026, 3, 28, 2, 30, tzinfo=BERLIN)

    after = Duration(days=1).after(before_the_gap)

    assert (after.hour, after.minute) == (3, 30)
    assert after.astimezone(UTC).astimezone(BERLIN) == after


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        A_MONTH.after(datetime(2026, 1, 1))  # noqa: DTZ001  # a naive moment is the point


@given(durations(), moments())
def test_the_end_is_later_than_the_beginning_in_the_same_zone(duration, moment):
    end = duration.after(moment)

    assert end.astimezone(UTC) > moment.astimezone(UTC)
    assert end.tzinfo is moment.tzinfo


@given(st.integers(1, 10_000_000), moments())
def test_seconds_are_exact(seconds, moment):
    end = Duration(rest=timedelta(seconds=seconds)).after(moment)

    assert end.astimezone(UTC) - moment.astimezone(UTC) == timedelta(seconds=seconds)


@given(st.integers(0, 12), st.integers(0, 60), moments().filter(lambda m: m.tzinfo is MOSCOW))
def test_days_and_months_keep_the_wall_clock(months, days, moment):
    if not (months or days):
        days = 1

    end = Duration(months=months, days=days).after(moment)

    skipped = end.utcoffset() != moment.utcoffset()  # Moscow's clocks have changed, and may skip
    assert end.time() == moment.time() or skipped


@given(durations(), moments())
def test_no_block_outlasts_a_calendar_month(duration, moment):
    end = duration.within_a_month(moment)

    assert end.astimezone(UTC) <= A_MONTH.after(moment).astimezone(UTC)
    assert end == duration.after(moment) or duration.exceeds_a_month(moment)


@pytest.mark.parametrize(
    ("written", "exceeds"),
    [
        ("31d", False),
        ("32d", True),
        ("1mo", False),
        ("1mo1s", True),
        ("744h", False),
        ("2mo", True),
    ],
)
def test_only_what_outlasts_a_month_of_31_days_exceeds_every_month(written, exceeds):
    assert Duration.parse(written).exceeds_every_month is exceeds


def test_days_are_turned_into_hours_where_an_exact_length_is_needed():
    assert Duration.parse("1d12h").as_timedelta() == timedelta(hours=36)


def test_months_have_no_exact_length():
    with pytest.raises(ValueError, match="днями"):
        A_MONTH.as_timedelta()
