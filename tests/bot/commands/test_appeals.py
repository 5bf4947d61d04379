"""/обжаловать over real HTTP: who is asked, who may decide, what the member reads."""

from datetime import timedelta

import pytest

from rules.regulation.cases import State
from storage.appeals import Course
from tests.bot.running import BAD, CLEAN, a_school
from tests.bot.test_cards import DOUBT, _forged, _open_doors, cards, labels, olga, press, the_case


@pytest.fixture
async def school(tmp_path):
    async with a_school(tmp_path) as school:
        _open_doors(school)
        yield school


async def the_appeal(app, case=1):
    async with app.memory.look() as unit:
        return await unit.appeals.get(case)


async def appealed(school, app, words="это цитата"):
    school.say(BAD)
    await school.settle(app)
    school.world.write_private(school.anna, f"/обжаловать 1 {words}")
    await school.settle(app)


async def test_upholding_tells_the_member_the_reason_and_closes_every_card(school):
    async with school.bot() as app:
        await appealed(school, app)
        card = cards(school, school.teacher)[-1]
        await press(school, app, school.teacher, card, "Оставить в силе")
        await press(school, app, school.teacher, card, "Назад")
        assert labels(card) == ["Оставить в силе", "Отменить дело"]
        await press(school, app, school.teacher, card, "Оставить в силе")
        await press(school, app, school.teacher, card, "Слова нарушают этот пункт")

        assert (await the_appeal(app)).course is Course.UPHELD
        assert (await the_case(app)).state is State.COUNTED
        told = cards(school, school.anna)[-1].text
        assert "остаётся в силе" in told
        assert "слова нарушают указанный пункт" in told
        assert labels(cards(school, olga(school))[-1]) == []


async def test_a_case_is_appealed_once(school):
    async with school.bot() as app:
        await appealed(school, app)
        school.world.write_private(school.anna, "/обжаловать 1 ещё раз")
        await school.settle(app)

        assert "уже принято" in cards(school, school.anna)[-1].text
        assert len(cards(school, school.teacher)) == 1


async def test_the_words_stand_in_no_journal(school):
    async with school.bot() as app:
        await appealed(school, app, "мой секрет")

        assert "мой секрет" not in str(await school.journal(app))


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("/обжаловать", "нет"),
        ("/обжаловать всё", "нет"),
        ("/обжаловать 99 нет", "№99 нет"),
        ("/обжаловать 1 не моё", "не ваше"),
    ],
)
async def test_what_cannot_be_appealed_is_said(school, words, refusal):
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        school.world.write_private(school.boris, words)
        await school.settle(app)

        assert refusal in cards(school, school.boris)[-1].text
        assert await the_appeal(app) is None


async def test_of_a_doubtful_case_nothing_is_decided_yet(school):
    async with school.bot() as app:
        school.say(DOUBT)
        await school.settle(app)
        school.world.write_private(school.anna, "/обжаловать 1")
        await school.settle(app)

        assert "обжаловать пока нечего" in cards(school, school.anna)[-1].text


async def test_who_decided_the_case_is_not_asked_and_may_not_decide_the_appeal(school):
    async with school.bot() as app:
        school.say(DOUBT)
        await school.settle(app)
        await press(school, app, school.teacher, cards(school, school.teacher)[0], "Нарушение")
        before = len(cards(school, school.teacher))
        school.world.write_private(school.anna, "/обжаловать 1 не согласна")
        await school.settle(app)

        assert len(cards(school, school.teacher)) == before
        assert labels(cards(school, olga(school))[-1]) == ["Оставить в силе", "Отменить дело"]
        word = await _forged(
            school, app, school.teacher, None, {"do": "appeal_uphold", "n": 1, "r": 0}
        )
        assert "2.8" in word
        assert (await the_appeal(app)).course is Course.OPEN


@pytest.mark.parametrize("do", ["appeal_uphold", "appeal_annul", "appeal_back"])
async def test_a_member_cannot_decide_by_a_forged_button(school, do):
    async with school.bot() as app:
        await appealed(school, app)
        word = await _forged(school, app, school.anna, None, {"do": do, "n": 1, "r": 0})

        assert "не для вас" in word
        assert (await the_appeal(app)).course is Course.OPEN


async def test_the_second_moderator_hears_what_the_first_did(school):
    async with school.bot() as app:
        await appealed(school, app)
        data = {"do": "appeal_uphold", "n": 1, "r": 0}
        await _forged(school, app, school.teacher, None, data)
        word = await _forged(school, app, olga(school), None, data | {"do": "appeal_annul"})

        assert "оставлено в силе" in word
        assert (await the_case(app)).state is State.COUNTED


async def test_annulling_by_a_command_closes_the_appeal(school):
    async with school.bot() as app:
        await appealed(school, app)
        school.world.write_private(olga(school), "/отменить 1 это цитата")
        await school.until(lambda: labels(cards(school, school.teacher)[-1]) == [])
        await school.settle(app)

        assert (await the_appeal(app)).course is Course.ANNULLED


async def test_unanswered_for_three_days_it_is_asked_again_and_the_administrators_too(tmp_path):
    async with a_school(tmp_path) as school:
        _open_doors(school)
        director = school.world.add_user("Вера", "Павлова", sex=1)
        school.world.allow_private(director)
        school.config["school"] = {"admins": [director.id]}
        async with school.bot() as app:
            await appealed(school, app)
            assert cards(school, director) == []
            school.clock.advance(timedelta(days=3, minutes=1))
            await school.until(lambda: len(cards(school, school.teacher)) == 2)
            await school.until(lambda: cards(school, director))
            await school.settle(app)

            assert (await the_appeal(app)).course is Course.OPEN
            assert "Отменить дело" in labels(cards(school, director)[-1])


async def test_a_clean_members_command_about_nothing_changes_nothing(school):
    async with school.bot() as app:
        school.say(CLEAN)
        school.world.write_private(school.anna, "/обжаловать 1 зачем-то")
        await school.settle(app)

        assert await school.journal(app) == []
