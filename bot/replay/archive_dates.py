"""The times in VK's archive: «2 фев 2020 в 22:46:22», "at 7:15:40 pm on 3 Nov 2014"."""

import re
from datetime import datetime, tzinfo

_RUSSIAN = re.compile(
    r"(?P<day>\d{1,2})\s+(?P<month>[а-яё]{3})[а-яё]*\.?\s+(?P<year>\d{4})(?:\s+г\.?)?"
    r"\s+в\s+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?P<half>)"
)
_ENGLISH = re.compile(
    r"at\s+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?\s*(?P<half>[ap]m|)"
    r"\s+on\s+(?P<day>\d{1,2})\s+(?P<month>[A-Z][a-z]{2})[a-z]*\s+(?P<year>\d{4})"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("янв", "Jan"),
            ("фев", "Feb"),
            ("мар", "Mar"),
            ("апр", "Apr"),
            ("мая", "май", "May"),
            ("июн", "Jun"),
            ("июл", "Jul"),
            ("авг", "Aug"),
            ("сен", "Sep"),
            ("окт", "Oct"),
            ("ноя", "Nov"),
            ("дек", "Dec"),
        ),
        start=1,
    )
    for name in names
}


def moment_in(text: str, zone: tzinfo) -> datetime | None:
    """The last time that a heading names, on that zone's clock; None when it names none.

    Raises ValueError for a date that no calendar has.
    """
    dates = [*_RUSSIAN.finditer(text)] or [*_ENGLISH.finditer(text)]
    if not dates or dates[-1]["month"] not in _MONTHS:
        return None
    found = dates[-1]
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"] == "pm" else 0)
    return datetime(
        int(found["year"]),
        _MONTHS[found["month"]],
        int(found["day"]),
        hour,
        int(found["minute"]),
        int(found["second"] or 0),
        tzinfo=zone,
    )
