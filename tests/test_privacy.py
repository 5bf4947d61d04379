"""docs/privacy.md says of every table and period what the code does."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.config.reference import reference
from bot.recent import LOOK_BACK, MOST_IN_CHAT
from storage.evidence import LONGEST
from storage.reception import KEEP_KEYS, KEEP_RAW, MOST_RAW
from storage.tables import metadata
from storage.unsaid import WAITS

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in PAGE.partition("<!-- periods")[2].partition("## ")[0].splitlines()
    if line.startswith("| ") and not line.startswith("| Что хранится")
]
PERIODS = {row[4].strip("` |"): row[2] for row in ROWS if "`" in row[4]}
DEFAULTS = {entry.key: entry.default for entry in reference()}
KEPT = [key for key in DEFAULTS if key == "evidence.keep" or key.startswith("retention.")]


@pytest.mark.parametrize("key", KEPT)
def test_every_period_of_the_settings_is_told_with_its_default(key):
    assert str(DEFAULTS[key]) in PERIODS[key]


def test_no_period_is_told_that_the_settings_do_not_have():
    assert set(PERIODS) == set(KEPT)


@pytest.mark.parametrize(
    ("said", "true"),
    [
        ("до 500 знаков", LONGEST == 500),
        ("14 дней", timedelta(days=14) == KEEP_RAW),
        ("не больше 1000 таких", MOST_RAW == 1000),
        ("действует 10 минут", timedelta(minutes=10) == WAITS),
        ("7 дней", timedelta(days=7) == KEEP_KEYS),
        ("тексты последнего часа", timedelta(hours=1) == LOOK_BACK),
        ("до 40 сообщений чата", MOST_IN_CHAT == 40),
        ("хранит копии 14 дней", 'KEEP_DAYS: "14"' in (ROOT / "deploy/compose.yaml").read_text()),
    ],
)
def test_every_period_of_the_program_itself_is_true(said, true):
    assert said in PAGE
    assert true


# Each table of the database, by the words of the row that tells of it.
TOLD = {
    "Фрагмент": ["evidence"],
    "Обращения": ["appeals", "apologies", "complaints", "signatures", "departures"],
    "тихие часы": ["held"],
    "Дела": ["cases", "case_messages", "sanctions", "cards"],
    "Имя в чате": ["members", "acquaintances"],
    "Список школы": ["roster"],
    "отправил бот": ["outbox"],
    "не удалось понять": ["set_aside"],
    "Незаконченная команда": ["unsaid"],
    "журнал в браузере": ["web_links", "web_sessions"],
    "Метки": ["handled"],
    "Названия чатов": ["chats", "appointments", "exceptions", "heard", "gaps"],
    "Журнал": ["journal"],
}
NUMBERS = {"positions", "counters", "routines", "seals"}  # nobody is named in them


def test_every_table_of_the_database_is_told_of():
    told = {name for names in TOLD.values() for name in names}

    assert told | NUMBERS == set(metadata.tables)


@pytest.mark.parametrize("words", TOLD)
def test_every_kind_has_its_row(words):
    assert sum(words in row[0] for row in ROWS) == 1


def test_every_row_has_all_its_cells():
    assert {len(row) for row in ROWS} == {5}
    assert not re.search(r"\| +\|", PAGE)
