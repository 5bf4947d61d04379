"""`/срочно` over real HTTP: the quiet hours are lifted until the morning, by staff alone."""

from datetime import timedelta

import pytest

from tests.bot.running import CLEAN, a_school


@pytest.fixture
async def school(tmp_path):
    async with a_school(tmp_path) as school:
        school.world.allow_private(school.teacher)
        yield school


async def orders(school, app):
    rows = [row for row in await school.journal(app) if row["action"] == "order"]
    return [(row["actor"], row["clause"], row["outcome"]) for row in rows]


def told(school):
    return [m.text for m in school.world.private(school.teacher) if m.from_id < 0]


async def test_at_night_the_chat_is_told_and_may_write_until_the_morning(school):
    school.clock.set(school.moment("23:00:00"))
    async with school.bot() as app:
        school.say("/срочно", who=school.teacher)
        await school.settle(app)
        message = school.say(CLEAN)
        await school.settle(app)

        assert message.cmid not in school.deleted()
        (said,) = school.notices()
        assert "сняты до 2 сентября, 07:00" in said
        assert "/срочно отмена" in told(school)[-1]
        ((actor, clause, outcome),) = await orders(school, app)
        assert (actor, clause) == (str(school.teacher.id), "3.3.1")
        assert "сняты" in outcome

        school.clock.set(school.moment("23:00:00") + timedelta(hours=24))
        late = school.say("Кто не спит?")
        await school.until(lambda: late.cmid in school.deleted())


async def test_within_the_hour_before_it_may_be_lifted_too(school):
    school.clock.set(school.moment("20:30:00"))
    async with school.bot() as app:
        school.say("/срочно", who=school.teacher)
        await school.settle(app)
        school.clock.set(school.moment("22:00:00"))
        message = school.say(CLEAN)
        await school.settle(app)

    assert message.cmid not in school.deleted()
    assert sum("сняты" in said for said in school.notices()) == 1


async def test_it_outlives_a_restart(school):
    school.clock.set(school.moment("23:00:00"))
    async with school.bot() as app:
        school.say("/срочно", who=school.teacher)
        await school.settle(app)
    async with school.bot() as app:
        message = school.say(CLEAN)
        await school.settle(app)

    assert message.cmid not in school.deleted()


async def test_by_day_it_is_refused_with_the_clause(school):
    async with school.bot() as app:
        school.say("/срочно", who=school.teacher)
        await school.settle(app)

        assert "п. 3.3 (1)" in school.notices()[-1]
        assert await orders(school, app) == []


async def test_a_second_time_says_it_is_lifted_already(school):
    school.clock.set(school.moment("23:00:00"))
    async with school.bot() as app:
        for _ in range(2):
            school.say("/срочно", who=school.teacher)
            await school.settle(app)

        assert "уже сняты" in told(school)[-1]
        assert len(await orders(school, app)) == len(school.notices()) == 1


async def test_it_can_be_ended(school):
    school.clock.set(school.moment("23:00:00"))
    async with school.bot() as app:
        school.say("/срочно", who=school.teacher)
        school.say("/срочно отмена", who=school.teacher)
        await school.settle(app)
        message = school.say(CLEAN)
        await school.until(lambda: message.cmid in school.deleted())

        assert "снова действуют" in school.notices()[-1]
        assert len(await orders(school, app)) == 2


@pytest.mark.parametrize(
    ("said", "word"), [("/срочно отмена", "не сняты"), ("/срочно завтра", "ничего не пишут")]
)
async def test_what_cannot_be_done_is_said(school, said, word):
    school.clock.set(school.moment("23:00:00"))
    async with school.bot() as app:
        school.say(said, who=school.teacher)
        await school.settle(app)

        assert word in told(school)[-1]
        assert await orders(school, app) == []


async def test_a_member_cannot_lift_the_quiet_hours(school):
    school.world.allow_private(school.anna)
    school.clock.set(school.moment("23:00:00"))
    async with school.bot() as app:
        school.say("/срочно")
        await school.settle(app)
        school.world.write_private(school.anna, "/срочно")
        await school.settle(app)
        message = school.say(CLEAN, who=school.boris)
        await school.until(lambda: message.cmid in school.deleted())

        said = [m.text for m in school.world.private(school.anna) if m.from_id < 0]
        assert sum("для модераторов" in text for text in said) == 2
        assert await orders(school, app) == []


async def test_from_private_the_chat_is_told(school):
    school.clock.set(school.moment("23:00:00"))
    async with school.bot() as app:
        school.say("/помощь", who=school.teacher)  # so that the bot knows who she is here
        await school.settle(app)
        school.world.write_private(school.teacher, "/срочно")
        await school.settle(app)

    assert "сняты" in school.notices()[-1]
