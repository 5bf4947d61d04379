"""`dezhurny roster import`, `forget`, `export-member` as an administrator runs them."""

import asyncio
import json

import pytest
from typer.testing import CliRunner

from bot.cli import app as command_line
from bot.config import load
from bot.errors import DezhurnyError
from bot.sandbox import SandboxVK
from rules.regulation.entry import Deed, Entry
from storage.chats import Member
from storage.migrate import migrate
from storage.unit import Memory
from tests.bot.process import write_config
from tests.bot.running import NOON

CHAT = 2_000_000_001
SECRET = "Анна Тайная"
HEADINGS = "ФИО;класс;роль;ссылка ВК;чей родитель"
PETYA = "Иванов Пётр;5А;ученик;vk.com/id11;"
OLGA = "Иванова Ольга;;мама;@olga;Иванов Пётр"


@pytest.fixture
async def vk():
    async with SandboxVK() as vk:
        vk.world.add_user("Ольга", id=12).screen_name = "olga"
        yield vk


@pytest.fixture
def config(vk, tmp_path):
    return write_config(tmp_path, vk)


@pytest.fixture
def table(tmp_path):
    def write(*rows):
        file = tmp_path / "список.csv"
        file.write_text("\n".join((HEADINGS, *rows)), encoding="utf-8")
        return file

    return write


async def _run(config, *words, **more):
    """The command in a thread of its own: it starts its own loop."""
    runner = CliRunner()
    given = [*map(str, words), "--config", str(config)]
    return await asyncio.to_thread(runner.invoke, command_line, given, **more)


async def _in_database(config, work):
    settings = load(config, {})
    memory = Memory.at(settings.storage.url, settings.vk.group_id, settings.zone, lambda: 1)
    try:
        await migrate(memory.engine)
        async with memory.unit() as unit:
            found = await work(unit)
            await unit.commit()
            return found
    finally:
        await memory.close()


async def _roster(config):
    return await _in_database(config, lambda unit: unit.roster.all())


async def _deeds(config):
    async def deeds(unit):
        assert await unit.journal.verify() is None
        return [row["action"] async for row in unit.journal.rows()]

    return await _in_database(config, deeds)


async def _meet_anna(unit):
    await unit.chats.meet(CHAT, [Member(7, SECRET)], NOON)
    await unit.unsaid.keep(7, SECRET, NOON)
    await unit.journal.add([Entry(action=Deed.WARNING, chat=CHAT, target=7)], NOON)


async def test_a_list_is_read_in_and_its_names_are_found_in_vk(config, table):
    ran = await _run(config, "roster", "import", table(PETYA, OLGA))

    assert ran.exit_code == 0, ran.output
    assert "Новых строк: 2" in ran.output
    assert [line.member for line in await _roster(config)] == [11, 12]
    assert await _deeds(config) == ["roster"]


async def test_a_dry_run_writes_nothing(config, table):
    ran = await _run(config, "roster", "import", table(PETYA), "--dry-run")

    assert ran.exit_code == 0
    assert "Иванов Пётр, 5А, ученик, vk.com/id11" in ran.output
    assert "ничего не записано" in ran.output
    assert await _roster(config) == ()


async def test_one_bad_row_keeps_the_whole_list_out(config, table):
    bad = "Сидоров Иван;5А;космонавт;id13;"

    ran = await _run(config, "roster", "import", table(PETYA, bad, "Ким;5А;ученик;club5;"))

    assert ran.exit_code == 1
    assert "Строка 3: роль «космонавт» непонятна" in ran.output
    assert "Строка 4: это сообщество" in ran.output
    assert await _roster(config) == ()


async def test_a_name_that_vk_does_not_know_is_listed(config, table):
    ran = await _run(config, "roster", "import", table("Ким Анна;;учитель;@nobody_here;"))

    assert ran.exit_code == 0
    assert "Ссылка не найдена во ВКонтакте (1)" in ran.output
    assert "строка 2: Ким Анна, nobody_here" in ran.output
    assert [line.member for line in await _roster(config)] == [None]


async def test_without_vk_nothing_is_written(config, table):
    text = config.read_text("utf-8").replace("http://127.0.0.1", "http://127.0.0.2")
    config.write_text(text.replace("/method/", "/nowhere/"), "utf-8")

    ran = await _run(config, "roster", "import", table(OLGA))

    assert isinstance(ran.exception, DezhurnyError)
    assert "повторите позже" in str(ran.exception)
    assert await _roster(config) == ()


async def test_the_same_list_once_more_changes_nothing(config, table):
    await _run(config, "roster", "import", table(PETYA, OLGA))

    ran = await _run(config, "roster", "import", table(PETYA, OLGA))

    assert "Всё уже записано" in ran.output
    assert await _deeds(config) == ["roster"]


async def test_only_a_whole_list_erases_what_it_lacks(config, table):
    await _run(config, "roster", "import", table(PETYA, OLGA))

    kept = await _run(config, "roster", "import", table(PETYA))
    left = len(await _roster(config))
    await _run(config, "roster", "import", table(PETYA), "--whole", "--yes")

    assert "Останутся, хотя в файле их нет (1)" in kept.output
    assert (left, len(await _roster(config))) == (2, 1)


async def test_a_person_is_erased_and_the_journal_stays_whole(config):
    await _in_database(config, _meet_anna)

    ran = await _run(config, "forget", "vk.com/id7")

    assert ran.exit_code == 0, ran.output
    assert "Журнал цел: строк 2" in ran.output
    assert "Останутся номера" in ran.output
    assert await _deeds(config) == ["warning", "erase"]
    database = config.parent / "dezhurny.db"
    left = await _in_database(config, lambda unit: unit.persons.records(7))
    assert SECRET not in str(left)
    assert database.exists()


async def test_a_dry_run_erases_nothing(config):
    await _in_database(config, _meet_anna)

    ran = await _run(config, "forget", "7", "--dry-run")

    assert "имя и чаты: 1" in ran.output
    left = await _in_database(config, lambda unit: unit.persons.records(7))
    assert left["members"][0]["name"] == SECRET


async def test_of_a_stranger_there_is_nothing_to_erase(config):
    ran = await _run(config, "forget", "@olga")

    assert "vk.com/id12 ничего не хранится" in ran.output
    assert await _deeds(config) == []


@pytest.mark.parametrize("words", ["кто-то", "club5", "@nobody_here", " ", "0"])
async def test_who_is_not_understood_is_a_sentence(config, words):
    ran = await _run(config, "forget", words)

    assert isinstance(ran.exception, DezhurnyError)
    assert str(ran.exception).endswith(".")


async def test_a_person_gets_all_that_is_kept_as_json(config):
    await _in_database(config, _meet_anna)

    ran = await _run(config, "export-member", "7")
    handed = json.loads(ran.stdout)

    assert handed["member"] == 7
    assert handed["records"]["members"][0]["name"] == SECRET
    assert handed["records"]["unsaid"][0]["words"] == SECRET
    assert await _deeds(config) == ["warning", "export"]


async def test_a_person_gets_a_file_to_read_beside_it(config, tmp_path):
    await _in_database(config, _meet_anna)

    ran = await _run(config, "export-member", "7", "--output", tmp_path / "анна.json")

    assert ran.exit_code == 0
    assert json.loads((tmp_path / "анна.json").read_text("utf-8"))["member"] == 7
    text = (tmp_path / "анна.txt").read_text("utf-8")
    assert "Имя и чаты (1)" in text
    assert f"имя: {SECRET}" in text
    assert "None" not in text


async def test_on_the_screen_it_can_be_read_as_text(config):
    ran = await _run(config, "export-member", "7", "--format", "text")
    wrong = await _run(config, "export-member", "7", "--format", "pdf")

    assert "Ничего не хранится" in ran.stdout
    assert isinstance(wrong.exception, DezhurnyError)
