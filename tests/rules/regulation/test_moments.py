"""Time passes evenly, whatever the wall says."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from rules.regulation.moments import later, passed

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)
MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda n: datetime(2026, 1, 1, tzinfo=UTC) + n * MINUTE
)
SPANS = st.timedeltas(-timedelta(days=40), timedelta(days=40))


def test_ten_minutes_before_the_clocks_go_back_are_ten_minutes():
    before = datetime(2026, 10, 25, 2, 55, tzinfo=BERLIN)

    after = later(before, 10 * MINUTE)

    assert after.isoformat() == "2026-10-25T02:05:00+01:00"
    assert passed(before, after) == 10 * MINUTE


def test_in_the_hour_that_comes_the_second_time_time_goes_on():
    again = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1)

    assert passed(again, later(again, MINUTE)) == MINUTE


@given(MOMENTS, SPANS)
def test_so_much_later_is_so_much_later_in_the_same_zone(moment, span):
    here = moment.astimezone(BERLIN)

    there = later(here, span)

    assert passed(here, there) == span
    assert there.tzinfo is BERLIN
