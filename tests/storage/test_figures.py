"""The figures of a span of time, from SQLite and from PostgreSQL alike."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert

from rules.regulation.cases import State
from rules.regulation.clauses import PROFANITY
from rules.regulation.entry import Deed, Entry
from rules.regulation.violation import Violation
from storage.counts import Appealed, Asked, CaseCount, DeedCount, Workload
from storage.figures import Figures
from storage.procedure_tables import apologies, appeals
from tests.rules.regulation.histories import a_case, a_message
from tests.storage.conftest import MOSCOW

CHAT, OTHER = 2_000_000_001, 2_000_000_002
MONDAY = datetime(2026, 11, 16, tzinfo=MOSCOW)
NEXT = MONDAY + timedelta(days=7)
NOON = MONDAY + timedelta(hours=12)
HOUR = timedelta(hours=1)


@pytest.fixture
def kept(memory):
    """Write inside one transaction, then look at the figures of the week."""

    async def look(write, question, *more, **given):
        async with memory.unit() as unit:
            await write(unit)
            await unit.commit()
        async with memory.look() as unit:
            return await getattr(unit.figures, question)(MONDAY, NEXT, *more, **given)

    return look


async def test_cases_are_summed_by_chat_state_and_clauses(kept):
    async def write(unit):
        for number in (1, 2, 3):
            await unit.cases.save(replace(a_case(number, NOON), messages=2))
        await unit.cases.save(replace(a_case(4, NOON, State.ANNULLED), clauses=("Д.2.5",)))
        await unit.cases.save(replace(a_case(5, NOON), chat=OTHER))

    found = await kept(write, "cases", {CHAT})

    assert sorted(found, key=lambda one: one.clauses) == [
        CaseCount(CHAT, State.COUNTED, ("3.3.4",), 3, 6),
        CaseCount(CHAT, State.ANNULLED, ("Д.2.5",), 1, 1),
    ]


async def test_a_span_begins_at_its_midnight_and_ends_before_the_next(kept):
    second = timedelta(seconds=1)

    async def write(unit):
        for number, at in enumerate((MONDAY - second, MONDAY, NEXT - second, NEXT), start=1):
            await unit.cases.save(a_case(number, at))

    assert sum(one.cases for one in await kept(write, "cases")) == 2


async def test_the_journal_is_summed_within_the_same_borders(kept):
    second = timedelta(seconds=1)

    async def write(unit):
        for at in (MONDAY - second, MONDAY, NEXT - second, NEXT):
            entry = Entry(action=Deed.DELETE, chat=CHAT, outcome="выполнено")
            await unit.journal.add([entry], at)

    assert await kept(write, "deeds") == (DeedCount(CHAT, "bot", "delete", "выполнено", 2),)


async def test_moments_are_those_of_the_schools_clock(kept):
    night = datetime(2026, 11, 17, 0, 25, tzinfo=MOSCOW)

    async def write(unit):
        await unit.cases.save(a_case(1, night))
        await unit.cases.save(a_case(2, night + timedelta(minutes=4)))
        await unit.cases.save(a_case(3, night, State.DISMISSED))

    ((moment, cases),) = await kept(write, "moments", (State.COUNTED,))

    assert (moment.isoformat(), cases) == ("2026-11-17T00:00:00+03:00", 2)
    assert moment.astimezone(UTC).hour == 21


async def test_moments_are_parted_by_the_hours_of_a_zone_that_has_them_between(memory):
    india = ZoneInfo("Asia/Kolkata")
    midnight = datetime(2026, 11, 17, tzinfo=india)
    async with memory.unit() as unit:
        for number, minutes in enumerate((-10, 10, 15), start=1):
            at = midnight + timedelta(minutes=minutes)
            await unit.cases.save(a_case(number, at))
        await unit.commit()

    async with memory.look() as unit:
        figures = Figures(unit._connection, memory.community, india)
        found = await figures.moments(MONDAY, NEXT, (State.COUNTED,))

    by_day = {moment.date().day: cases for moment, cases in found}
    assert by_day == {16: 1, 17: 2}


async def test_each_case_counts_once_for_the_one_who_decided_it(kept):
    def entry(action, actor, case, target=7):
        return Entry(action=action, actor=actor, chat=CHAT, case=case, target=target)

    async def write(unit):
        rows = [
            entry(Deed.ANNUL, "501", 1),
            entry(Deed.UNBLOCK, "501", 1),
            entry(Deed.CONFIRM, "501", 2),
            entry(Deed.DISMISS, "502", 3),
            entry(Deed.WARNING, "bot", 4),
            entry(Deed.APPEAL, "7", 4),  # filed by its member: no decision
            entry(Deed.APPEAL, "502", 4),  # … and decided
            entry(Deed.OBJECTION, "8", 5),
        ]
        await unit.journal.add(rows, NOON)

    found = await kept(write, "workload")

    assert sorted(found, key=lambda one: one.person) == [
        Workload(CHAT, 501, 2),
        Workload(CHAT, 502, 2),
    ]


async def test_a_case_is_doubtful_when_no_rule_was_certain_of_it(kept):
    async def write(unit):
        doubt = Violation("profanity", PROFANITY, certain=False)
        sure = Violation("profanity", PROFANITY)
        judged = replace(a_case(1, NOON), decided_by="501", decided_at=NOON + HOUR)
        await unit.cases.save(judged)
        await unit.cases.add_message(1, a_message(NOON, 1), [doubt])
        await unit.cases.save(replace(a_case(2, NOON, State.ANNULLED), decided_by="501"))
        await unit.cases.add_message(2, a_message(NOON, 2), [sure])
        await unit.cases.save(replace(a_case(3, NOON), decided_by="501"))  # his own warning
        await unit.cases.save(a_case(4, NOON + HOUR, State.LAPSED))
        await unit.cases.save(a_case(5, NOON))

    assert await kept(write, "asked") == (
        Asked(State.COUNTED, "501", NOON, NOON + HOUR),
        Asked(State.LAPSED, "bot", NOON + HOUR, NOON + HOUR),
    )


async def test_appeals_filed_decided_or_open_are_found(memory, kept):
    def row(case, filed, decided=None):
        return {
            "community": memory.community,
            "case": case,
            "chat": CHAT,
            "member": 7,
            "filed_at": filed,
            "words": "",
            "state": "upheld" if decided else "open",
            "decided_at": decided,
        }

    async def write(unit):
        old, day = MONDAY - timedelta(days=10), timedelta(days=1)
        rows = [row(1, old, old + day), row(2, old, NOON), row(3, old), row(4, NOON), row(5, NEXT)]
        await unit._connection.execute(insert(appeals), rows)

    found = await kept(write, "appeals")

    assert [(one.state, one.decided_at) for one in found] == [
        ("upheld", NOON),
        ("open", None),
        ("open", None),
    ]
    assert found[2] == Appealed(CHAT, "open", NOON, None)


async def test_apologies_are_summed_by_how_they_stand(memory, kept):
    async def write(unit):
        rows = [
            {
                "community": memory.community,
                "case": case,
                "chat": CHAT,
                "member": 7,
                "words": "",
                "opened_at": NOON,
                "until": NEXT,
                "state": state,
            }
            for case, state in enumerate(("accepted", "accepted", "objected"))
        ]
        await unit._connection.execute(insert(apologies), rows)

    assert await kept(write, "apologies") == {"accepted": 2, "objected": 1}


async def test_another_communitys_figures_are_not_ours(memory, kept):
    async def write(unit):
        unit.cases._community = memory.community + 1_000_000
        await unit.cases.save(a_case(1, NOON))

    assert await kept(write, "cases") == ()
