"""Real time between aware moments, also in the night when the clocks change.

Python compares and reckons two moments of one zone by the clock on the wall: in the hour that
comes twice, ten minutes later may be fifty minutes ago. Here it is always the time that passes.

    >>> from datetime import datetime, timedelta
    >>> from zoneinfo import ZoneInfo
    >>> late = datetime(2026, 10, 25, 2, 55, tzinfo=ZoneInfo("Europe/Berlin"))
    >>> later(late, timedelta(minutes=10)).isoformat()
    '2026-10-25T02:05:00+01:00'
"""

from datetime import UTC, datetime, timedelta


def later(moment: datetime, by: timedelta) -> datetime:
    """So much real time after a moment (before it, where negative), in that moment's zone."""
    return (moment.astimezone(UTC) + by).astimezone(moment.tzinfo)


def passed(since: datetime, until: datetime) -> timedelta:
    """The real time between two moments; negative where the second is the earlier."""
    return until.astimezone(UTC) - since.astimezone(UTC)
