"""/дело, /отменить and the buttons of a doubtful case, over real HTTP."""

from datetime import timedelta

import pytest

from tests.bot.commands.staffed import DOUBTFUL, a_staffed_school, at
from tests.bot.running import BAD


@pytest.fixture
async def school(tmp_path):
    async with a_staffed_school(tmp_path) as school:
        yield school


async def _asked(school, app, who, words):
    school.world.write_private(who, words)
    await school.settle(app)
    return school.private(who)[-1]


async def test_a_case_is_shown_to_its_moderator_in_private_alone(school):
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        said = await school.told(app, school.teacher, "/дело 1")

        assert said == ""
        shown = school.private(school.teacher)[-1]
        assert "Дело №1: [id" in shown
        assert "П. 3.3 (4), нецензурные выражения" in shown
        assert "считается, предупреждение 1 из 3" in shown
        assert "мразь" in shown
        assert "предупреждение" in shown
        assert "/отменить 1" in shown


async def test_evidence_is_never_shown_in_a_chat(school):
    school.world.deny_private(school.teacher)
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        said = await school.told(app, school.teacher, "/дело 1")

        assert "напишите сообществу" in said
        assert "мразь" not in said


@pytest.mark.parametrize("words", ["/дело 77", "/дело", "/дело первое", "/дело 99999999999999"])
async def test_an_unknown_case_is_said_so(school, words):
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        said = await _asked(school, app, school.teacher, words)

        assert said.startswith("Дела №")


async def test_the_wrong_people_see_no_case(school):
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        for who in (school.anna, school.boris, school.stranger):
            said = await _asked(school, app, who, "/дело 1")
            assert "Эта команда для модераторов" in said
            said = await _asked(school, app, who, "/отменить 1 я так хочу")
            assert "Эта команда для модераторов" in said

        assert "annul" not in await school.actions(app)


@pytest.mark.both_stores
async def test_a_doubtful_case_is_decided_by_the_first_who_presses(school):
    async with school.bot() as app:
        message = school.say(DOUBTFUL)
        await school.settle(app)
        for who in (school.teacher, school.olga):
            await _asked(school, app, who, "/дело 1")
        first = school.with_button(school.teacher, "Нарушение")
        second = school.with_button(school.olga, "Не нарушение")
        done = await school.press(app, school.teacher, first, "Нарушение")
        late = await school.press(app, school.olga, second, "Не нарушение")

        assert done == "Готово: дело №1."
        assert late == "Дело №1 уже решено."
        assert message.cmid in school.deleted()
        actions = await school.actions(app)
        assert actions.count("confirm") == actions.count("warning") == 1
        assert "dismiss" not in actions
        (notice,) = [n for n in school.notices() if "Предупреждение 1 из 3" in n]
        assert "Удалено 1 сообщение" in notice


async def test_no_breach_costs_nothing(school):
    async with school.bot() as app:
        school.say(DOUBTFUL)
        await school.settle(app)
        await _asked(school, app, school.teacher, "/дело 1")
        shown = school.with_button(school.teacher, "Не нарушение")
        await school.press(app, school.teacher, shown, "Не нарушение")

        assert "dismiss" in await school.actions(app)
        assert not await school.sanctioned(app)
        assert school.deleted() == set()


async def test_a_side_gets_no_buttons_and_his_press_does_nothing(school):
    async with school.bot() as app:
        school.say(f"{at(school.teacher)}, {DOUBTFUL}")
        await school.settle(app)
        said = await _asked(school, app, school.teacher, "/дело 1")
        assert "ждёт решения" in said
        assert school.world.private(school.teacher)[-1].keyboard is None
        await _asked(school, app, school.olga, "/дело 1")
        shown = school.with_button(school.olga, "Нарушение")
        forged = {"do": "case_breach", "n": 1}
        word = await school.forge(app, school.teacher, shown, forged)

        assert "решит другой модератор (п. 2.8)" in word
        assert not await school.sanctioned(app)


async def test_a_reporter_does_not_judge_what_he_reported(school):
    async with school.bot() as app:
        message = school.say(DOUBTFUL)
        await school.settle(app)
        school.world.write(school.chat, school.teacher, "/пожаловаться", reply_to=message)
        await school.settle(app)
        async with app.memory.look() as unit:
            if school.teacher.id not in await unit.cases.reporters_of(
                school.chat.peer_id, message.cmid
            ):
                pytest.skip("a moderator's own report is not taken: he has /предупредить")
        said = await school.told(
            app, school.teacher, f"/предупредить {at(school.anna)} 3.3.4 тон", reply_to=message
        )

        assert "Вы участник этого спора" in said


async def test_annulling_recomputes_the_strikes_and_tells_the_member(school):
    async with school.bot() as app:
        await school.three_strikes(app)
        await school.told(app, school.teacher, f"/блок {at(school.anna)} 7д 3.3.4 опять")
        said = await school.told(app, school.olga, "/отменить 2 сообщение понято неверно")

        assert "дело №2 отменено и больше не считается" in said
        assert "Причина: сообщение понято неверно" in said
        assert "Ограничение снято" in said
        await school.until(lambda: school.anna.id not in school.world.restricted(school.chat))
        # Two old strikes and the one that had blocked: the next breach is the fourth.
        school.clock.advance(timedelta(hours=1))
        school.say(BAD)
        await school.settle(app)
        assert school.anna.id in school.world.restricted(school.chat)


async def test_after_an_annulment_the_blocks_in_force_are_those_that_the_cases_justify(school):
    async with school.bot() as app:
        await school.three_strikes(app)
        await school.told(app, school.teacher, f"/предупредить {at(school.anna)} 3.3.4 раз")
        school.clock.advance(timedelta(days=2))
        await school.until(lambda: school.anna.id not in school.world.restricted(school.chat))
        school.clock.set(school.moment("09:00:00"))
        for _ in range(4):
            said = await school.told(app, school.olga, f"/предупредить {at(school.anna)} 3.3.4 два")
            school.clock.advance(timedelta(hours=1))
        assert "на 7 дней" in said
        await school.told(app, school.teacher, "/отменить 4 ошибка")

        now = app.pipeline.clock()
        async with app.memory.look() as unit:
            in_force = await unit.sanctions.in_force()
            known = await unit.cases.of_member(school.chat.peer_id, school.anna.id)
        standing = app.settings.ladder.standing(known, now)
        # Without case 4 the fifth would have been one too many: that blocks nobody afterwards.
        assert standing.block_at(now) is None
        assert in_force == ()


async def test_a_case_is_annulled_once_and_the_second_hears_of_the_first(school):
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        await school.told(app, school.teacher, "/отменить 1 ошибка")
        await school.told(app, school.olga, "/отменить 1 ошибка")

        assert (await school.actions(app)).count("annul") == 1
        said = school.private(school.olga)[-1]
        assert f"Это уже решено (дело №1): [id{school.teacher.id}|Мария]" in said
