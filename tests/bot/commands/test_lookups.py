"""/журнал and /проверить, over real HTTP."""

import pytest

from tests.bot.commands.staffed import DOUBTFUL, a_staffed_school, at
from tests.bot.running import BAD


@pytest.fixture
async def school(tmp_path):
    async with a_staffed_school(tmp_path) as school:
        yield school


async def test_the_journal_tells_what_was_done_in_the_moderators_chats(school):
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        said = await school.told(app, school.teacher, "/журнал")

        assert said == "", "the journal names people: it is for the moderator alone"
        shown = school.private(school.teacher)[-1]
        assert f"предупреждение, [id{school.anna.id}|Анна], дело №1" in shown
        assert BAD not in shown


@pytest.mark.parametrize("words", ["/журнал 1", "/журнал №1", "/журнал {anna}"])
async def test_the_journal_is_narrowed_to_a_case_or_a_person(school, words):
    async with school.bot() as app:
        school.say(BAD)
        school.say(BAD, who=school.boris)
        await school.settle(app)
        shown = await school.asked(app, school.teacher, words.format(anna=at(school.anna)))

        assert "дело №1" in shown
        assert "дело №2" not in shown
        assert "Борис" not in shown


async def test_nothing_in_the_journal_is_said_so(school):
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        words = f"/журнал {at(school.boris)}"

        assert "ничего нет" in await school.asked(app, school.teacher, words)


async def test_a_case_that_does_not_exist_is_named(school):
    async with school.bot() as app:
        assert "Дела №77 нет" in await school.asked(app, school.teacher, "/журнал 77")


async def test_a_name_that_nobody_bears_asks_whom_is_meant(school):
    async with school.bot() as app:
        assert "Кого вы имеете в виду" in await school.asked(app, school.teacher, "/журнал всё")


async def test_the_journal_of_another_chat_is_closed(school):
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)

        assert "Эта команда для" in await school.asked(app, school.stranger, "/журнал 1")
        shown = await school.asked(app, school.stranger, f"/журнал {at(school.anna)}")
        assert "ничего нет" in shown
        shown = await school.asked(app, school.stranger, "/журнал")
        assert "Анна" not in shown


async def test_a_member_reads_no_journal(school):
    async with school.bot() as app:
        said = await school.told(app, school.anna, "/журнал")

        assert "Эта команда для модераторов чата (п. 2.2)" in said
        assert "п. 2.2" in await school.asked(app, school.anna, "/журнал")


async def test_a_text_is_checked_with_its_clause_and_costs_nobody_a_case(school):
    async with school.bot() as app:
        assert await school.told(app, school.teacher, f"/проверить {BAD}") == ""

        shown = school.private(school.teacher)[-1]
        assert "п. 3.3 (4), нецензурные выражения: нарушение («мразь»)" in shown
        assert await school.journal(app) == []


async def test_a_doubtful_text_is_said_to_be_doubtful(school):
    async with school.bot() as app:
        shown = await school.asked(app, school.teacher, f"/проверить {DOUBTFUL}")

        assert "сомнительно, решает модератор" in shown


async def test_a_clean_text_is_said_to_be_clean_also_at_night(school):
    school.clock.set(school.moment("23:30:00"))
    async with school.bot() as app:
        shown = await school.asked(app, school.teacher, "/проверить Добрый день, коллеги!")

        assert shown == "Нарушений нет."


async def test_a_personal_datum_is_masked_in_the_check_too(school):
    async with school.bot() as app:
        words = "/проверить телефон Марии Петровны 8 916 123-45-67"
        shown = await school.asked(app, school.teacher, words)

        assert "3.3 (6)" in shown
        assert "123-45-67" not in shown


async def test_checking_nothing_asks_for_a_text(school):
    async with school.bot() as app:
        said = await school.asked(app, school.teacher, "/проверить")

        assert "Напишите текст после команды" in said
