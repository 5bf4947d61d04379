"""All that is kept of a person is handed over, or erased; the journal's chain stays whole."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, select

from rules.regulation.acts import Act, Kind
from rules.regulation.entry import Deed, Entry
from storage import procedure_tables as procedure
from storage.chats import Member
from storage.ends import Limits
from storage.outbox import Fate
from storage.roster import Capacity, Listed
from storage.tables import metadata
from storage.traces import TRACES, End
from tests.rules.regulation.histories import a_case, a_message
from tests.storage.conftest import MOSCOW

NOW = datetime(2026, 9, 1, 12, tzinfo=MOSCOW)
CHAT = 2_000_000_001
ANNA, BORIS, TEACHER = 7, 77, 1
SECRET = "Анна Белова"


async def _a_life(unit, community):
    """Anna's whole story, with Boris and the teacher beside her."""
    await unit.chats.meet(CHAT, [Member(ANNA, SECRET), Member(BORIS, "Борис")], NOW)
    await unit.cases.save(a_case(1, NOW))
    await unit.evidence.keep(SECRET, a_message(NOW), 1, b"salt", NOW + timedelta(days=180))
    await unit.acquaintances.confirm(CHAT, ANNA, "v1", NOW)
    await unit.unsaid.keep(ANNA, SECRET, NOW)
    await unit.departures.ask(TEACHER, BORIS, [(CHAT, BORIS), (CHAT, ANNA)], SECRET, NOW)
    await unit.roster.add(
        (
            Listed(name=SECRET, capacity=Capacity.PUPIL, member=ANNA, form="5А"),
            Listed(name="Белова", capacity=Capacity.PARENT, member=BORIS, pupil=SECRET),
        )
    )
    await unit.reception.put_aside(f'{{"from_id":{ANNA},"text":"{SECRET}"}}'.encode(), "?", NOW)
    await unit.reception.put_aside(b'{"from_id":77}', "?", NOW)
    await unit.journal.add(
        [
            Entry(action=Deed.WARNING, chat=CHAT, target=ANNA, case=1, clause="3.3.4"),
            Entry(action=Deed.COMPLAINT, actor=str(BORIS), chat=CHAT, target=ANNA),
        ],
        NOW,
    )
    rows = {
        procedure.appeals: {"case": 1, "member": ANNA, "filed_at": NOW, "words": SECRET},
        procedure.apologies: {"case": 1, "member": ANNA, "words": SECRET, "opened_at": NOW},
        procedure.held: {"message": 5, "member": ANNA, "words": SECRET, "sent_at": NOW},
        procedure.signatures: {"member": ANNA, "reason": SECRET, "asked_at": NOW},
        procedure.complaints: {"message": 5, "author": ANNA, "reporter": BORIS, "at": NOW},
    }
    for table, values in rows.items():
        filled = {"community": community, "chat": CHAT, "state": "open", "until": NOW}
        filled |= {"publish_at": NOW, "expires_at": NOW, "moderator": TEACHER, "term": "1d"}
        filled |= {"clause": "2.6"} | values
        known = {name: value for name, value in filled.items() if name in table.c}
        await unit._connection.execute(insert(table).values(known))


async def _everything(unit, community):
    """All rows of the community, as one text."""
    told: list[str] = []
    for table in metadata.sorted_tables:
        ours = select(table).where(table.c.community == community)
        rows = (await unit._connection.execute(ours)).all()
        told.extend(str(dict(row._mapping)) for row in rows)
    return "\n".join(told)


@pytest.fixture
async def anna(memory):
    async with memory.unit() as unit:
        await _a_life(unit, memory.community)
        await unit.commit()
    return memory


async def test_all_that_is_kept_of_a_person_is_handed_over(anna):
    async with anna.look() as unit:
        records = await unit.persons.records(ANNA)

    assert records["members"][0]["name"] == SECRET
    assert records["evidence"][0]["fragment"] == SECRET
    assert records["appeals"][0]["words"] == SECRET
    assert records["held"][0]["words"] == SECRET
    assert records["acquaintances"][0]["confirmed_at"] == NOW
    assert records["departures_with_family"][0]["state"] == "open"
    assert len(records["journal"]) == 2


async def test_who_complained_of_him_is_not_handed_over(anna):
    async with anna.look() as unit:
        records = await unit.persons.records(ANNA)

    assert [row["actor"] for row in records["journal"]] == ["bot", None]
    assert str(BORIS) not in str(records["complaints_against"])


async def test_of_a_stranger_nothing_is_kept(anna):
    async with anna.look() as unit:
        assert await unit.persons.records(777) == {}


async def test_erasing_leaves_no_word_and_no_name(anna):
    async with anna.unit() as unit:
        touched = await unit.persons.erase(ANNA)
        left = await _everything(unit, anna.community)

    assert SECRET not in left
    assert "Борис" in left
    assert touched["roster_of_parents"] == 1
    assert touched["set_aside"] == 1


async def test_erasing_keeps_the_journal_whole(anna):
    async with anna.unit() as unit:
        await unit.persons.erase(ANNA)
        await unit.commit()

    async with anna.look() as unit:
        assert await unit.journal.verify() is None
        assert [row["target"] async for row in unit.journal.rows()] == [ANNA, ANNA]
        assert await unit.cases.get(1) is not None


async def test_what_was_to_be_said_to_the_erased_is_not_said(memory):
    link = f"[id{ANNA}|{SECRET}]"
    async with memory.unit() as unit:
        to_him = await _send(unit, ANNA, f"{link}, предупреждение", target=ANNA)
        of_both = await _send(unit, CHAT, f"Ночью: {link}, [id{BORIS}|Борис]")
        release = await unit.outbox.add(Act(kind=Kind.RELEASE, chat=CHAT, target=ANNA), NOW)
        await unit.persons.erase(ANNA)
        fate, _ = await unit.outbox.fate(to_him)
        said = (await unit.outbox.get(to_him)).act.payload["text"]
        other = (await unit.outbox.get(of_both)).act.payload["text"]
        waiting = [one.id for one in await unit.outbox.due(NOW, 10)]

    assert (fate, said) == (Fate.DROPPED, "")
    assert other == f"Ночью: участник, [id{BORIS}|Борис]"
    assert set(waiting) == {of_both, release}


async def _send(unit, to, text, **more):
    act = Act(kind=Kind.SEND, chat=CHAT, payload={"to": to, "text": text}, **more)
    return await unit.outbox.add(act, NOW)


def test_every_table_with_words_or_names_is_looked_at():
    seen = {trace.table.name for trace in TRACES} | {"outbox", "set_aside"}
    impersonal = {"positions", "counters", "handled", "chats", "routines", "heard", "gaps", "seals"}

    assert {table.name for table in metadata.sorted_tables} == seen | impersonal


def test_no_column_of_words_is_kept_when_a_person_is_erased():
    words = {"words", "fragment", "name", "pupil"}

    for trace in TRACES:
        kept = set() if trace.end is End.ERASED else words - trace.emptied.keys()
        assert trace.end is not End.EMPTIED or not kept & set(trace.shown.split()), trace.what
        assert trace.end is not End.KEPT or not words & set(trace.shown.split()), trace.what


async def test_what_is_over_comes_to_its_end_kind_by_kind(anna):
    async with anna.unit() as unit:
        await unit.chats.part(CHAT, [ANNA], NOW)
        for table in (procedure.appeals, procedure.apologies, procedure.signatures):
            closed = {"state": "declined", "decided_at": NOW}
            values = {name: value for name, value in closed.items() if name in table.c}
            await unit._connection.execute(table.update().values(values))
        early = await unit.ends.erase(_limits(NOW - timedelta(days=1)), NOW - timedelta(days=1))
        erased = await unit.ends.erase(_limits(NOW + timedelta(days=1)), NOW + timedelta(days=1))
        left = await unit.persons.records(ANNA)

    assert early == {}
    assert erased == {"words": 5, "held": 1, "people": 2, "cases": 1}
    assert "Анна" not in str(left.get("appeals")) + str(left.get("members"))


def _limits(moment):
    return Limits(words=moment, cases=moment, people=moment, roster=moment)


async def test_an_open_appeal_and_a_block_in_force_outlive_every_limit(anna):
    later = NOW + timedelta(days=3000)
    async with anna.unit() as unit:
        await unit.ends.erase(_limits(later), later)

        assert await unit.cases.get(1) is not None
        assert (await unit.persons.records(ANNA))["appeals"][0]["words"] == SECRET
