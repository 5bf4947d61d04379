"""Lengths of time as people write them: «10s», «1mo», «2ч», «1 мес».

Seconds, minutes and hours are exact. Days, weeks and months keep the clock on the wall:
a block of one day that begins at 18:30 ends at 18:30, also when the clocks change that
night, and a month from 31 January ends on the last day of February.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Self

LONGEST = timedelta(days=3660)  # ten years: more is a slip of the finger

_SPELLINGS = {
    "s": "s с сек секунда секунды секунд секунду",
    "m": "m м мин минута минуты минут минуту",
    "h": "h ч час часа часов",
    "d": "d д дн день дня дней",
    "w": "w н нед неделя недели недель неделю",
    "mo": "mo мес месяц месяца месяцев",
}
_UNITS = {word: unit for unit, words in _SPELLINGS.items() for word in words.split()}
_PART = re.compile(r"\s*([0-9]{1,9})\s*([a-zа-я]+)\.?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """Calendar months, then days on the wall clock, then an exact rest in whole seconds.

    More than nothing and at most ten years; ValueError otherwise.
    """

    months: int = 0
    days: int = 0
    rest: timedelta = timedelta()

    def __post_init__(self) -> None:
        if min(self.months, self.days) < 0 or self.rest < timedelta():
            raise ValueError("срок не бывает отрицательным")
        if self.rest.microseconds:
            raise ValueError("срок считают целыми секундами")
        # By whole numbers first: a timedelta of 10⁹ days and an hour does not exist.
        if 31 * self.months + self.days > LONGEST.days or self.rest > LONGEST:
            raise ValueError("такой срок слишком велик: можно не больше десяти лет")
        if not (self.months or self.days or self.rest):
            raise ValueError("срок должен быть больше нуля")

    @classmethod
    def parse(cls, text: str) -> Self:
        """«30s», «1d12h», «1mo», «2 ч», «1 мес.»: numbers with units, each unit once.

        Raises ValueError with a Russian sentence.
        """
        amounts = _amounts(text)
        return cls(
            months=amounts.pop("mo", 0),
            days=amounts.pop("d", 0) + 7 * amounts.pop("w", 0),
            rest=timedelta(seconds=_seconds(amounts.items())),
        )

    def after(self, moment: datetime) -> datetime:
        """The moment this long after an aware moment, in that moment's zone."""
        if moment.tzinfo is None:
            raise ValueError("an aware moment is needed")
        day = moment.date()
        if self.months:
            day = _months_later(day, self.months)
        day += timedelta(days=self.days)
        wall = moment if day == moment.date() else datetime.combine(day, moment.timetz())
        # Through UTC: the rest is exact, and a wall time that the clocks skip becomes a real one.
        return (wall.astimezone(UTC) + self.rest).astimezone(moment.tzinfo)

    @property
    def exceeds_every_month(self) -> bool:
        """Is this longer than the longest calendar month? «32d» is; «30d» only in February."""
        return self.exceeds_a_month(_A_LONG_MONTH)

    def exceeds_a_month(self, moment: datetime) -> bool:
        """Would this, begun at that moment, outlast one calendar month (clause 2.6)?"""
        return self.after(moment).timestamp() > A_MONTH.after(moment).timestamp()

    def within_a_month(self, moment: datetime) -> datetime:
        """As `after`, but never later than one calendar month: the wall of clause 2.6."""
        # By the instant: moments of one zone would be compared by the wall, which repeats an hour.
        return min(self.after(moment), A_MONTH.after(moment), key=datetime.timestamp)

    def as_timedelta(self) -> timedelta:
        """An exact length, a day as 24 hours. Raises ValueError when it counts in months."""
        if self.months:
            raise ValueError("здесь месяцы не подходят: напишите срок днями, например 30d")
        return timedelta(days=self.days) + self.rest

    def __str__(self) -> str:
        hours, seconds = divmod(int(self.rest.total_seconds()), 3600)
        minutes, seconds = divmod(seconds, 60)
        parts = (
            (self.months, "mo"),
            (self.days, "d"),
            (hours, "h"),
            (minutes, "m"),
            (seconds, "s"),
        )
        return "".join(f"{amount}{unit}" for amount, unit in parts if amount)


A_MONTH = Duration(months=1)
_A_LONG_MONTH = datetime(2024, 1, 1, tzinfo=UTC)  # of 31 days


def _amounts(text: str) -> dict[str, int]:
    """The amount of each unit; ValueError when the text is not wholly numbers with units."""
    amounts: dict[str, int] = {}
    lowered, position = text.lower(), 0
    while position < len(lowered):
        part = _PART.match(lowered, position)
        unit = _UNITS.get(part[2]) if part else None
        if part is None or unit is None or unit in amounts:
            break
        amounts[unit], position = int(part[1]), part.end()
    if not amounts or position < len(lowered):
        shown = text if len(text) <= 40 else text[:39] + "…"
        raise ValueError(f"срок «{shown}» непонятен: напишите, например, 30m, 2h, 3d, 1w или 1mo")
    return amounts


def _seconds(amounts: Iterable[tuple[str, int]]) -> int:
    return sum(amount * {"s": 1, "m": 60, "h": 3600}[unit] for unit, amount in amounts)


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))
