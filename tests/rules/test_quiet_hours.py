"""П. 3.3 (1): the chat is open from 07:00 to 21:00, both included."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.quiet_hours import QuietHours
from rules.regulation.clauses import QUIET_HOURS
from rules.regulation.message import NOTHING_BEFORE
from tests.conftest import MOSCOW

RULE = QuietHours()


@pytest.mark.parametrize("at", ["21:00:01", "23:59:59", "00:00:00", "03:30:00", "06:59:59"])
def test_a_message_in_the_night_breaks_the_clause(a_message, at):
    violation = RULE.check(a_message(at=at), NOTHING_BEFORE)

    assert violation is not None
    assert violation.clause is QUIET_HOURS
    assert violation.certain
    assert at in violation.evidence


@pytest.mark.parametrize("at", ["07:00:00", "12:00:00", "21:00:00", "21:00:00.400"])
def test_a_message_by_day_is_allowed(a_message, at):
    assert RULE.check(a_message(at=at), NOTHING_BEFORE) is None


def test_an_edit_at_night_wakes_nobody(a_message):
    night = datetime(2026, 9, 1, 23, tzinfo=MOSCOW)

    assert RULE.check(a_message(at="23:00", edited_at=night), NOTHING_BEFORE) is None


def test_the_open_time_may_cross_midnight(a_message):
    evening = QuietHours(start=time(18), end=time(2))

    assert evening.check(a_message(at="01:59:00"), NOTHING_BEFORE) is None
    assert evening.check(a_message(at="02:00:00"), NOTHING_BEFORE) is None
    assert evening.check(a_message(at="02:00:01"), NOTHING_BEFORE) is not None
    assert evening.check(a_message(at="17:59:59"), NOTHING_BEFORE) is not None
    assert evening.check(a_message(at="18:00:00"), NOTHING_BEFORE) is None


def test_a_chat_that_opens_when_it_closes_is_always_open(a_message):
    always = QuietHours(start=time(7), end=time(7))

    assert always.check(a_message(at="03:00:00"), NOTHING_BEFORE) is None


def test_an_excepted_day_has_no_quiet_hours(a_message):
    party = QuietHours(except_days=frozenset({date(2026, 9, 1)}))

    assert party.check(a_message(at="23:00:00"), NOTHING_BEFORE) is None
    assert RULE.check(a_message(at="23:00:00"), NOTHING_BEFORE) is not None


@pytest.mark.parametrize(
    ("at", "ends"),
    [
        ("2026-09-01T23:15", "2026-09-02T07:00"),
        ("2026-09-02T03:00", "2026-09-02T07:00"),
        ("2026-09-02T06:59:59", "2026-09-02T07:00"),
    ],
)
def test_the_night_is_one_incident_until_the_morning(at, ends):
    moment = datetime.fromisoformat(at).replace(tzinfo=MOSCOW)

    assert RULE.ends(moment) == datetime.fromisoformat(ends).replace(tzinfo=MOSCOW)


zones = st.sampled_from(["Europe/Moscow", "Asia/Kamchatka", "Europe/Kaliningrad", "Europe/Berlin"])
times = st.times().map(lambda t: t.replace(microsecond=0))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31))  # noqa: DTZ001 - zoned below


@given(moments, zones, times, times)
def test_whatever_the_times_the_night_ends_at_an_opening(moment, zone, start, end):
    rule = QuietHours(start=start, end=end)
    here = moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))

    ends = rule.ends(here)

    assert here <= ends <= here + timedelta(days=1, hours=2)
    assert ends.time() == start
    assert not rule.covers(ends)
