"""What people wrote lies encrypted where there is a key, and its files hold none of it."""

import json
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import JSON, String, Text, delete, insert, select, text

from rules.regulation.entry import Deed, Entry
from rules.regulation.message import Message
from storage.ciphers import MARK, Cipher, key_bytes
from storage.copying import copy
from storage.engine import open_engine
from storage.errors import DatabaseError
from storage.migrate import migrate
from storage.sealed import Sealed, SealedBytes, SealedJSON, Words, storable
from storage.seals import reseal, sealed_tables, wipe
from storage.tables import Moment, metadata, seals
from storage.unit import Memory
from tests.storage.conftest import MOSCOW
from tests.storage.memories import AT, COMMUNITIES, everything, fill, left_alone
from tests.storage.other_databases import emptied, sqlite_in

OLD, NEW = b"old key." * 4, b"new key." * 4
SAID = "клубника"

# Texts that nobody of the chats wrote, or that have to stay plain; a new column is to be decided.
PLAIN = {
    *("web_links.digest", "web_sessions.digest"),
    *(f"journal.{name}" for name in ("at", "actor", "action", "clause", "rule", "reason")),
    *(f"journal.{name}" for name in ("outcome", "evidence", "prev_hash", "hash")),
    *(f"cases.{name}" for name in ("state", "decided_by", "term", "told")),
    *("case_messages.rule", "case_messages.clause", "sanctions.state", "sanctions.enforcement"),
    *("positions.ts", "counters.name", "handled.key", "routines.name", "seals.key"),
    *("chats.kind", "chats.mode", "evidence.digest", "outbox.act", "outbox.state"),
    *("set_aside.reason", "cards.about", "appeals.state", "apologies.state", "held.state"),
    *("signatures.clause", "signatures.term", "signatures.state", "departures.state"),
    *("acquaintances.version", "roster.form", "roster.role", "exceptions.word"),
}


@pytest.fixture
def database(request, url, tmp_path):
    """An empty database of either kind."""
    if url.startswith("sqlite"):
        return sqlite_in(tmp_path)
    return emptied(url, "sealed")


@asynccontextmanager
async def memory_at(url, *keys, community=1):
    memory = Memory.at(url, community, MOSCOW, lambda: 1, keys)
    try:
        yield memory
    finally:
        await memory.close()


@asynccontextmanager
async def begun(url, *keys, community=1):
    async with memory_at(url, *keys, community=community) as memory:
        await migrate(memory.engine)
        yield memory


@asynccontextmanager
async def bare(url):
    """An engine that sees what is kept itself."""
    engine = open_engine(url)
    try:
        yield engine
    finally:
        await engine.dispose()


async def secrets_in(memory, said=SAID):
    """A person's word in every column that may hold one."""
    async with memory.engine.connect() as connection:
        for number, table in enumerate(sealed_tables()):
            row = {"community": memory.community}
            for column in table.columns:
                if column.name in row or column.name == "id":
                    continue
                row[column.name] = _value(column, said, number)
            await connection.execute(insert(table).values(row))
        await connection.commit()


def _value(column, said, number):
    kind = column.type
    if isinstance(kind, SealedBytes):
        return said.encode()
    if isinstance(kind, SealedJSON):
        return {"text": said, "to": 1, "target": 1, "message": 1, "clause": "3.3.4"}
    if isinstance(kind, Words):
        return said
    if isinstance(kind, Moment):
        return AT
    if isinstance(kind, JSON):
        return []
    return {"str": "x", "int": number, "bool": True}[kind.python_type.__name__]


async def stored(url):
    """Every row as it is kept."""
    async with bare(url) as engine:
        return await everything(engine)


async def read(memory):
    async with memory.readers.connect() as connection:
        return {
            f"{table.name}.{column.name}": list(
                (await connection.execute(select(column).order_by(*table.primary_key))).scalars()
            )
            for table in sealed_tables()
            for column in table.columns
            if isinstance(column.type, Sealed)
        }


def forms_of(said):
    """How a text can stand in a file: as it is, and as JSON spells it."""
    return [said.encode(), json.dumps(said)[1:-1].encode(), said.encode("utf-16-le")]


def test_every_column_with_a_text_is_either_sealed_or_known_to_be_nobodys_words():
    texts = {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, String | Text)
    }

    assert texts == PLAIN


async def test_with_a_key_no_file_of_the_database_holds_a_word(tmp_path):
    async with begun(f"sqlite+aiosqlite:///{tmp_path / 'a.db'}", NEW) as memory:
        await secrets_in(memory)

        files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    assert {"a.db", "a.db-wal"} <= files.keys()
    assert MARK.encode() in b"".join(files.values())
    for name, held in files.items():
        assert not any(form in held for form in forms_of(SAID)), name


async def test_what_is_kept_under_a_key_is_read_as_it_was_written(database):
    async with begun(database, NEW) as memory:
        await secrets_in(memory)

        found = await read(memory)

    assert SAID not in str(await stored(database))
    for column, values in found.items():
        (value,) = values
        assert SAID in (value.decode() if isinstance(value, bytes) else str(value)), column


async def test_without_a_key_all_is_kept_as_it_is(database):
    async with begun(database) as memory:
        await secrets_in(memory)

    assert str(await stored(database)).count(SAID) >= len(sealed_tables()) - 1
    assert MARK not in str(await stored(database))


async def test_a_missing_key_and_a_wrong_one_are_refused_and_nothing_is_lost(database):
    async with begun(database, NEW) as memory:
        await secrets_in(memory)
    before = await stored(database)

    for keys, said in (((), "ключа нет"), ((OLD,), "ключ шифрования не тот")):
        async with memory_at(database, *keys) as other:
            with pytest.raises(DatabaseError, match=f"(?i){said}"):
                await migrate(other.engine)
            with pytest.raises(DatabaseError, match="верните ключ"):
                await read(other)

    assert await stored(database) == before


async def test_a_memory_for_another_thread_has_the_same_key(database):
    async with begun(database, NEW) as memory:
        await secrets_in(memory)
        apart = memory.apart()
        try:
            assert SAID in str(await read(apart))
        finally:
            await apart.close()


async def test_the_journal_is_checked_without_the_key(database):
    async with begun(database, NEW) as memory, memory.unit() as unit:
        await unit.journal.add([Entry(action=Deed.WARNING, target=7)] * 3, AT)
        await unit.commit()

    keyless = Memory.at(database, 1, MOSCOW, lambda: 1, keys=None)
    await migrate(keyless.engine)
    async with keyless.look() as unit:
        fault, (rows, _) = await unit.journal.verify(), await unit.journal.head()
    await keyless.close()

    assert (fault, rows) == (None, 3)


async def test_what_lay_open_is_encrypted_and_can_be_opened_again(database):
    under = {number: Cipher(number, [NEW]) for number in COMMUNITIES}
    await fill(database, rows=3)
    async with bare(database) as engine, engine.begin() as connection:
        await connection.execute(delete(seals))  # it was filled with names of no keys
    before = await stored(database)
    async with bare(database) as engine:
        changed = [await reseal(engine, one, one, left) for one in under.values()]
        sealed = await stored(database)
        again = [await reseal(engine, one, one, left) for one in under.values()]
        for community, one in under.items():
            await reseal(engine, one, Cipher(community), left)

    assert min(changed) >= len(sealed_tables())
    assert again == [0, 0]
    for table in sealed_tables():
        assert all(MARK in told(row) for row in sealed[table.name]), table.name
    assert await stored(database) == before


def told(row):
    return "".join(one.decode("latin-1") if isinstance(one, bytes) else str(one) for one in row)


async def test_nothing_that_lay_open_stays_in_the_files(tmp_path):
    url, under = f"sqlite+aiosqlite:///{tmp_path / 'a.db'}", Cipher(1, [NEW])
    async with begun(url) as memory:
        await secrets_in(memory)
        assert any(SAID.encode() in path.read_bytes() for path in tmp_path.iterdir())

    async with bare(url) as engine:
        await reseal(engine, under, under, left)
        await wipe(engine)

        for path in tmp_path.iterdir():
            held = path.read_bytes()
            assert not any(form in held for form in forms_of(SAID)), path.name


async def test_a_change_of_the_key_that_was_interrupted_goes_on(database):
    both = Cipher(1, [NEW, OLD])
    async with begun(database, OLD) as memory:
        await secrets_in(memory)
    async with begun(database, NEW, OLD), bare(database) as engine:
        with pytest.raises(KeyboardInterrupt):
            await reseal(engine, both, both, interrupt_at(3))
        for key in (NEW, OLD):  # either alone is refused: some rows lie under the other
            async with memory_at(database, key) as alone:
                with pytest.raises(DatabaseError, match="не тот"):
                    await migrate(alone.engine)

        changed = await reseal(engine, both, both, left)

    assert 0 < changed < len(sealed_tables())
    async with begun(database, NEW) as memory:
        assert SAID in str(await read(memory))


async def test_another_communitys_rows_are_left_alone(database):
    for community, key in ((1, OLD), (2, NEW)):
        async with begun(database, key, community=community) as memory:
            await secrets_in(memory)
    before, both = await stored(database), Cipher(1, [NEW, OLD])

    async with bare(database) as engine:
        await reseal(engine, both, both, left)

    after = await stored(database)
    assert after["members"][0] != before["members"][0]
    assert after["members"][1] == before["members"][1]
    assert after["seals"] == [(1, both.names[0]), (2, both.names[0])]


async def test_a_copy_needs_no_key_and_is_read_with_it(tmp_path, database):
    source, target = sqlite_in(tmp_path), database
    async with begun(source, NEW) as memory:
        await secrets_in(memory)

    async with bare(source) as old, bare(target) as new:
        await copy(old, new, left_alone)

    assert (await stored(target))["members"] == (await stored(source))["members"]
    async with begun(target, NEW) as moved:
        assert SAID in str(await read(moved))


async def test_what_is_erased_is_overwritten(tmp_path):
    message = Message(chat=1, id=1, author=1, sent_at=AT, text=SAID)
    async with begun(f"sqlite+aiosqlite:///{tmp_path / 'a.db'}") as memory:
        async with memory.unit() as unit:
            await unit.evidence.keep(SAID, message, 1, b"s" * 16, AT)
            await unit.commit()
        async with memory.unit() as unit:
            assert await unit.evidence.expire(AT + timedelta(days=1)) == 1
            await unit.commit()

    assert [path.name for path in tmp_path.iterdir()] == ["a.db"]
    assert SAID.encode() not in (tmp_path / "a.db").read_bytes()


async def test_a_row_that_was_tampered_with_is_not_read_as_something_else(database):
    async with begun(database, NEW) as memory:
        await secrets_in(memory)
        async with memory.engine.connect() as connection:
            cut = text("UPDATE evidence SET fragment = :cut")
            await connection.execute(cut, {"cut": f"{MARK}gAAAAABm"})
            await connection.commit()

        with pytest.raises(DatabaseError, match="не расшифровать"):
            await read(memory)


def test_of_a_text_that_begins_like_an_encrypted_one_the_first_sign_is_changed():
    kept = Words().to_keep(f"{MARK}слово", Cipher(1))

    assert kept == f"\ufffd{MARK[1:]}слово"
    assert SealedBytes().to_keep(MARK.encode(), Cipher(1)) == b"?" + MARK[1:].encode()


@pytest.mark.parametrize("words", ["", "abc", "0" * 63, "я" * 64, "0" * 65, "!" * 44])
def test_what_is_no_key_is_refused(words):
    with pytest.raises(ValueError, match="not 32 bytes"):
        key_bytes(words)


@given(st.text(st.characters()), st.sampled_from([(), (NEW,), (NEW, OLD)]))
def test_any_text_comes_back_as_it_was_storable(said, keys):
    cipher, kind = Cipher(1, keys), Words()

    kept = kind.to_keep(said, cipher)

    if not said.startswith(MARK):
        assert kind.to_read(kept, cipher) == storable(said)
    assert bool(keys and said) == (kind.token_in(kept) is not None)


@given(st.binary(), st.sampled_from([(), (NEW,)]))
def test_any_bytes_come_back(said, keys):
    cipher, kind = Cipher(1, keys), SealedBytes()

    assert kind.to_read(kind.to_keep(said, cipher), cipher) == said


def test_an_engine_without_a_cipher_hands_on_what_is_kept():
    engine = open_engine("sqlite+aiosqlite:///:memory:")

    for kind in (Words(), SealedBytes(), SealedJSON()):
        assert kind.process_bind_param(SAID, engine.dialect) == SAID
        assert kind.process_result_value(SAID, engine.dialect) == SAID


def left(done, total):
    """Nobody looks how far it is."""


def interrupt_at(times):
    calls = iter(range(1, times + 1))

    def told(done, total):
        if next(calls) == times:
            raise KeyboardInterrupt

    return told
