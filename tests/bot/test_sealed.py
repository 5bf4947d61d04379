"""With a key in the settings the bot works as without, and its database tells nobody a word."""

import json

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.config import settings_from
from bot.errors import ConfigError
from bot.memory import keys_of
from tests.bot.running import BAD, a_school

KEY, OTHER = "ab" * 32, "cd" * 32
TABLE = "ФИО;класс;роль;ссылка ВК;чей родитель\nЗемляника Борис;5А;ученик;;\n"
WORDS = ("мразь", "клубника", "малина", "Земляника", "5А родители", "Борис")


def in_files(folder, words):
    """Which of the words stand in some file, plain or as JSON spells them."""
    held = b"".join(path.read_bytes() for path in folder.glob("school.db*"))
    return [w for w in words if w.encode() in held or json.dumps(w)[1:-1].encode() in held]


async def test_a_bot_with_a_key_leaves_no_word_and_no_name_in_its_files(tmp_path):
    url = f"sqlite+aiosqlite:///{tmp_path / 'school.db'}"
    async with a_school(tmp_path, storage={"url": url, "key": KEY}) as school:
        berry = school.world.add_user("Земляника", "Лесная", 1)
        school.world.join(school.chat, berry)
        school.world.allow_private(school.anna)
        async with school.bot() as bot:
            school.say(f"{BAD}, клубника")
            await school.settle(bot)
            school.world.write_private(school.anna, "/обжаловать 1 это была малина")
            await school.settle(bot)
            async with bot.memory.look() as unit:
                (fragment,) = await unit.evidence.of_case(1)
                appeal = await unit.appeals.get(1)

            assert "мразь" in fragment
            assert appeal is not None
            assert "малина" in appeal.words
            assert len(school.deleted()) == 1
            assert in_files(tmp_path, WORDS) == []
        async with school.bot() as bot:  # the next start reads what this one kept
            async with bot.memory.look() as unit:
                assert await unit.evidence.of_case(1) == (fragment,)
            assert school.notices()


@pytest.fixture
def dezhurny(tmp_path):
    """The command line over a database of its own; `key` is the environment's."""
    config = tmp_path / "config.toml"
    url = f"sqlite:///{tmp_path / 'school.db'}"
    config.write_text(f'[vk]\ntoken = "vk1.a.x"\ngroup_id = 5\n[storage]\nurl = "{url}"\n')

    def call(*words, key=""):
        environ = {"DEZHURNY_STORAGE__KEY": key}
        return CliRunner().invoke(app, [*words, "--config", str(config)], env=environ)

    return call


def test_the_commands_encrypt_change_the_key_and_open_again(tmp_path, dezhurny):
    roster = tmp_path / "list.csv"
    roster.write_text(TABLE, encoding="utf-8")
    assert dezhurny("roster", "import", str(roster)).exit_code == 0
    assert in_files(tmp_path, WORDS) == ["Земляника", "Борис"]

    done = [dezhurny("db", "encrypt", key=KEY), dezhurny("db", "encrypt", key=KEY)]

    assert [one.stdout[:20] for one in done] == ["Переписано: 1 строка", "Переписано: 0 строк."]
    assert in_files(tmp_path, WORDS) == []
    for key, said in (("", "ключа нет"), (OTHER, "ключ шифрования не тот")):
        refused = dezhurny("roster", "import", str(roster), key=key)
        assert refused.exit_code == 1
        assert said in str(refused.exception).lower()
    assert dezhurny("db", "encrypt", key=f"{OTHER} {KEY}").exit_code == 0
    assert "Всё уже записано" in dezhurny("roster", "import", str(roster), key=OTHER).stdout
    assert dezhurny("db", "decrypt", key=OTHER).exit_code == 0
    assert in_files(tmp_path, WORDS) == ["Земляника", "Борис"]
    assert "Всё уже записано" in dezhurny("roster", "import", str(roster)).stdout


def test_without_a_key_there_is_nothing_to_encrypt_with(dezhurny):
    refused = dezhurny("db", "encrypt")

    assert refused.exit_code == 1
    assert "openssl rand -hex 32" in str(refused.exception)


def settings(**storage):
    return settings_from({"vk": {"token": "vk1.a.x", "group_id": 5}, "storage": storage})


def test_the_key_may_stand_in_a_file_with_the_one_before_it(tmp_path):
    file = tmp_path / "key"
    file.write_text(f"{KEY}\n{OTHER}\n")

    assert keys_of(settings(key_file=str(file))) == (b"\xab" * 32, b"\xcd" * 32)
    assert keys_of(settings()) == ()


@pytest.mark.parametrize("words", ["secret", "0" * 64, f"{KEY} short", " "])
def test_what_is_no_key_is_refused_without_being_repeated(tmp_path, words):
    file = tmp_path / "key"
    file.write_text(words)

    for storage in ({"key": words}, {"key_file": str(file)}):
        with pytest.raises(ConfigError, match="это не ключ шифрования") as refused:
            keys_of(settings(**storage))
        assert "secret" not in str(refused.value)
        assert KEY not in repr(refused.value)


def test_a_key_file_that_is_not_there_and_two_keys_are_refused(tmp_path):
    with pytest.raises(ConfigError, match="не прочитать"):
        keys_of(settings(key_file=str(tmp_path / "none")))
    with pytest.raises(ConfigError, match="указан дважды"):
        keys_of(settings(key=KEY, key_file=str(tmp_path / "none")))
    assert KEY not in repr(settings(key=KEY))
