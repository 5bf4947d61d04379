"""`dezhurny journal export` with a manifest, `dezhurny journal verify` against what was told."""

import asyncio
import hashlib
import json
import sqlite3
from contextlib import closing

import pytest
from typer.testing import CliRunner

from bot.cli import app as command_line
from bot.errors import DezhurnyError
from rules.regulation.entry import Deed, Entry
from storage.chain import COLUMNS, Head, chain_hash
from storage.migrate import migrate
from storage.unit import Memory
from tests.bot.running import NOON
from tests.storage.conftest import MOSCOW

COMMUNITY = 7
KEY = "ab" * 32
CONFIG = """
[vk]
token = "made-up"
group_id = {community}
[storage]
url = "sqlite+aiosqlite:///{database}"
"""


@pytest.fixture
def database(tmp_path):
    return tmp_path / "school.db"


@pytest.fixture
def config(tmp_path, database):
    file = tmp_path / "config.toml"
    file.write_text(CONFIG.format(community=COMMUNITY, database=database), encoding="utf-8")
    _write(database, 5)
    return file


def _write(database, rows):
    async def write():
        memory = Memory.at(f"sqlite+aiosqlite:///{database}", COMMUNITY, MOSCOW, lambda: 1)
        await migrate(memory.engine)
        async with memory.unit() as unit:
            await unit.journal.add([Entry(action=Deed.WARNING, target=7)] * rows, NOON)
            await unit.commit()
            head = Head(*await unit.journal.head())
        await memory.close()
        return head

    return asyncio.run(write())


def _head(database):
    with closing(sqlite3.connect(database)) as opened:
        rows = "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1"
        return Head(*opened.execute(rows).fetchone())


def _tamper(database, *statements):
    with closing(sqlite3.connect(database)) as opened:
        for word in ("UPDATE", "DELETE"):
            opened.execute(f"DROP TRIGGER IF EXISTS journal_keeps_{word}")
        for statement, values in statements:
            opened.execute(statement, values)
        opened.commit()


def _rewrite(database):
    """Every row says something else, and every hash is right again."""
    with closing(sqlite3.connect(database)) as opened:
        names = ", ".join(f'"{name}"' for name in COLUMNS)
        found = opened.execute(f"SELECT {names} FROM journal ORDER BY seq").fetchall()  # noqa: S608 - our own names
    previous, changes = "0" * 64, []
    for values in found:
        row = {**dict(zip(COLUMNS, values, strict=True)), "reason": "иначе"}
        row["prev_hash"] = previous
        previous = chain_hash(previous, row, COMMUNITY)
        words = "UPDATE journal SET reason = ?, prev_hash = ?, hash = ? WHERE seq = ?"
        changes.append((words, (row["reason"], row["prev_hash"], previous, row["seq"])))
    _tamper(database, *changes)


def _run(config, *words, env=None):
    given = [*map(str, words), "--config", str(config)]
    return CliRunner().invoke(command_line, given, env={"JOURNAL_KEY": "", **(env or {})})


@pytest.fixture
def exported(config, tmp_path):
    """An export with a signed manifest."""
    out, manifest = tmp_path / "журнал.jsonl", tmp_path / "журнал.json"
    done = _run(
        config, "journal", "export", "-o", out, "--manifest", manifest, env={"JOURNAL_KEY": KEY}
    )
    assert done.exit_code == 0, done.output
    return out, manifest


def test_a_head_that_was_told_still_stands_when_the_bot_has_gone_on(config, database):
    told = _head(database).digest
    _write(database, 3)

    done = _run(config, "journal", "verify", "--head", told)

    assert done.exit_code == 0, done.output
    assert "Журнал цел: строк 8." in done.output
    assert "Отпечаток на месте: строка 5, после неё строк 3." in done.output


def test_a_rewritten_journal_is_whole_by_itself_and_not_against_the_head(config, database):
    told = _head(database).digest
    _rewrite(database)

    alone = _run(config, "journal", "verify")
    against = _run(config, "journal", "verify", "--head", told)

    assert alone.exit_code == 0, alone.output
    assert against.exit_code == 1
    assert f"Отпечатка {told} в журнале нет" in against.output


def test_a_journal_whose_end_was_cut_off_is_not_what_was_told(config, database):
    told = _head(database).digest
    _tamper(database, ("DELETE FROM journal WHERE seq = ?", (5,)))

    assert _run(config, "journal", "verify").exit_code == 0
    assert _run(config, "journal", "verify", "--head", told).exit_code == 1


def test_a_changed_row_is_named_also_when_the_head_stands(config, database):
    told = _head(database).digest
    _tamper(database, ("UPDATE journal SET target = ? WHERE seq = ?", (8, 2)))

    done = _run(config, "journal", "verify", "--head", told)

    assert done.exit_code == 1
    assert "Журнал нарушен в строке 2: её содержание изменено." in done.output


@pytest.mark.parametrize("words", ["5", "5-abc", "привет", ""])
def test_half_a_digest_is_a_sentence(config, words):
    done = _run(config, "journal", "verify", "--head", words)

    assert done.exit_code == 1
    assert "Отпечаток непонятен" in str(done.exception)


def test_a_manifest_says_what_was_exported(exported, database):
    out, manifest = exported
    told = json.loads(manifest.read_bytes())

    assert told["community"] == COMMUNITY
    assert (told["rows"], told["first"], told["last"]) == (5, 1, 5)
    assert told["head"] == _head(database).hash
    assert told["file"] == out.name
    assert told["signature"]["algorithm"] == "hmac-sha256"
    assert KEY not in manifest.read_text("utf-8")


def test_an_export_that_nobody_touched_is_what_its_manifest_says(config, exported, database):
    _, manifest = exported
    _write(database, 2)

    done = _run(config, "journal", "verify", "--manifest", manifest, env={"JOURNAL_KEY": KEY})

    assert done.exit_code == 0, done.output
    assert "не изменилась: строк 5; подпись верна." in done.output
    assert "Отпечаток на месте: строка 5, после неё строк 2." in done.output


def test_the_key_may_stand_in_a_file(config, exported, tmp_path):
    _, manifest = exported
    key = tmp_path / "key"
    key.write_text(f"{KEY}\n", encoding="utf-8")

    done = _run(config, "journal", "verify", "--manifest", manifest, "--key", key)

    assert done.exit_code == 0, done.output
    assert "подпись верна" in done.output


def test_without_the_key_the_rest_is_checked_and_that_is_said(config, exported):
    _, manifest = exported

    done = _run(config, "journal", "verify", "--manifest", manifest)

    assert done.exit_code == 0, done.output
    assert "подпись не проверена: нет ключа" in done.output


@pytest.mark.parametrize(
    "field", ["school", "community", "at", "file", "format", "sha256", "rows", "last", "head"]
)
def test_any_field_of_the_manifest_that_is_changed_breaks_its_signature(config, exported, field):
    _, manifest = exported
    told = json.loads(manifest.read_bytes())
    told[field] = told[field] + (1 if isinstance(told[field], int) else "0")
    manifest.write_text(json.dumps(told), encoding="utf-8")

    done = _run(config, "journal", "verify", "--manifest", manifest, env={"JOURNAL_KEY": KEY})

    assert done.exit_code == 1
    assert "Подпись не сходится" in str(done.exception)


def test_a_signature_that_was_taken_away_or_is_anothers_is_not_believed(config, exported):
    _, manifest = exported
    verify = ("journal", "verify", "--manifest", manifest)

    other = _run(config, *verify, env={"JOURNAL_KEY": "cd" * 32})
    told = json.loads(manifest.read_bytes())
    del told["signature"]
    manifest.write_text(json.dumps(told), encoding="utf-8")
    bare = _run(config, *verify, env={"JOURNAL_KEY": KEY})

    assert "Подпись не сходится" in str(other.exception)
    assert "не подписан" in str(bare.exception)
    assert (other.exit_code, bare.exit_code) == (1, 1)


def test_a_changed_export_is_not_what_its_manifest_says(config, exported):
    out, manifest = exported
    out.write_bytes(out.read_bytes().replace(b'"target":7', b'"target":8', 1))

    done = _run(config, "journal", "verify", "--manifest", manifest)

    assert done.exit_code == 1
    assert "файл изменён после выгрузки" in str(done.exception)


def test_an_export_made_of_other_rows_does_not_prove_its_chain(config, exported):
    """Who changes the file and the unsigned manifest with it is caught by the rows' own hashes."""
    out, manifest = exported
    out.write_bytes(out.read_bytes().replace(b'"target":7', b'"target":8', 1))
    told = json.loads(manifest.read_bytes())
    again = _run(config, "journal", "export", "-o", out.with_name("b"), "--manifest", manifest)
    assert again.exit_code == 0
    told |= json.loads(manifest.read_bytes())
    told["file"] = out.name
    told["sha256"] = hashlib.sha256(out.read_bytes()).hexdigest()
    manifest.write_text(json.dumps(told), encoding="utf-8")

    done = _run(config, "journal", "verify", "--manifest", manifest)

    assert done.exit_code == 1
    assert "строка 1: её содержание изменено" in str(done.exception)


def test_a_journal_rewritten_since_the_export_is_found_by_the_manifest(config, exported, database):
    _, manifest = exported
    _rewrite(database)

    done = _run(config, "journal", "verify", "--manifest", manifest, env={"JOURNAL_KEY": KEY})

    assert done.exit_code == 1
    assert "в журнале нет" in done.output


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_other_forms_have_a_manifest_too(config, tmp_path, form):
    out, manifest = tmp_path / f"журнал.{form}", tmp_path / "манифест.json"
    done = _run(config, "journal", "export", "--format", form, "-o", out, "--manifest", manifest)
    assert done.exit_code == 0, done.output
    assert "не подписан" in done.output

    whole = _run(config, "journal", "verify", "--manifest", manifest)
    out.write_bytes(out.read_bytes() + b" ")
    changed = _run(config, "journal", "verify", "--manifest", manifest)

    assert (whole.exit_code, changed.exit_code) == (0, 1)


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (("export", "--manifest", "a.json"), "--output"),
        (("verify", "--manifest", "нет.json"), "не прочитать"),
        (("verify", "--manifest", "config.toml"), "не манифест"),
        (("export", "-o", "/нет/папки/a", "--manifest", "/нет/папки/b"), "не записать"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(config, monkeypatch, words, remedy):
    monkeypatch.chdir(config.parent)

    done = _run(config, "journal", *words)

    assert done.exit_code == 1
    assert isinstance(done.exception, DezhurnyError)
    assert remedy in str(done.exception)


def test_a_short_key_is_refused_before_anything_is_written(config, tmp_path):
    out = tmp_path / "журнал.jsonl"

    done = _run(config, "journal", "export", "-o", out, env={"JOURNAL_KEY": "пароль"})

    assert "openssl rand" in str(done.exception)
    assert "пароль" not in str(done.exception)
    assert not out.exists()
