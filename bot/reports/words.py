"""How a report's numbers are said, in every form that it is shown in."""

from datetime import timedelta

from bot.reports.report import Pair, Report, Totals
from bot.texts.words import duration

WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
WEEKDAYS_SHORT = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
NOTE = (
    "Нарушение — это дело, которое не отменено: несколько сообщений одного человека подряд "
    "составляют одно дело. Дело о двух пунктах считается в обоих."
)


def rounded(wait: timedelta) -> timedelta:
    """As exact as a person says it: minutes up to two hours, hours up to two days, then days."""
    unit = (
        timedelta(minutes=1)
        if wait < timedelta(hours=2)
        else timedelta(hours=1)
        if wait < timedelta(days=2)
        else timedelta(days=1)
    )
    return max(round(wait / unit), 1) * unit


def lasting(wait: timedelta | None) -> str:
    """«5 часов», «1 день 3 часа»; a dash where there is nothing to tell."""
    return "—" if wait is None else duration(rounded(wait))


def change(pair: Pair) -> str:
    """«+3», «−2», «0»."""
    return f"{'+' if pair.change > 0 else '−' if pair.change < 0 else ''}{abs(pair.change)}"


def percent(part: int, whole: int) -> str:
    """«14%»; a dash where there was nothing to take a part of."""
    return f"{round(100 * part / whole)}%" if whole else "—"


def hour(number: int) -> str:
    """The label of an hour: «21:00–22:00»."""
    return f"{number:02}:00–{(number + 1) % 24:02}:00"


def busiest(pairs: tuple[Pair, ...]) -> int | None:
    """Where the most breaches of this period were; None where there was none."""
    most = max(pair.now for pair in pairs)
    return next(place for place, pair in enumerate(pairs) if pair.now == most) if most else None


def lines(totals: Totals) -> tuple[tuple[str, Pair], ...]:
    """The sums, by name, in the order of showing."""
    named = (
        ("Нарушений", totals.breaches),
        ("Из них в режиме наблюдения", totals.observed),
        ("Удалено сообщений", totals.deleted),
        ("Напоминаний", totals.reminders),
        ("Предупреждений", totals.warnings),
        ("Блокировок", totals.blocks),
        ("Извинений", totals.apologies),
        ("Вернулись раньше срока", totals.returns),
        ("Жалоб участников", totals.complaints),
        ("Отменено дел", totals.annulled),
    )
    rare = ("Из них в режиме наблюдения", "Жалоб участников", "Вернулись раньше срока")
    return tuple((name, pair) for name, pair in named if pair != Pair() or name not in rare)


def heading(report: Report) -> str:
    """«Школа №5, чат «5А родители»» or the school alone."""
    return f"{report.school}, «{report.scope}»" if report.scope else report.school
