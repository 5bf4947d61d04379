"""The memory as one transaction: cases, outbox, evidence, sanctions, positions."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import inspect

from rules.regulation.acts import Act, Kind, Urgency
from rules.regulation.cases import State
from rules.regulation.clauses import PROFANITY
from rules.regulation.durations import Duration
from rules.regulation.ladder import Block
from rules.regulation.policy import Enforcement
from rules.regulation.violation import Violation
from storage.chats import Member
from storage.errors import DatabaseError
from storage.evidence import LONGEST, digest_of
from storage.migrate import migrate
from storage.outbox import Fate
from storage.sanctions import Course
from storage.tables import metadata
from tests.rules.regulation.histories import a_case, a_message
from tests.storage.conftest import MOSCOW

NOW = datetime(2026, 9, 1, 12, tzinfo=MOSCOW)
CHAT = 2_000_000_001


async def test_a_case_comes_back_as_it_was_kept(memory):
    case = replace(
        a_case(1, NOW), term=Duration.parse("1mo"), released_at=NOW, clauses=("3.3.4", "3.3.1")
    )

    async with memory.unit() as unit:
        await unit.cases.save(case)
        await unit.commit()

    async with memory.look() as unit:
        assert await unit.cases.get(1) == case
        assert await unit.cases.of_member(CHAT, 7) == (case,)
        assert await unit.cases.next_number() == 2


async def test_a_case_that_changes_stays_one_case(memory):
    async with memory.unit() as unit:
        await unit.cases.save(a_case(1, NOW))
        await unit.cases.save(replace(a_case(1, NOW), state=State.ANNULLED, messages=4))
        await unit.commit()

    async with memory.look() as unit:
        (case,) = await unit.cases.of_member(CHAT, 7)
        assert (case.state, case.messages) == (State.ANNULLED, 4)


async def test_two_writers_never_get_one_number(memory):
    async def open_a_case():
        async with memory.unit() as unit:
            number = await unit.cases.next_number()
            await asyncio.sleep(0)
            await unit.cases.save(a_case(number, NOW))
            await unit.commit()
        return number

    numbers = await asyncio.gather(*(open_a_case() for _ in range(20)))

    assert sorted(numbers) == list(range(1, 21))


async def test_a_part_that_fails_is_undone_alone(memory):
    violation = Violation("profanity", PROFANITY)
    async with memory.unit() as unit:
        await unit.cases.save(a_case(1, NOW))
        with pytest.raises(ValueError, match="refused"):
            await _a_message_twice(unit, violation)
        await unit.commit()

    async with memory.look() as unit:
        assert [case.number for case in await unit.cases.of_member(CHAT, 7)] == [1]


async def _a_message_twice(unit, violation):
    async with unit.part():
        await unit.cases.save(a_case(2, NOW))
        for _ in range(2):
            await unit.cases.add_message(2, a_message(NOW), [violation])


async def test_an_update_is_handled_once(memory):
    async with memory.unit() as unit:
        first = await unit.reception.first_time("new:1:2", NOW)
        again = await unit.reception.first_time("new:1:2", NOW)

    assert (first, again) == (True, False)


async def test_the_position_moves(memory):
    async with memory.unit() as unit:
        await unit.reception.move_to("17", NOW)
        await unit.reception.move_to("18", NOW)
        await unit.commit()

    async with memory.look() as unit:
        assert await unit.reception.position() == "18"


async def test_the_outbox_gives_the_urgent_first_and_waits_for_what_must_precede(memory):
    async with memory.unit() as unit:
        notice = await unit.outbox.add(_act(Kind.SEND, to=7, text="…"), NOW)
        removal = await unit.outbox.add(replace(_act(Kind.REMOVE), after=notice), NOW)
        deletion = await unit.outbox.add(_act(Kind.DELETE), NOW)
        later = await unit.outbox.add(replace(_act(Kind.DELETE), delay=timedelta(minutes=1)), NOW)
        before = await unit.outbox.due(NOW, 10)
        await unit.outbox.finish(notice, Fate.DONE, {"message": 5})
        after = await unit.outbox.due(NOW + timedelta(minutes=2), 10)
        fate = await unit.outbox.fate(notice)

    assert [one.id for one in before] == [deletion, notice]
    assert [one.id for one in after] == [deletion, later, removal]
    assert fate == (Fate.DONE, {"message": 5})
    assert after[2].act.rank is Urgency.BLOCK


async def test_an_act_is_finished_once(memory):
    async with memory.unit() as unit:
        number = await unit.outbox.add(_act(Kind.DELETE), NOW)
        first = await unit.outbox.finish(number, Fate.DONE)
        again = await unit.outbox.finish(number, Fate.REFUSED)

    assert (first, again) == (True, False)


async def test_what_was_finished_a_month_ago_is_erased_and_what_waits_is_kept(memory):
    async with memory.unit() as unit:
        done = await unit.outbox.add(_act(Kind.DELETE), NOW)
        waits = await unit.outbox.add(_act(Kind.RELEASE), NOW)
        await unit.outbox.finish(done, Fate.DONE)
        await unit.outbox.expire(NOW + timedelta(days=29))
        early = await unit.outbox.get(done)
        await unit.outbox.expire(NOW + timedelta(days=31))
        late = [await unit.outbox.get(number) for number in (done, waits)]

    assert early is not None
    assert [one and one.id for one in late] == [None, waits]


async def test_only_what_was_not_tried_is_reworded(memory):
    async with memory.unit() as unit:
        number = await unit.outbox.add(_act(Kind.SEND, to=7, text="один"), NOW)
        fresh = await unit.outbox.reword(number, "два")
        pending = await unit.outbox.get(number)
        await unit.outbox.put_off(number, NOW)
        tried = await unit.outbox.reword(number, "три")

    assert (fresh, tried) == (True, False)
    assert pending.act.payload["text"] == "два"


async def test_evidence_is_cut_salted_and_comes_to_its_end(memory):
    words = "я" * 600 + "\0\ud83d"
    async with memory.unit() as unit:
        digest = await unit.evidence.keep(words, a_message(NOW), 1, b"salt", NOW)
        kept = await unit.evidence.of_case(1)
        erased = await unit.evidence.expire(NOW)
        left = await unit.evidence.of_case(1)

    assert kept == ("я" * LONGEST,)
    assert digest == digest_of("я" * LONGEST, b"salt")
    assert (erased, left) == (1, ())


async def test_blocks_are_due_when_their_time_has_come(memory):
    block = Block(4, NOW, NOW + timedelta(days=1), Duration.parse("1d"))
    async with memory.unit() as unit:
        sanction = await unit.sanctions.impose(block, CHAT, 7, Enforcement.RESTRICT)
        early = await unit.sanctions.due(NOW + timedelta(hours=23))
        due = await unit.sanctions.due(NOW + timedelta(days=1))
        await unit.sanctions.change(4, course=Course.ENDED)
        ended = await unit.sanctions.in_force()

    assert early == ()
    assert due == (sanction,)
    assert ended == ()


async def test_people_and_chats_are_remembered(memory):
    async with memory.unit() as unit:
        await unit.chats.note(CHAT, title="5А")
        await unit.chats.note(CHAT, moderated=True)
        await unit.chats.meet(CHAT, [Member(7, "Анна"), Member(1, "Мария", True)], NOW)
        await unit.chats.meet(CHAT, [Member(7, "Анна Петровна")], NOW)
        (chat,) = await unit.chats.all()
        people = await unit.chats.people()

    assert (chat.title, chat.moderated) == ("5А", True)
    assert people[CHAT][7].name == "Анна Петровна"
    assert people[CHAT][1].is_moderator


async def test_the_steps_make_the_tables_that_the_program_knows(memory):
    async with memory.engine.connect() as connection:
        names = await connection.run_sync(lambda c: set(inspect(c).get_table_names()))
        columns = await connection.run_sync(
            lambda c: {t: {x["name"] for x in inspect(c).get_columns(t)} for t in metadata.tables}
        )

    assert names >= set(metadata.tables)
    assert columns == {t: set(table.columns.keys()) for t, table in metadata.tables.items()}


async def test_migrating_twice_changes_nothing(memory):
    await migrate(memory.engine)

    async with memory.look() as unit:
        assert await unit.reception.position() is None


async def test_a_file_that_is_no_database_is_a_sentence(tmp_path, memory):
    from storage.unit import Memory

    (tmp_path / "x.db").write_text("это не база" * 100)
    broken = Memory.at(f"sqlite+aiosqlite:///{tmp_path / 'x.db'}", 1, MOSCOW, lambda: 1)

    with pytest.raises(DatabaseError, match="не база данных"):
        await migrate(broken.engine)
    await broken.close()


def _act(kind, **payload):
    return Act(kind=kind, chat=CHAT, target=7, message=3, case=1, payload=payload)
