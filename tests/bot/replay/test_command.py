"""The command as a person runs it."""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner

from bot.cli import app

ROOT = Path(__file__).parents[3]
SCHOOL = "[school]\nname = 'Лицей <b>№ 1</b>'\n"


@pytest.fixture
def dezhurny(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(app, ["replay", *map(str, words)])


@pytest.fixture
def a_month(a_raw, a_file):
    """Anna writes at night four times; Ivan swears once; the rest is clean."""
    nights = [a_raw(at=f"2026-09-{day:02} 22:00") for day in (1, 3, 5, 7)]
    rude = a_raw("Да иди ты на хуй", at="2026-09-10 12:00", from_id=1002)
    return a_file(*nights, rude, b"{broken", a_raw("Спасибо!", at="2026-09-11 12:00"))


def test_jsonl_is_one_object_for_each_message_that_broke_something(dezhurny, a_month):
    result = dezhurny(a_month, "--format", "jsonl")

    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert told[0] == {
        "chat": 2_000_000_001,
        "message": 1,
        "clauses": ["3.3.1"],
        "certain": True,
        "action": "delete",
    }
    assert [one["message"] for one in told] == [1, 2, 3, 4, 5]
    assert "3.3.4" in told[4]["clauses"]


def test_the_tables_show_clauses_members_and_days_without_names(dezhurny, a_month):
    result = dezhurny(a_month)

    assert "1 чат, 2 участника, 6 сообщений, 01.09.2026 — 11.09.2026" in result.stdout
    for words in ("По пунктам", "тихие часы", "участник 1", "08.09.2026 22:00", "05.09.2026"):
        assert words in result.stdout
    assert "строка 6: это не JSON" in result.stderr


def test_names_are_shown_when_asked_for_and_never_as_markup(dezhurny, a_raw, a_file):
    person = {"id": 1001, "first_name": "[red]Анна", "last_name": "Петрова\x1b[31m"}
    answer = {"items": [a_raw(at="2026-09-01 22:00")], "profiles": [person]}

    result = dezhurny(a_file(answer), "--names")

    assert "[red]Анна" in result.stdout
    assert "\x1b" not in result.stdout


def test_config_toml_beside_is_used_and_needs_no_key(dezhurny, a_month, tmp_path):
    (tmp_path / "config.toml").write_text("[rules.quiet_hours]\nend = 23:00:00\n", encoding="utf-8")

    told = dezhurny(a_month, "--format", "jsonl").stdout.splitlines()

    assert len(told) == 1


def test_diff_tells_what_other_settings_would_change(dezhurny, a_month, tmp_path):
    other = tmp_path / "other.toml"
    other.write_text("[rules.quiet_hours]\nend = 23:00:00\n", encoding="utf-8")

    result = dezhurny(a_month, "--diff", other, "--format", "jsonl")
    tables = dezhurny(a_month, "--diff", other)

    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(one["message"], one["change"]) for one in told] == [
        (n, "removed") for n in range(1, 5)
    ]
    assert "Что изменится по пунктам" in tables.stdout


def test_diff_with_the_same_settings_is_nothing(dezhurny, a_month, tmp_path):
    same = tmp_path / "same.toml"
    same.write_text("", encoding="utf-8")

    result = dezhurny(a_month, "--diff", same)

    assert "не изменили бы ничего" in result.stdout


def test_the_schools_zone_and_the_zone_of_the_archive_can_be_told(dezhurny, tmp_path, a_page):
    block = (
        '<div class="message" data-id="1"><div class="message__header">'
        '<a href="https://vk.com/id1">Анна</a>, 2 фев 2026 в 18:30:00</div><div>Привет</div></div>'
    )
    page = tmp_path / "messages0.html"
    page.write_bytes(a_page(block))
    (tmp_path / "config.toml").write_text("[school]\ntimezone = 'Asia/Omsk'\n", encoding="utf-8")

    as_printed = dezhurny(page, "--format", "jsonl")
    as_moscow = dezhurny(page, "--format", "jsonl", "--archive-zone", "Europe/Moscow")

    assert datetime(2026, 2, 2, 18, 30, tzinfo=ZoneInfo("Europe/Moscow")).hour == 18
    assert as_printed.stdout == ""
    assert json.loads(as_moscow.stdout)["clauses"] == ["3.3.1"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("nothing.jsonl",), 1, "нет: проверьте имя"),
        (("empty.jsonl",), 1, "пуст"),
        (("notes.txt",), 1, "ни одного понятного сообщения"),
        (("good.jsonl", "--format", "xml"), 1, "Вид «xml» не умею"),
        (("good.jsonl", "--archive-zone", "Луна"), 1, "Часового пояса «Луна» нет"),
        (("good.jsonl", "--html", "no/such/folder/a.html"), 1, "не записать"),
        (("good.jsonl", "--config", "other.toml"), 2, "такого файла нет"),
    ],
)
def test_a_mistake_is_one_sentence_and_an_exit_code(tmp_path, a_raw, a_file, words, code, said):
    a_file(a_raw(), name="good.jsonl")
    (tmp_path / "empty.jsonl").touch()
    (tmp_path / "notes.txt").write_text("Просто заметки", encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "bot", "replay", *words],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PATH": ""},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )

    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
