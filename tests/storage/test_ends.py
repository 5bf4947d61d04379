"""What has come to its end takes nothing else with it."""

from datetime import datetime, timedelta

from rules.regulation.cases import State
from storage.cards import About
from storage.ends import Limits
from tests.rules.regulation.histories import a_case
from tests.storage.conftest import MOSCOW

NOON = datetime(2026, 9, 1, 12, tzinfo=MOSCOW)
OLGA = 2


async def test_with_an_old_case_go_its_cards_and_not_those_of_a_report_of_the_same_number(memory):
    old = NOON - timedelta(days=400)
    async with memory.unit() as unit:
        await unit.cases.save(a_case(1, old, state=State.DISMISSED))
        for about in About:
            await unit.cards.owe(about, 1, OLGA, NOON)
        limits = Limits(words=old, cases=NOON - timedelta(days=365), people=old, roster=old)

        erased = await unit.ends.erase(limits, NOON)

        assert erased == {"cases": 1}
        left = [about for about in About if await unit.cards.of(about, 1)]
        assert left == [About.COMPLAINT]
