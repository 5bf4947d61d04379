"""The journal: rows are only added, and any that is touched breaks the chain."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DBAPIError

from rules.regulation.entry import Deed, Entry
from storage.journal import CHAINED, FIRST, chain_hash
from storage.tables import journal
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


async def _written(memory, rows=5):
    async with memory.unit() as unit:
        await unit.journal.add([ENTRY] * rows, AT)
        await unit.commit()


async def _verified(memory):
    async with memory.look() as unit:
        return await unit.journal.verify()


async def _tampered(memory, *statements):
    """Change the table as somebody with the database's own tools would."""
    async with memory.engine.connect() as connection:
        if memory.engine.dialect.name == "sqlite":
            for word in ("UPDATE", "DELETE"):
                await connection.execute(text(f"DROP TRIGGER journal_keeps_{word}"))
        else:
            await connection.execute(text("ALTER TABLE journal DISABLE TRIGGER ALL"))
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


async def test_a_removed_row_is_found(memory):
    await _written(memory)

    await _tampered(memory, delete(journal).where(_of(memory, 2)))

    assert (await _verified(memory)).seq == 3


async def test_swapped_rows_are_found(memory):
    await _written(memory)
    moves = [(2, 98), (3, 2), (98, 3)]

    await _tampered(
        memory, *(update(journal).where(_of(memory, old)).values(seq=new) for old, new in moves)
    )

    assert (await _verified(memory)).seq == 2


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
