"""A report with something in every part of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.reports.figures import DONE, Counted, report
from bot.reports.period import Length, Period
from bot.reports.report import Place, Report
from rules.regulation.cases import State
from storage.counts import Appealed, Asked, CaseCount, DeedCount, Workload

MOSCOW = ZoneInfo("Europe/Moscow")
MONDAY = datetime(2026, 11, 23, 8, tzinfo=MOSCOW)
TUESDAY = datetime(2026, 11, 17, 21, 30, tzinfo=MOSCOW)  # in the week that is over
FIFTH, SIXTH, SEVENTH, EIGHTH = range(2_000_000_001, 2_000_000_005)
OLGA, IRINA, PAVEL = 501, 502, 503
PERIOD = Period.whole(Length.WEEK, MONDAY)

NOW = Counted(
    cases=(
        CaseCount(FIFTH, State.COUNTED, ("3.3.1",), 6, 9),
        CaseCount(FIFTH, State.COUNTED, ("3.3.1", "3.3.4"), 1, 2),
        CaseCount(FIFTH, State.ANNULLED, ("3.3.4",), 3, 3),
        CaseCount(SIXTH, State.REMINDED, ("3.3.2",), 2, 2),
        CaseCount(SIXTH, State.DISMISSED, ("3.3.3",), 1, 1),
        CaseCount(SIXTH, State.OBSERVED, ("3.3.4",), 1, 1),
    ),
    moments=((TUESDAY, 7), (TUESDAY + timedelta(hours=12), 3)),
    deeds=(
        DeedCount(FIFTH, "bot", "delete", DONE, 8),
        DeedCount(FIFTH, "bot", "delete", "VK этого не разрешает", 5),
        DeedCount(FIFTH, "bot", "warning", None, 4),
        DeedCount(FIFTH, "bot", "block", None, 1),
        DeedCount(SIXTH, "bot", "reminder", None, 2),
    ),
    asked=(
        Asked(State.COUNTED, str(OLGA), TUESDAY, TUESDAY + timedelta(hours=1)),
        Asked(State.DISMISSED, str(OLGA), TUESDAY, TUESDAY + timedelta(hours=3)),
        Asked(State.LAPSED, "bot", TUESDAY, TUESDAY + timedelta(days=3)),
        Asked(State.DOUBTFUL, "bot", TUESDAY, TUESDAY),
    ),
    apologies={"accepted": 1, "objected": 1},
    workload=(Workload(FIFTH, OLGA, 5), Workload(SIXTH, OLGA, 4), Workload(FIFTH, IRINA, 1)),
)
BEFORE = Counted(
    cases=(CaseCount(FIFTH, State.COUNTED, ("3.3.1",), 4, 4),),
    moments=((TUESDAY - timedelta(days=7), 4),),
    deeds=(DeedCount(FIFTH, "bot", "delete", DONE, 4),),
)
APPEALS = (
    Appealed(FIFTH, "annulled", TUESDAY, TUESDAY + timedelta(hours=5)),
    Appealed(FIFTH, "upheld", TUESDAY, TUESDAY + timedelta(days=2)),
    Appealed(FIFTH, "open", TUESDAY, None),
    Appealed(FIFTH, "upheld", TUESDAY - timedelta(days=8), TUESDAY - timedelta(days=7)),
)
PLACES = (
    Place(FIFTH, "5А родители", moderators=frozenset({OLGA, IRINA, PAVEL})),
    Place(SIXTH, "=6Б <b>родители</b>", watched_only=True, moderators=frozenset({OLGA})),
    Place(SEVENTH, "7В родители"),
    Place(EIGHTH, "8Г родители", trouble="у бота нет прав администратора чата"),
)


@pytest.fixture
def a_report() -> Callable[..., Report]:
    def build(**given: Any) -> Report:
        known: dict[str, Any] = {
            "school": "Школа №5",
            "period": PERIOD,
            "places": PLACES,
            "now": NOW,
            "before": BEFORE,
            "appeals": APPEALS,
        }
        return report(**{**known, **given})

    return build
