"""A case is disputed by its member and annulled by a moderator, over real HTTP."""

from datetime import timedelta

import pytest

from tests.bot.running import BAD, a_school


@pytest.fixture
async def school(tmp_path):
    async with a_school(tmp_path) as school:
        school.world.allow_private(school.anna)
        school.world.allow_private(school.teacher)
        yield school


def _said(school, person):
    return [m.text for m in school.world.private(person) if m.from_id < 0]


async def test_a_member_disputes_and_the_moderator_is_told(school):
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        school.world.write_private(school.anna, "/обжаловать 1 это цитата из книги")
        await school.settle(app)

        assert "обращение принято" in _said(school, school.anna)[-1]
        assert "это цитата из книги" in _said(school, school.teacher)[-1]
        rows = await school.journal(app)
        assert (rows[-1]["action"], rows[-1]["case"]) == ("appeal", 1)


async def test_another_mans_case_cannot_be_disputed(school):
    school.world.allow_private(school.boris)
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        school.world.write_private(school.boris, "/обжаловать 1 не надо")
        school.world.write_private(school.boris, "/обжаловать 99")
        school.world.write_private(school.boris, "/обжаловать")
        await school.settle(app)

        told = _said(school, school.boris)
        assert "не ваше" in told[0]
        assert "№99 нет" in told[1]
        assert "нет" in told[2]
        assert "appeal" not in [row["action"] for row in await school.journal(app)]


async def test_annulling_the_case_that_blocked_frees_the_member(school):
    async with school.bot() as app:
        await school.four_breaches()
        await school.settle(app)
        assert school.anna.id in school.world.restricted(school.chat)

        school.say("/отменить 2 сообщение понято неверно", who=school.teacher)
        await school.until(lambda: school.anna.id not in school.world.restricted(school.chat))
        await school.settle(app)

        assert any("дело №2 отменено" in notice for notice in school.notices())
        actions = [row["action"] for row in await school.journal(app)]
        assert (actions.count("annul"), actions.count("unblock")) == (1, 1)
        school.clock.advance(timedelta(hours=1))
        school.say(BAD)
        await school.settle(app)
        assert [row["action"] for row in await school.journal(app)].count("block") == 2


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("/отменить 1", "причину"),
        ("/отменить 77 ошибка", "№77 нет"),
        ("/отменить", "нет"),
        ("/отменить\nвсё", "нет"),
    ],
)
async def test_what_is_missing_is_said(school, words, refusal):
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        school.say(words, who=school.teacher)
        await school.settle(app)

        assert any(refusal in notice for notice in school.notices())
        assert "annul" not in [row["action"] for row in await school.journal(app)]


async def test_nobody_but_a_moderator_annuls(school):
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        school.say("/отменить 1 я так хочу", who=school.boris)
        school.world.write_private(school.anna, "/отменить 1 я так хочу")
        await school.settle(app)

        assert any("для модераторов" in notice for notice in school.notices())
        assert "annul" not in [row["action"] for row in await school.journal(app)]


async def test_a_case_is_annulled_once(school):
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        for _ in range(2):
            school.say("/отменить 1 ошибка", who=school.teacher)
        await school.settle(app)

        assert [row["action"] for row in await school.journal(app)].count("annul") == 1
        assert "уже решено" in _said(school, school.teacher)[-1]
