"""The refusals of `/извинение` and of its buttons over real HTTP (2.7, 2.8)."""

from datetime import timedelta

import orjson
import pytest

from rules.regulation.return_early import Hearing
from tests.bot.apologies import (
    SORRY,
    an_apologising_school,
    answered,
    apologised,
    blocked,
    told,
    with_button,
)
from tests.bot.running import BAD, CLEAN


@pytest.fixture
async def school(tmp_path):
    async with an_apologising_school(tmp_path) as school:
        yield school


def forged(keyboard):
    """The members' button with the moderators' deed behind it."""
    return orjson.loads(orjson.dumps(keyboard).replace(b"object", b"let_return"))


async def apology(app):
    async with app.memory.look() as unit:
        blocks = await unit.sanctions.in_force()
        return [await unit.apologies.of_block(block.case) for block in blocks]


def dialog(school, person):
    return school.world.conversation(person.id).messages


async def asked(school, app, text):
    school.world.write_private(school.anna, text)
    await school.settle(app)
    return told(school, school.anna)[-1]


async def pressed(school, person, place, message, label):
    return await answered(school, school.world.press(person, place, message, label))


async def test_one_who_is_not_blocked_has_nothing_to_apologise_for(school):
    async with school.bot() as app:
        assert "п. 2.7" in await asked(school, app, SORRY)

    assert school.notices() == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("/извинение", "Напишите само извинение"),
        ("/извинение " + "а" * 501, "больше, чем 500"),
        (f"/извинение {BAD}", "п. 3.3 (4)"),
    ],
)
async def test_what_cannot_be_shown_is_refused_and_may_be_said_anew(school, words, why):
    async with school.bot() as app:
        await blocked(school, app)

        assert why in await asked(school, app, words)
        assert await apology(app) == [None]
        await apologised(school, app)


async def test_one_apology_for_a_block(school):
    async with school.bot() as app:
        await blocked(school, app)
        await apologised(school, app)

        assert "один раз (п. 2.7)" in await asked(school, app, SORRY)
        assert sum("приносит извинения" in text for text in school.notices()) == 1


async def test_in_the_chat_it_is_sent_to_private(school):
    async with school.bot() as app:
        school.say(SORRY, who=school.boris)
        await school.settle(app)

    assert "в сообщения сообщества" in school.notices()[-1]


async def test_one_cannot_object_to_oneself(school):
    async with school.bot() as app:
        await blocked(school, app)
        shown = await apologised(school, app)

        said = await pressed(school, school.anna, school.chat, shown, "Возражаю")

        assert "собственное" in said
        assert (await apology(app))[0].objector is None


async def test_a_second_objection_is_stale(school):
    async with school.bot() as app:
        await blocked(school, app)
        shown = await apologised(school, app)
        keyboard = shown.keyboard
        await pressed(school, school.boris, school.chat, shown, "Возражаю")
        await school.settle(app)
        shown.keyboard = keyboard  # a phone that has not drawn the change yet

        said = await pressed(school, school.teacher, school.chat, shown, "Возражаю")

        assert "уже не действует" in said
        assert (await apology(app))[0].objector == school.boris.id


async def test_a_member_cannot_end_a_block_with_the_moderators_button(school):
    async with school.bot() as app:
        await blocked(school, app)
        shown = await apologised(school, app)
        shown.keyboard = forged(shown.keyboard)

        said = await pressed(school, school.boris, school.chat, shown, "Возражаю")

        assert "п. 2.8" in said
        assert school.anna.id in school.world.restricted(school.chat)


async def test_before_the_window_closes_a_moderator_cannot_let_return(school):
    async with school.bot() as app:
        await blocked(school, app)
        await apologised(school, app)
        shown = with_button(school, school.chat.peer_id, "Возражаю")
        shown.keyboard = forged(shown.keyboard)

        said = await pressed(school, school.teacher, school.chat, shown, "Возражаю")

        assert "уже не действует" in said
        assert school.anna.id in school.world.restricted(school.chat)


@pytest.fixture
def olga(school):
    """A second moderator of the chat."""
    olga = school.world.add_user("Ольга", "Петрова", 1)
    school.world.join(school.chat, olga)
    school.chat.members[olga.id].is_admin = True
    school.world.allow_private(olga)
    return olga


async def heard(school, app, *asked):
    """The window closes without an objection; the questions to those who are asked."""
    school.clock.advance(timedelta(hours=2))
    await school.until(lambda: any("Возражений нет" in text for text in school.notices()))
    await school.settle(app)
    return [with_button(school, person.id, "Разблокировать") for person in asked]


async def blocked_for_a_reply(school, app, to):
    """Four breaches, the last of which is an answer to somebody's message."""
    for _ in range(3):
        school.say(BAD)
        school.clock.advance(timedelta(hours=1))
    said = school.say(CLEAN, who=to)
    school.world.write(school.chat, school.anna, BAD, reply_to=said)
    await school.settle(app)
    assert school.anna.id in school.world.restricted(school.chat)


async def test_who_is_not_in_the_chat_cannot_object(school):
    stranger = school.world.add_user("Чужой", "Человек")
    async with school.bot() as app:
        await blocked(school, app)
        shown = await apologised(school, app)

        said = await pressed(school, stranger, school.chat, shown, "Возражаю")

        assert "только участники чата" in said
        assert (await apology(app))[0].objector is None


async def test_who_has_left_the_chat_cannot_object(school):
    async with school.bot() as app:
        await blocked(school, app)
        shown = await apologised(school, app)
        school.world.leave(school.chat, school.boris)
        await school.settle(app)

        said = await pressed(school, school.boris, school.chat, shown, "Возражаю")

        assert "только участники чата" in said
        assert (await apology(app))[0].objector is None


async def test_an_objection_after_the_window_is_stale(school):
    async with school.bot() as app:
        await blocked(school, app)
        shown = await apologised(school, app)
        keyboard = shown.keyboard
        await heard(school, app)
        shown.keyboard = keyboard  # a phone that has not drawn the change yet

        said = await pressed(school, school.boris, school.chat, shown, "Возражаю")

        assert "уже не действует" in said
        (kept,) = await apology(app)
        assert (kept.state, kept.objector) == (Hearing.HEARD, None)


async def test_an_objection_from_another_chat_is_stale(school):
    other = school.world.add_chat("6Б родители", admins=[school.teacher], members=[school.boris])
    async with school.bot() as app:
        await blocked(school, app)
        shown = await apologised(school, app)
        places = (other, school.world.conversation(school.boris.id))
        forged_there = [
            school.world.keep(place, -school.vk.group_id, text="", keyboard=shown.keyboard)
            for place in places
        ]

        for place, message in zip(places, forged_there, strict=True):
            said = await pressed(school, school.boris, place.peer_id, message, "Возражаю")
            assert "уже не действует" in said

        assert (await apology(app))[0].state is Hearing.OPEN


async def test_a_moderator_who_was_answered_is_not_asked_and_cannot_decide(school, olga):
    async with school.bot() as app:
        await blocked_for_a_reply(school, app, school.teacher)
        await apologised(school, app)
        (question,) = await heard(school, app, olga)
        assert not any("Разблокировать" in str(m.keyboard) for m in dialog(school, school.teacher))
        shown_to_her = school.world.keep(
            school.world.conversation(school.teacher.id),
            -school.vk.group_id,
            text=question.text,
            keyboard=question.keyboard,
        )

        said = [
            await pressed(school, school.teacher, school.teacher.id, shown_to_her, label)
            for label in ("Разблокировать", "Оставить срок")
        ]

        assert all("не участвовал в споре (п. 2.8)" in each for each in said)
        assert (await apology(app))[0].state is Hearing.HEARD
        assert school.anna.id in school.world.restricted(school.chat)


@pytest.mark.parametrize("label", ["Разблокировать", "Оставить срок"])
async def test_the_second_moderator_is_told_what_the_first_decided(school, olga, label):
    async with school.bot() as app:
        await blocked(school, app)
        await apologised(school, app)
        hers, olgas = await heard(school, app, school.teacher, olga)
        keyboard = olgas.keyboard
        await pressed(school, school.teacher, school.teacher.id, hers, "Оставить срок")
        await school.settle(app)
        olgas.keyboard = keyboard  # a phone that has not drawn the change yet
        before = await school.journal(app)

        said = await pressed(school, olga, olga.id, olgas, label)

        assert said.startswith("Уже решено: Мария")
        assert await school.journal(app) == before
        assert school.anna.id in school.world.restricted(school.chat)
        assert (await apology(app))[0].decided_by == school.teacher.id


async def test_a_term_that_is_kept_is_told_to_the_member(school):
    async with school.bot() as app:
        await blocked(school, app)
        await apologised(school, app)
        (question,) = await heard(school, app, school.teacher)

        said = await pressed(school, school.teacher, school.teacher.id, question, "Оставить срок")
        await school.settle(app)

        assert "срок оставлен" in said
        assert "срок оставлен прежним (п. 2.7)" in told(school, school.anna)[-1]
        assert school.anna.id in school.world.restricted(school.chat)
