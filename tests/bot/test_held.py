"""A night message over real HTTP: kept for its author, shown in the morning if he likes."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import update

from storage.procedure_tables import held
from tests.bot.running import a_school

PUBLISH, DROP = "Опубликовать в 07:00", "Удалить"


@pytest.fixture
async def school(tmp_path):
    async with a_school(tmp_path) as school:
        for person in (school.anna, school.boris):
            school.world.allow_private(person)
        school.clock.set(school.moment("23:15:00"))
        yield school


def offer(school, person=None):
    dialog = school.world.conversation((person or school.anna).id).messages
    return [m for m in dialog if m.keyboard and PUBLISH in str(m.keyboard)][-1]


async def press(school, label, person=None):
    person = person or school.anna
    event = school.world.press(person, person.id, offer(school, person), label)
    await school.until(lambda: event in school.world.answers)
    return school.world.answers[event]["text"]


async def morning(school, app, **later):
    school.clock.set(school.moment("07:00:00") + timedelta(days=1) + timedelta(**later))
    await waited(school, app)


async def waited(school, app):
    """Until no chore has anything to do."""

    async def idle():
        async with app.memory.look() as unit:
            return not await unit.held.due(school.clock())

    for _ in range(300):
        if await idle():
            break
        await asyncio.sleep(0.02)
    assert await idle()
    await school.settle(app)


def shown(school):
    return [text for text in school.notices() if "Сообщени" in text and "от [" in text]


async def outcomes(school, app):
    return [row["outcome"] for row in await school.journal(app) if row["action"] == "held"]


async def test_it_is_shown_at_seven_in_his_name_once(school):
    async with school.bot() as app:
        school.say("Что задали? @all [id1|я] example.ru")
        await school.settle(app)
        assert "опубликую в 07:00" in await press(school, PUBLISH)
        assert shown(school) == []
        await morning(school, app)
        school.clock.advance(timedelta(minutes=5))
        await waited(school, app)
        (text,) = shown(school)
        noted = await outcomes(school, app)
        async with app.memory.look() as unit:
            (kept,) = await unit.held._found(True)

    assert text.startswith(f"Сообщение от [id{school.anna.id}|")
    assert "(написано в 23:15)" in text
    assert "Что задали?" in text
    assert not any(live in text for live in ("@all", "[id1|", "example.ru"))
    assert noted[-1] == "опубликовано от имени автора"
    assert kept.words == ""


async def test_several_of_a_night_are_joined_in_order(school):
    async with school.bot() as app:
        school.say("Что задали?")
        await school.settle(app)
        school.clock.advance(timedelta(minutes=4))
        school.say("А по русскому?")
        await school.settle(app)
        await press(school, PUBLISH)
        await morning(school, app)
        (text,) = shown(school)

    assert text.index("23:15 — Что задали?") < text.index("23:19 — А по русскому?")


async def test_it_is_shown_once_though_the_bot_was_down_at_seven(school):
    async with school.bot() as app:
        school.say("Что задали?")
        await school.settle(app)
        await press(school, PUBLISH)
    school.clock.set(school.moment("08:00:00") + timedelta(days=1))
    for _ in range(2):
        async with school.bot() as app:
            await waited(school, app)

    assert len(shown(school)) == 1


async def test_after_noon_it_is_not_shown_and_he_is_told(school):
    async with school.bot() as app:
        school.say("Что задали?")
        await school.settle(app)
        await press(school, PUBLISH)
    school.clock.set(school.moment("12:00:00") + timedelta(days=1))
    async with school.bot() as app:
        await waited(school, app)

    assert shown(school) == []
    assert "не удалось опубликовать" in school.world.private(school.anna)[-1].text


async def test_without_an_answer_the_words_are_erased_in_silence(school):
    async with school.bot() as app:
        school.say("Что задали?")
        await school.settle(app)
        before = len(school.world.private(school.anna))
        await morning(school, app, hours=5)

        assert shown(school) == []
        assert len(school.world.private(school.anna)) == before
        async with app.memory.look() as unit:
            kept = await unit.held._found(True)
        assert [one for one in kept if one.words] == []
        assert "эта кнопка уже не действует" in (await press(school, PUBLISH)).lower()


async def test_he_may_have_it_erased(school):
    async with school.bot() as app:
        school.say("Что задали?")
        await school.settle(app)
        await press(school, PUBLISH)
        assert "стёрты" in await press(school, DROP)
        assert "уже не действует" in await press(school, PUBLISH)
        await morning(school, app)

    assert shown(school) == []


async def test_another_member_cannot_decide_with_a_forged_button(school):
    async with school.bot() as app:
        school.say("Что задали?")
        await school.settle(app)
        school.say("Тоже не сплю", who=school.boris)
        await school.settle(app)
        forged = offer(school, school.boris)
        forged.keyboard = offer(school).keyboard
        event = school.world.press(school.boris, school.boris.id, forged, PUBLISH)
        await school.until(lambda: event in school.world.answers)
        await morning(school, app)

    assert "не для вас" in school.world.answers[event]["text"]
    assert shown(school) == []


async def test_what_breaks_another_rule_as_well_is_not_kept(school):
    async with school.bot() as app:
        school.say("какая же ты мразь")
        await school.settle(app)

        assert await outcomes(school, app) == []
        assert PUBLISH not in str([m.keyboard for m in school.world.private(school.anna)])


async def test_what_the_rules_of_the_morning_forbid_is_dropped_and_told_without_a_case(school):
    async with school.bot() as app:
        school.say("Что задали?")
        await school.settle(app)
        await press(school, PUBLISH)
        async with app.memory.unit() as unit:
            (kept,) = await unit.held.waiting(1)
            await unit.held._connection.execute(update(held).values(words="ты мразь"))
            await unit.commit()
        await morning(school, app)
        async with app.memory.look() as unit:
            number = await unit.cases.next_number()

    assert shown(school) == []
    assert "п. 3.3 (4)" in school.world.private(school.anna)[-1].text
    assert (kept.case, number) == (1, 2)


async def _as_if_written(app, words):
    async with app.memory.unit() as unit:
        await unit.held._connection.execute(update(held).values(words=words))
        await unit.commit()


async def test_what_is_only_doubtful_in_the_morning_is_shown(tmp_path):
    rules = {"profanity": {"euphemisms": True}}
    async with a_school(tmp_path, rules=rules) as school:
        school.world.allow_private(school.anna)
        school.clock.set(school.moment("23:15:00"))
        async with school.bot() as app:
            school.say("Что задали?")
            await school.settle(app)
            await press(school, PUBLISH)
            await _as_if_written(app, "Ну блин, опять отменили экскурсию")
            await morning(school, app)

        assert "опять отменили экскурсию" in shown(school)[0]


async def test_a_word_that_the_chat_has_allowed_is_shown_in_the_morning(school):
    async with school.bot() as app:
        school.say("Что задали?")
        await school.settle(app)
        await press(school, PUBLISH)
        await _as_if_written(app, "Ребята, какая мразь наше сочинение")
        async with app.memory.unit() as unit:
            await unit.orders.allow(school.chat.peer_id, "мразь", school.teacher.id, school.clock())
            await unit.commit()
        app.orders.change(school.chat.peer_id, exceptions=frozenset({"мразь"}))
        await morning(school, app)

    assert "наше сочинение" in shown(school)[0]
