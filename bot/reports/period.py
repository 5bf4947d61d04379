"""A week or a month on the school's calendar, and the one that it is compared with.

Borders are midnights of the school's zone, so that a day is a day of 23, 24 or 25 hours
where clocks change.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Self

from babel import Locale
from babel.dates import format_date

_RUSSIAN = Locale("ru")
DAY = timedelta(days=1)


class Length(StrEnum):
    WEEK = "week"
    MONTH = "month"

    @property
    def days(self) -> int:
        """Of the running period; a whole month has as many as the calendar gives it."""
        return 7 if self is Length.WEEK else 30


@dataclass(frozen=True, slots=True)
class Span:
    """From `since` up to `until`, which is no part of it. Both in the school's zone."""

    since: datetime
    until: datetime

    @property
    def last_day(self) -> date:
        return (self.until - timedelta(microseconds=1)).date()

    @property
    def words(self) -> str:
        """«16–22 ноября 2026», «27 октября – 2 ноября 2026», «21 ноября 2026»."""
        first, last = self.since.date(), self.last_day
        if first == last:
            return _said(first, "d MMMM y")
        if first.year != last.year:
            return f"{_said(first, 'd MMMM y')} – {_said(last, 'd MMMM y')}"
        if first.month != last.month:
            return f"{_said(first, 'd MMMM')} – {_said(last, 'd MMMM y')}"
        return f"{first.day}–{_said(last, 'd MMMM y')}"


@dataclass(frozen=True, slots=True)
class Period:
    """What is reported on, and the same length just before it."""

    length: Length
    now: Span
    before: Span
    is_whole: bool  # a calendar week or month; else the last days, today among them
    made_at: datetime  # when it was asked for

    @classmethod
    def running(cls, length: Length, moment: datetime) -> Self:
        """The last 7 or 30 days with today, compared with as many up to the same time of day."""
        first = moment.date() - (length.days - 1) * DAY
        before = datetime.combine(moment.date() - length.days * DAY, moment.time(), moment.tzinfo)
        return cls(
            length,
            Span(_midnight(first, moment), moment),
            Span(_midnight(first - length.days * DAY, moment), before),
            is_whole=False,
            made_at=moment,
        )

    @classmethod
    def whole(cls, length: Length, moment: datetime) -> Self:
        """The last week (Monday to Sunday) or calendar month that is over."""
        end = start_of(length, moment)
        start = start_of(length, end - DAY)
        return cls(
            length, Span(start, end), Span(start_of(length, start - DAY), start), True, moment
        )

    @property
    def title(self) -> str:
        """«неделя 16–22 ноября 2026», «ноябрь 2026», «последние 30 дней, 23 октября – …»."""
        if not self.is_whole:
            return f"последние {self.length.days} дней, {self.now.words}"
        if self.length is Length.WEEK:
            return f"неделя {self.now.words}"
        return _said(self.now.since.date(), "LLLL y")

    @property
    def compared(self) -> str:
        """What the figures before are of: «9–15 ноября 2026», «октябрь 2026»."""
        if self.is_whole and self.length is Length.MONTH:
            return _said(self.before.since.date(), "LLLL y")
        return self.before.words


def start_of(length: Length, moment: datetime) -> datetime:
    """Midnight of the Monday, or of the month's first day, at or before a moment."""
    day = moment.date()
    back = day.weekday() if length is Length.WEEK else day.day - 1
    return _midnight(day - back * DAY, moment)


def _midnight(day: date, moment: datetime) -> datetime:
    return datetime.combine(day, time(), moment.tzinfo)


def _said(day: date, pattern: str) -> str:
    return str(format_date(day, pattern, locale=_RUSSIAN))
