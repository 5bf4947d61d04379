"""The rights probe: an hour is the longest that a chat stands without supervision unnoticed."""

from datetime import timedelta

import pytest

from tests.bot.running import a_school


@pytest.fixture
async def school(tmp_path):
    async with a_school(tmp_path) as school:
        school.world.allow_private(school.teacher)
        yield school


async def seen(school):
    """The chat becomes known by a first breach."""
    school.say("какая же ты мразь")


def told(school):
    own = -school.vk.group_id
    return [m.text for m in school.world.private(school.teacher) if m.from_id == own]


async def test_losing_the_rights_is_told_to_the_moderator_within_the_hour(school):
    async with school.bot() as app:
        await seen(school)
        await school.settle(app)
        school.world.take_bot_admin(school.chat)
        school.clock.advance(timedelta(hours=1, minutes=1))

        await school.until(lambda: any("без надзора" in text for text in told(school)))
        rows = [row for row in await school.journal(app) if row["action"] == "rights"]
        assert [row["outcome"] for row in rows] == ["прав нет: чат без надзора"]

        school.world.make_bot_admin(school.chat)
        school.clock.advance(timedelta(hours=1, minutes=1))
        await school.until(lambda: any("вернулись" in text for text in told(school)))


async def test_a_moderator_who_cannot_be_written_to_is_told_in_the_chat(tmp_path):
    async with a_school(tmp_path) as school, school.bot() as app:
        await seen(school)
        await school.settle(app)
        school.world.take_bot_admin(school.chat)
        school.clock.advance(timedelta(hours=1, minutes=1))

        await school.until(lambda: any("нет прав администратора" in n for n in school.notices()))


async def test_who_joins_is_known_at_once(school):
    async with school.bot() as app:
        newcomer = school.world.add_user("Вера", "Орлова", 1)
        school.world.join(school.chat, newcomer)
        await school.settle(app)

        assert school.chat.peer_id in app.people.chats_of(newcomer.id)


async def test_a_chat_is_called_by_its_name_from_the_first_breach(school):
    async with school.bot() as app:
        await seen(school)
        await school.settle(app)

        async with app.memory.look() as unit:
            assert [chat.title for chat in await unit.chats.all()] == ["5А родители"]
