"""The journal: rows are only added, and any that is touched breaks the chain."""

from datetime import datetime
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import DBAPIError

from rules.regulation.entry import Deed, Entry
from storage.chain import CHAINED, FIRST, Head, chain_hash
from storage.journal import Journal
from storage.tables import journal
from storage.unit import Memory
from tests.storage.conftest import MOSCOW

AT = datetime(2026, 9, 1, 12, tzinfo=MOSCOW)
ENTRY = Entry(
    action=Deed.VIOLATION,
    chat=2_000_000_001,
    target=7,
    message=3,
    case=1,
    clause="3.3.4",
    rule="profanity",
    reason="причина",
    outcome="предупреждение",
    evidence="ab" * 32,
)


async def _written(memory, rows=5, at=AT):
    async with memory.unit() as unit:
        await unit.journal.add([ENTRY] * rows, at)
        await unit.commit()


async def _verified(memory):
    async with memory.look() as unit:
        return await unit.journal.verify()


async def _unlock(connection):
    if connection.dialect.name == "sqlite":
        for word in ("UPDATE", "DELETE"):
            await connection.execute(text(f"DROP TRIGGER journal_keeps_{word}"))
    else:
        await connection.execute(text("ALTER TABLE journal DISABLE TRIGGER ALL"))


async def _tampered(memory, *statements):
    """Change the table as somebody with the database's own tools would."""
    async with memory.engine.connect() as connection:
        await _unlock(connection)
        for statement in statements:
            await connection.execute(statement)
        if memory.engine.dialect.name == "postgresql":
            await connection.execute(text("ALTER TABLE journal ENABLE TRIGGER ALL"))
        await connection.commit()


def _of(memory, seq):
    return (journal.c.community == memory.community) & (journal.c.seq == seq)


async def test_a_whole_chain_verifies_and_begins_at_zero(memory):
    await _written(memory)

    assert await _verified(memory) is None
    async with memory.look() as unit:
        rows = [row async for row in unit.journal.rows()]
    assert [row["seq"] for row in rows] == [1, 2, 3, 4, 5]
    assert rows[0]["prev_hash"] == FIRST
    assert rows[0]["at"] == "2026-09-01T12:00:00.000+03:00"


async def test_rows_can_be_neither_changed_nor_removed(memory):
    await _written(memory)

    for statement in (
        update(journal).where(_of(memory, 2)).values(reason="иначе"),
        delete(journal).where(_of(memory, 2)),
    ):
        async with memory.engine.connect() as connection:
            with pytest.raises(DBAPIError, match="append-only"):
                await connection.execute(statement)


@pytest.mark.parametrize("column", [*CHAINED, "prev_hash", "hash"])
async def test_a_change_of_any_column_is_found(memory, column):
    await _written(memory)
    numbers = {"seq": 99, "chat": 1, "target": 1, "message": 1, "case": 8}
    changed = {column: numbers.get(column, "0")}

    await _tampered(memory, update(journal).where(_of(memory, 3)).values(**changed))

    fault = await _verified(memory)
    assert fault is not None
    assert fault.seq in (3, 4)


async def _found_after(memory, *statements):
    """The fault after a tampering that is then undone."""
    async with memory.engine.connect() as connection:
        await _unlock(connection)
        for statement in statements:
            await connection.execute(statement)
        book = Journal(connection, memory.community)
        fault, head = await book.verify(), await book.head()
        await connection.rollback()
    return fault, head


def _swap(memory, one, other):
    moves = [(one, 98), (other, one), (98, other)]
    return [update(journal).where(_of(memory, old)).values(seq=new) for old, new in moves]


async def test_any_removed_row_but_the_last_is_found_at_the_one_that_follows(memory):
    await _written(memory)

    for seq in (1, 2, 3, 4):
        fault, _ = await _found_after(memory, delete(journal).where(_of(memory, seq)))
        assert fault.seq == seq + 1


async def test_any_two_rows_that_changed_places_are_found(memory):
    await _written(memory)

    for one, other in combinations(range(1, 6), 2):
        fault, _ = await _found_after(memory, *_swap(memory, one, other))
        assert fault.seq == one


async def test_a_row_inserted_anywhere_is_found(memory):
    await _written(memory)
    async with memory.look() as unit:
        rows = [row async for row in unit.journal.rows()]

    for after, row in enumerate(rows):
        # Made as the journal makes them, and the others moved to let it in.
        new = {**row, "seq": after + 1, "reason": "иначе", "community": memory.community}
        new["hash"] = chain_hash(new["prev_hash"], new, memory.community)
        later = [
            update(journal).where(_of(memory, seq)).values(seq=seq + 1)
            for seq in range(5, after, -1)
        ]
        fault, _ = await _found_after(memory, *later, insert(journal).values(new))
        assert fault.seq == after + 2


async def test_a_row_given_to_another_community_is_found_in_both(memory):
    await _written(memory)
    theirs = Memory.at(
        memory.engine.url.render_as_string(hide_password=False),
        memory.community + 100_000,
        MOSCOW,
        lambda: 1,
    )

    for seq in (1, 3):
        given = update(journal).where(_of(memory, seq)).values(community=theirs.community)
        assert (await _found_after(memory, given))[0].seq == seq + 1
        async with theirs.engine.connect() as connection:
            await _unlock(connection)
            await connection.execute(given)
            assert await Journal(connection, theirs.community).verify() is not None
            await connection.rollback()
    await theirs.close()


async def test_rows_cut_off_at_the_end_show_only_against_a_head_that_was_told(memory):
    await _written(memory)
    async with memory.look() as unit:
        told = Head(*await unit.journal.head())
        assert await unit.journal.has(told)

    await _tampered(memory, delete(journal).where(_of(memory, 5)))

    assert await _verified(memory) is None
    async with memory.look() as unit:
        assert not await unit.journal.has(told)
    await _written(
        memory, rows=3, at=AT.replace(hour=13)
    )  # the bot goes on, and the numbers are taken again
    async with memory.look() as unit:
        assert not await unit.journal.has(told)


async def test_a_chain_rewritten_from_a_row_on_shows_only_against_a_head_told_after_it(memory):
    await _written(memory)
    async with memory.look() as unit:
        rows = [row async for row in unit.journal.rows()]
    before, after = Head(2, rows[1]["hash"]), Head(5, rows[4]["hash"])
    previous, forged = rows[1]["hash"], []
    for row in rows[2:]:
        new = {**row, "reason": "иначе", "prev_hash": previous}
        previous = new["hash"] = chain_hash(previous, new, memory.community)
        forged.append(update(journal).where(_of(memory, row["seq"])).values(new))

    await _tampered(memory, *forged)

    assert await _verified(memory) is None
    async with memory.look() as unit:
        assert await unit.journal.has(before)
        assert not await unit.journal.has(after)


async def test_what_is_not_committed_leaves_no_row(memory):
    async with memory.unit() as unit:
        await unit.journal.add([ENTRY], AT)

    async with memory.look() as unit:
        assert await unit.journal.head() == (0, FIRST)


rows = st.fixed_dictionaries(
    {name: st.none() | st.integers() | st.text(st.characters(), max_size=20) for name in CHAINED}
)


@given(rows, rows)
def test_different_rows_have_different_hashes(one, other):
    assert (chain_hash(FIRST, one, 1) == chain_hash(FIRST, other, 1)) == (one == other)


async def test_a_moderators_words_stand_there_without_personal_data(memory):
    told = Entry(action=Deed.WARNING, reason="брань, писала 8 912 345-67-89 и на ivan@mail.ru")

    async with memory.unit() as unit:
        await unit.journal.add([told, Entry(action=Deed.WARNING, reason="дело №17, п. 3.3.4")], AT)
        await unit.commit()

    async with memory.look() as unit:
        one, other = [row async for row in unit.journal.rows()]
        assert await unit.journal.verify() is None
    assert one["reason"] == "брань, писала телефон …89 и на e-mail"
    assert other["reason"] == "дело №17, п. 3.3.4"
