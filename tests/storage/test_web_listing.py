"""The lists of the journal in the browser: of whose chats, in which order, by which index."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, insert

from rules.regulation.cases import State
from rules.regulation.entry import Deed, Entry
from storage.procedure_tables import complaints
from storage.web_filters import CaseFilter, JournalFilter
from storage.web_listing import APART
from tests.rules.regulation.histories import a_case, a_message
from tests.storage.conftest import MOSCOW

CHAT, OTHER, THIRD = 2_000_000_001, 2_000_000_002, 2_000_000_003
NOON = datetime(2026, 11, 16, 12, tzinfo=MOSCOW)
DAY = timedelta(days=1)
MANY = tuple(range(CHAT, CHAT + APART + 1))
SCOPES = [None, (CHAT,), (CHAT, OTHER), MANY]
ANY = JournalFilter()


@pytest.fixture
async def filled(memory):
    """Thirty cases and rows, one a day, in three chats by turns."""
    async with memory.unit() as unit:
        for place in range(30):
            chat = (CHAT, OTHER, THIRD)[place % 3]
            at = NOON + place * DAY
            case = replace(a_case(place + 1, at), chat=chat, member=100 + place % 5)
            await unit.cases.save(case)
            entry = Entry(action=Deed.WARNING, chat=chat, target=case.member, case=case.number)
            await unit.journal.add([replace(entry, clause="3.3.4")], at)
        await unit.commit()
    return memory


@pytest.mark.parametrize("scope", SCOPES)
async def test_pages_follow_one_another_without_a_gap_or_a_repetition(filled, scope):
    seen, before = [], None
    async with filled.look() as unit:
        while page := await unit.web_listing.journal(scope, ANY, before=before, limit=4):
            seen += [row["seq"] for row in page]
            before = seen[-1]

    chats = {CHAT, OTHER, THIRD} if scope is None else set(scope)
    mine = [n for n in range(30, 0, -1) if (CHAT, OTHER, THIRD)[(n - 1) % 3] in chats]
    assert seen == mine


@pytest.mark.parametrize("scope", SCOPES)
async def test_no_row_of_another_chat_is_listed(filled, scope):
    async with filled.look() as unit:
        listing = unit.web_listing
        rows = await listing.journal(scope, ANY, before=None, limit=99)
        cases = await listing.cases(scope, CaseFilter(), before=None, limit=99)
        people = await listing.members(scope, before=None, limit=99)
        states = await listing.states(scope, NOON)
        deeds = await listing.deeds(scope, NOON)

    chats = {CHAT, OTHER, THIRD} if scope is None else {CHAT, OTHER, THIRD} & set(scope)
    assert {row["chat"] for row in rows} == chats
    assert {case.chat for case in cases} == chats
    assert {one.chat for one in people} == chats
    assert states == {State.COUNTED: 10 * len(chats)}
    assert sum(deeds.values()) == 10 * len(chats)


async def test_nobody_sees_anything_who_moderates_nothing(filled):
    async with filled.look() as unit:
        assert await unit.web_listing.journal((), ANY, before=None, limit=9) == []
        assert await unit.web_listing.cases((), CaseFilter(), before=None, limit=9) == []
        assert await unit.web_queue.doubtful(()) == []


async def test_days_are_of_the_school_and_whole(filled):
    first = NOON.replace(hour=0) + 3 * DAY
    wanted = JournalFilter(since=first, until=first + 2 * DAY)
    cases = CaseFilter(since=first, until=first + 2 * DAY)

    async with filled.look() as unit:
        rows = await unit.web_listing.journal(None, wanted, before=None, limit=99)
        found = await unit.web_listing.cases(None, cases, before=None, limit=99)
        none = JournalFilter(since=NOON + 99 * DAY)
        assert await unit.web_listing.journal(None, none, before=None, limit=9) == []

    assert [row["seq"] for row in rows] == [5, 4]
    assert [case.number for case in found] == [5, 4]


async def test_filters_narrow_together(filled):
    async with filled.look() as unit:
        listing = unit.web_listing
        of_one = JournalFilter(targets={100}, actions=("warning",), clause="3.3.4")
        rows = await listing.journal(None, of_one, before=None, limit=99)
        wanted = CaseFilter(members={100, 101}, clause="3.3.4", states=(State.COUNTED,))
        cases = await listing.cases((CHAT,), wanted, before=20, limit=99)
        other = CaseFilter(clause="3.3.1")
        assert await listing.cases(None, other, before=None, limit=9) == []

    assert {row["target"] for row in rows} == {100}
    assert [case.number for case in cases] == [16, 7, 1]


async def test_each_member_stands_once_by_his_latest_case(filled):
    async with filled.look() as unit:
        first = await unit.web_listing.members((CHAT,), before=None, limit=3)
        rest = await unit.web_listing.members((CHAT,), before=first[-1].newest, limit=9)

    assert [one.newest for one in (*first, *rest)] == [28, 25, 22, 19, 16]
    assert len({one.member for one in (*first, *rest)}) == 5


async def test_who_reported_a_message_of_a_case_is_known_for_many_at_once(memory):
    async with memory.unit() as unit:
        await unit.cases.save(a_case(1, NOON))
        await unit.cases.save(a_case(2, NOON))
        message = a_message(NOON)
        await unit.cases.point_at(1, message, "3.3.4", rule="moderator", certain=True)
        for reporter, number, case in ((8, message.id, None), (9, 999, 2)):
            values = {"community": memory.community, "chat": message.chat, "author": 7, "at": NOON}
            values |= {"message": number, "reporter": reporter, "case": case}
            await unit._connection.execute(insert(complaints).values(values))
        await unit.commit()

    async with memory.look() as unit:
        found = await unit.web_queue.reporters([1, 2, 3])
        assert found == {1: frozenset({8}), 2: frozenset({9})}
        assert found[1] == await unit.cases.reporters(1)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("scope", SCOPES)
async def test_no_list_looks_through_a_whole_table(filled, url, scope):
    asked = []

    def note(connection, cursor, statement, parameters, context, many):
        asked.append((statement, parameters))

    event.listen(filled.readers.sync_engine, "before_cursor_execute", note)
    async with filled.look() as unit:
        await _every_list(unit, scope)

    with closing(sqlite3.connect(url.partition(":///")[2])) as database:
        plans = [
            row[3]
            for statement, parameters in asked
            if statement.startswith("SELECT")
            for row in database.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    tables = ("journal", "cases", "cards", "appeals", "complaints", "signatures", "sanctions")
    whole = [plan for plan in plans if plan.startswith(tuple(f"SCAN {name}" for name in tables))]
    assert any("SEARCH journal" in plan for plan in plans)
    assert [plan for plan in whole if "INDEX" not in plan] == []


async def _every_list(unit, scope):
    listing, queue = unit.web_listing, unit.web_queue
    since, until = NOON, NOON + DAY
    for wanted in (
        ANY,
        JournalFilter(case=1),
        JournalFilter(targets={100, 101}),
        JournalFilter(clause="3.3.4"),
        JournalFilter(actions=("warning",)),
        JournalFilter(since=since, until=until),
    ):
        for before in (None, 20):
            await listing.journal(scope, wanted, before=before, limit=9)
    for narrowed in (
        CaseFilter(),
        CaseFilter(members={100}),
        CaseFilter(clause="3.3.4"),
        CaseFilter(states=(State.DOUBTFUL,)),
        CaseFilter(since=since, until=until),
    ):
        await listing.cases(scope, narrowed, before=20, limit=9)
    await listing.members(scope, before=20, limit=9)
    await listing.of_members([(CHAT, 100)])
    await listing.states(scope, NOON)
    await listing.deeds(scope, NOON)
    await listing.newest(20)
    for what in ("doubtful", "to_be_seen", "appeals", "apologies", "complaints", "signatures"):
        await getattr(queue, what)(scope)
    await queue.blocks(scope)
    await queue.reporters([1, 2])
