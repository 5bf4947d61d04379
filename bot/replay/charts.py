"""Charts as plain numbers, drawn as SVG by the page's template: no script, no library."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.replay.tally import Count

SLOT, HEIGHT = 10, 100  # a column's width with its gap, and the chart's height, in SVG units
MOST_COLUMNS = 92  # a school quarter by days; longer histories go by weeks, then by months


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the certain ones below, the doubtful on top of them."""

    x: float
    certain_y: float
    certain_height: float
    doubtful_y: float
    doubtful_height: float
    title: str


@dataclass(frozen=True, slots=True)
class Chart:
    columns: tuple[Column, ...]
    width: float
    top: int  # the greatest number of breaches in a column
    ticks: tuple[str, ...]  # from left to right, spread evenly


def columns(counts: Sequence[tuple[str, Count]], ticks: tuple[str, ...]) -> Chart:
    top = max((count.breaches for _, count in counts), default=0)
    scale = HEIGHT / top if top else 0
    drawn = tuple(
        _column(place * SLOT + 1, label, count, scale)
        for place, (label, count) in enumerate(counts)
    )
    return Chart(drawn, max(len(counts), 1) * SLOT, top, ticks)


def _column(x: float, label: str, count: Count, scale: float) -> Column:
    certain, doubtful = round(count.certain * scale, 2), round(count.doubtful * scale, 2)
    title = f"{label}: точно {count.certain}, сомнительно {count.doubtful}"
    return Column(
        x, HEIGHT - certain, certain, round(HEIGHT - certain - doubtful, 2), doubtful, title
    )


def by_hour(hours: Sequence[Count]) -> Chart:
    labelled = [(f"{hour:02}:00", count) for hour, count in enumerate(hours)]
    return columns(labelled, ("0 ч", "6 ч", "12 ч", "18 ч", "23 ч"))


def by_day(days: Mapping[date, Count]) -> Chart:
    labelled = periods(days, MOST_COLUMNS)
    first, last = min(days), max(days)
    middle = first + (last - first) / 2
    marks = dict.fromkeys((first, middle, last))
    return columns(labelled, tuple(f"{day:%d.%m.%Y}" for day in marks))


def periods(days: Mapping[date, Count], most: int) -> list[tuple[str, Count]]:
    """Every day from the first to the last; weeks or months where days would be over `most`."""
    first, last = min(days), max(days)
    every = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    if len(every) <= most:
        return [(f"{day:%d.%m.%Y}", days.get(day, Count())) for day in every]
    weeks = _together((f"нед. с {_monday(day):%d.%m.%Y}", days.get(day)) for day in every)
    if len(weeks) <= most:
        return weeks
    return _together((f"{day:%m.%Y}", days.get(day)) for day in every)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _together(labelled: Iterable[tuple[str, Count | None]]) -> list[tuple[str, Count]]:
    sums: dict[str, Count] = {}
    for label, count in labelled:
        known = sums.setdefault(label, Count())
        if count is not None:
            sums[label] = Count(
                known.messages + count.messages,
                known.certain + count.certain,
                known.doubtful + count.doubtful,
                known.deleted + count.deleted,
            )
    return list(sums.items())
