"""`/отчёт` and the reports that come by themselves over real HTTP, and `dezhurny report`."""

import asyncio
from datetime import datetime, timedelta

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from bot.cli import app as command_line
from bot.commands.reporting_figures import asked_for
from bot.config import settings_from
from storage.migrate import migrate
from storage.unit import Memory
from tests.bot.running import BAD, NOON, a_school
from tests.rules.regulation.histories import a_case

WEEK, MONTH = "отчёт за неделю", "отчёт за месяц"


@pytest.fixture
async def school(tmp_path):
    async with a_school(tmp_path) as school:
        yield school


def _private(school, person):
    return [m.text for m in school.world.private(person) if m.from_id < 0]


async def test_in_a_chat_a_moderator_gets_the_figures_of_that_chat(school):
    other = school.world.add_chat("6Б родители", admins=[school.teacher], members=[school.boris])
    async with school.bot() as app:
        school.say(BAD)
        school.world.write(other, school.boris, BAD)
        await school.settle(app)
        school.clock.advance(timedelta(minutes=1))
        school.say("/отчёт неделя", who=school.teacher)
        await school.settle(app)

    told = school.notices()[-1]
    assert "Последние 7 дней" in told
    assert "Нарушений: 1 (0)" in told
    assert "П. 3.3 (4), нецензурные выражения: 1 (0)" in told
    assert "Белова" not in told


async def test_in_private_a_moderator_gets_his_chats_and_an_administrator_all(tmp_path):
    async with a_school(tmp_path) as school:
        head = school.world.add_user("Пётр", "Орлов", 2)
        school.config = {"school": {"admins": [head.id]}}
        other = school.world.add_chat("6Б", admins=[head], members=[school.boris])
        school.world.allow_private(school.teacher)
        school.world.allow_private(head)
        async with school.bot() as app:
            school.say(BAD)
            school.world.write(other, school.boris, BAD)
            await school.settle(app)
            school.clock.advance(timedelta(minutes=1))
            school.world.write_private(school.teacher, "/отчёт за месяц")
            school.world.write_private(head, "/отчёт за месяц")
            await school.settle(app)

        assert "Нарушений: 1 (0)" in _private(school, school.teacher)[-1]
        assert "Нарушений: 2 (0)" in _private(school, head)[-1]
        assert "Последние 30 дней" in _private(school, head)[-1]


async def test_a_member_is_refused_in_the_chat_and_in_private(school):
    school.world.allow_private(school.anna)
    async with school.bot() as app:
        school.say("/отчёт неделя", who=school.anna)
        school.world.write_private(school.anna, "/отчёт месяц")
        await school.settle(app)

        assert "для модераторов" in school.notices()[-1]
        assert "для модераторов" in _private(school, school.anna)[-1]


async def test_a_moderator_of_one_chat_learns_nothing_of_another(school):
    other = school.world.add_chat("6Б", admins=[school.boris], members=[school.anna])
    async with school.bot() as app:
        school.world.write(other, school.anna, BAD)
        await school.settle(app)
        school.say("/отчёт неделя", who=school.boris)
        await school.settle(app)

        assert "для модераторов" in school.notices()[-1]


@pytest.mark.parametrize("words", ["/отчёт год", "/отчет недлея", "/отчёт неделя 5А\nи месяц"])
async def test_what_is_not_understood_gets_the_remedy(school, words):
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        school.say(words, who=school.teacher)
        await school.settle(app)

        assert "/отчёт неделя или /отчёт месяц" in school.notices()[-1]


@pytest.mark.parametrize(
    ("rest", "title"),
    [
        ("", "последние 7 дней, 26 августа – 1 сентября 2026"),
        ("за неделю", "последние 7 дней, 26 августа – 1 сентября 2026"),
        ("Прошлая неделя", "неделя 24–30 августа 2026"),
        ("за прошлый месяц.", "август 2026"),
    ],
)
def test_the_period_is_read_as_people_write_it(rest, title):
    period = asked_for(rest, NOON)

    assert period is not None
    assert period.title == title


@pytest.mark.parametrize("rest", ["год", "прошлая", "неделя месяц", "🙂", "за"])
def test_any_other_words_are_no_period_or_a_week(rest):
    period = asked_for(rest, NOON)

    assert (period is None) is (rest != "за")


async def _tick_at(school, app, moment):
    school.clock.advance(moment - school.clock())
    await app.due.tick()
    await school.settle(app)


def _at(text):
    return datetime.fromisoformat(text).replace(tzinfo=NOON.tzinfo)


async def _sent(school, app):
    rows = await school.journal(app)
    return [row["reason"] for row in rows if row["reason"] in (WEEK, MONTH)]


def _reports(school, head):
    return [told for told in _private(school, head) if "Отпечаток журнала" not in told]


@pytest.fixture
async def headed(tmp_path):
    """A school with an administrator who may be written to."""
    async with a_school(tmp_path) as school:
        head = school.world.add_user("Пётр", "Орлов", 2)
        school.config = {"school": {"admins": [head.id]}}
        school.world.allow_private(head)
        yield school, head


async def test_on_monday_morning_the_head_gets_the_week_once(headed):
    school, head = headed  # it begins on Tuesday, 1 September 2026
    async with school.bot() as app:
        school.say(BAD)
        await _tick_at(school, app, _at("2026-09-01T12:00:01"))
        await _tick_at(school, app, _at("2026-09-07T06:59:00"))
        assert await _sent(school, app) == []

        await _tick_at(school, app, _at("2026-09-07T07:00:01"))
        await _tick_at(school, app, _at("2026-09-07T12:00:00"))

        assert await _sent(school, app) == [WEEK]
        (told,) = _reports(school, head)
        assert "Неделя 31 августа – 6 сентября 2026" in told
        assert "Нарушений: 1 (0)" in told


async def test_a_restart_neither_repeats_nor_skips_it(headed):
    school, head = headed
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        await _tick_at(school, app, _at("2026-09-02T12:00:00"))
    school.clock.advance(_at("2026-09-08T09:00:00") - school.clock())  # down on Monday

    for _ in range(2):
        async with school.bot() as app:
            await app.due.tick()
            await school.settle(app)

            assert await _sent(school, app) == [WEEK]
    assert len(_reports(school, head)) == 1


async def test_on_the_first_the_month_comes_too(headed):
    school, head = headed
    async with school.bot() as app:
        school.say(BAD)
        await _tick_at(school, app, _at("2026-09-01T12:00:01"))
        await _tick_at(school, app, _at("2026-10-01T08:00:00"))

        assert sorted(await _sent(school, app)) == [MONTH, WEEK]
        assert any("Сентябрь 2026" in told for told in _private(school, head))


CONFIG = """
[vk]
token = "made-up"
group_id = 1
[school]
name = "Школа №5"
[storage]
url = "sqlite+aiosqlite:///{database}"
"""


@pytest.fixture
def config(tmp_path):
    """A configuration, and a database with one case of an hour ago."""
    file = tmp_path / "config.toml"
    file.write_text(CONFIG.format(database=tmp_path / "school.db"), encoding="utf-8")
    settings = settings_from(
        {
            "vk": {"token": "made-up", "group_id": 1},
            "storage": {"url": f"sqlite+aiosqlite:///{tmp_path / 'school.db'}"},
        }
    )

    async def fill():
        memory = Memory.at(settings.storage.url, 1, settings.zone, lambda: 1)
        await migrate(memory.engine)
        async with memory.unit() as unit:
            now = datetime.now(settings.zone)  # noqa: TID251 - the command looks at the real clock
            await unit.cases.save(a_case(1, now - timedelta(seconds=1)))
            await unit.chats.note(2_000_000_001, title="5А родители")
            await unit.commit()
        await memory.close()

    asyncio.run(fill())
    return file


def _run(*words: object):
    return CliRunner().invoke(command_line, [str(word) for word in words])


def test_the_terminal_shows_the_figures(config):
    done = _run("report", "--period", "week", "--config", config)

    assert done.exit_code == 0, done.output
    assert "Школа №5, «5А родители»: последние 7 дней" in done.output
    assert "п. 3.3 (4), нецензурные выражения" in done.output


def test_a_page_and_a_workbook_are_written(config, tmp_path):
    for name in ("отчёт.html", "отчёт.xlsx"):
        done = _run("--config", config, "report", "--period", "month", "--output", tmp_path / name)
        assert done.exit_code == 0, done.output

    assert "п. 3.3 (4)" in (tmp_path / "отчёт.html").read_text(encoding="utf-8")
    sheet = load_workbook(tmp_path / "отчёт.xlsx")["Итоги"]
    assert ("Нарушений", 1, 0, 1) in list(sheet.iter_rows(values_only=True))


def test_a_whole_period_ends_before_today(config):
    done = _run("report", "--whole", "--config", config)

    assert done.exit_code == 0, done.output
    assert "неделя " in done.output


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (("--period", "year"), "--period week"),
        (("--output", "отчёт.docx"), "отчёт.xlsx"),
        (("--output", "/нет/такой/папки/отчёт.html"), "не записать"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(config, words, remedy):
    done = _run("report", *words, "--config", config)

    assert done.exit_code == 1
    assert remedy in str(done.exception)
