"""Charts as plain numbers: this period's columns beside those of the one before."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.reports.report import Pair
from bot.reports.words import WEEKDAYS, WEEKDAYS_SHORT, busiest, hour

SLOT, HEIGHT = 20, 100  # a pair's width with its gaps, and the chart's height, in SVG units


@dataclass(frozen=True, slots=True)
class Column:
    """One pair. The earlier one is narrower, so that colour is not all that tells them apart."""

    label: str
    pair: Pair
    before_x: float
    before_height: float
    now_x: float
    now_height: float


@dataclass(frozen=True, slots=True)
class Chart:
    key: str  # of its elements in the page
    name: str
    says: str  # the whole of it in a sentence, for who cannot see it
    columns: tuple[Column, ...]
    ticks: tuple[str, ...]  # from left to right, spread evenly
    top: int  # the greatest number in it

    @property
    def width(self) -> int:
        return len(self.columns) * SLOT

    @property
    def told(self) -> tuple[Column, ...]:
        """The columns that are not empty: the rows of the table beside."""
        return tuple(column for column in self.columns if column.pair != Pair())


def by_hour(pairs: tuple[Pair, ...]) -> Chart:
    labels = [hour(number) for number in range(24)]
    ticks = tuple(f"{number} ч" for number in (0, 6, 12, 18, 23))
    return _chart("hours", "По часам суток", labels, pairs, ticks)


def by_weekday(pairs: tuple[Pair, ...]) -> Chart:
    return _chart("weekdays", "По дням недели", WEEKDAYS, pairs, WEEKDAYS_SHORT)


def _chart(
    key: str, name: str, labels: Sequence[str], pairs: tuple[Pair, ...], ticks: tuple[str, ...]
) -> Chart:
    top = max(max(pair.now, pair.before) for pair in pairs)
    scale = HEIGHT / top if top else 0
    columns = tuple(
        Column(
            label,
            pair,
            before_x=place * SLOT + 3,
            before_height=round(pair.before * scale, 2),
            now_x=place * SLOT + 9,
            now_height=round(pair.now * scale, 2),
        )
        for place, (label, pair) in enumerate(zip(labels, pairs, strict=True))
    )
    most = busiest(pairs)
    says = "Нарушений в этот срок не было."
    if most is not None:
        says = f"Больше всего нарушений — {labels[most]}: {pairs[most].now}."
    return Chart(key, name, says, columns, ticks, top)
