"""Every story of the sandbox, played to its end against the bot as the sandbox runs it."""

import pytest

from bot.sandbox import SandboxClock, SandboxVK, populate
from bot.sandbox.cast import CLASS, PARENTS
from bot.sandbox.errors import NotPossibleError
from bot.sandbox.school_list import keep_list
from bot.sandbox.stories import all_stories, chat_titled, person_named, play, story_named
from bot.terminal.sandbox import SCHOOL
from tests import databases
from tests.bot.running import NOON, School


@pytest.fixture
async def school(tmp_path):
    clock = SandboxClock(NOON, rate=0)
    async with SandboxVK(clock) as vk:
        populate(vk.world)
        names = ("maria_ivanovna", "anna_belova", "boris_kim")
        maria, anna, boris = (person_named(vk.world, name) for name in names)
        chat = vk.world.chats[chat_titled(vk.world, PARENTS)]
        yield School(
            vk, clock, tmp_path, await databases.laid(tmp_path), maria, anna, boris, chat, SCHOOL
        )


async def told(school, app, name):
    """Play a story, giving the bot time for each step; the journal's deeds, oldest first."""

    def is_done(step):
        try:
            play(step, school.world, school.clock)
        except NotPossibleError:  # the bot is still thinking
            return False
        return True

    for step in story_named(name).steps:
        await school.until(lambda step=step: is_done(step))
        await at_rest(school, app)
    return [(row["action"], row["clause"]) for row in await school.journal(app)]


async def at_rest(school, app):
    """Until the bot has answered and none of its chores waits."""

    async def is_busy():
        await school.settle(app)
        async with app.memory.look() as unit:
            return any([await chore.waits(unit, school.clock()) for chore in app.due.chores])

    for _ in range(500):
        if not await is_busy():
            return
    pytest.fail("a chore waits for ever")


async def begun(school, app):
    """As the sandbox begins: the school's list is kept, and the bot has met both chats."""
    await keep_list(app.memory, school.world)
    for title in (PARENTS, CLASS):
        chat = chat_titled(school.world, title)
        school.world.write(chat, person_named(school.world, "maria_ivanovna"), "/правила")
        await school.settle(app)


def is_restricted(school, name):
    return person_named(school.world, name).id in school.world.restricted(school.chat)


def stands(school, text):
    return any(text in message.text for message in school.world.visible(school.chat))


def answers(school):
    return [answer["text"] for answer in school.world.answers.values()]


async def test_a_night_message_is_one_case(school):
    async with school.bot() as app:
        deeds = await told(school, app, "night")

    assert deeds.count(("warning", "3.3.1")) == 1
    assert len(school.deleted()) == 2
    assert stands(school, "упражнение 48")
    assert stands(school, "Спокойной ночи")
    assert any("2 сообщения" in text for text in school.notices())


async def test_four_breaches_and_a_block_that_ends(school):
    async with school.bot() as app:
        deeds = await told(school, app, "four_breaches")

    actions = [action for action, _ in deeds]
    assert (actions.count("warning"), actions.count("block")) == (3, 1)
    assert actions.count("unblock") == 1
    assert not is_restricted(school, "igor_lebedev")
    assert stands(school, "Во сколько завтра экскурсия?")


async def test_somebody_else_s_phone(school):
    async with school.bot() as app:
        deeds = await told(school, app, "phone")
        rows = await school.journal(app)

    assert ("delete", "3.3.6") in deeds
    assert len(school.deleted()) == 1
    assert stands(school, "отправил вам лично")
    assert "345-67-89" not in str(rows)


async def test_a_night_message_is_shown_in_the_morning(school):
    async with school.bot() as app:
        await told(school, app, "night_published")

    (shown,) = [text for text in school.notices() if "А по русскому" in text]
    assert "Вера" in shown
    assert answers(school) == ["Хорошо: опубликую в 07:00."]


async def test_an_apology_and_an_objection(school):
    async with school.bot() as app:
        deeds = await told(school, app, "apology")

    actions = [action for action, _ in deeds]
    assert actions.count("apology") == actions.count("objection") == 1
    assert [clause for action, clause in deeds if action == "unblock"] == ["2.6"]
    assert not is_restricted(school, "oleg_sidorov")  # his term is over
    assert stands(school, "Есть возражение")
    assert not stands(school, "Борис")
    assert answers(school) == ["Возражение принято. В чате вас не назовут."]


async def test_an_apology_and_a_return(school):
    async with school.bot() as app:
        deeds = await told(school, app, "apology_return")

    assert [clause for action, clause in deeds if action == "unblock"] == ["2.7"]
    assert not is_restricted(school, "natalia_gromova")
    assert stands(school, "Извинения приняты")
    assert stands(school, "Во сколько завтра собрание?")


async def test_an_appeal_and_an_annulled_case(school):
    async with school.bot() as app:
        deeds = await told(school, app, "appeal")

    actions = [action for action, _ in deeds]
    assert "appeal" in actions
    assert actions.count("annul") == 1
    assert not is_restricted(school, "gulnara_safina")
    assert stands(school, "Спасибо, что разобрались!")


async def test_a_pupil_leaves_and_her_father_with_her(school):
    olya, dmitry = (person_named(school.world, name) for name in ("olya_petrova", "dmitry_petrov"))
    pupils = school.world.chats[chat_titled(school.world, CLASS)]

    async with school.bot() as app:
        await begun(school, app)
        deeds = await told(school, app, "leaver")

    assert [clause for action, clause in deeds if action == "leaver"] == ["2.9", "2.9"]
    assert not {"warning", "block"} & {action for action, _ in deeds}
    assert olya.id not in pupils.members
    assert dmitry.id not in school.chat.members
    assert [m.text for m in school.world.visible(pupils)][-1] == "Оля, удачи в новой школе!"


async def test_every_story_can_be_told_after_the_others(school):
    async with school.bot() as app:
        await begun(school, app)
        for story in all_stories():
            deeds = await told(school, app, story.name)

    actions = [action for action, _ in deeds]
    blocked = ("igor_lebedev", "oleg_sidorov", "natalia_gromova", "gulnara_safina")
    assert actions.count("block") == len(blocked)
    assert not any(is_restricted(school, name) for name in blocked)


def test_each_story_is_told_here():
    told_here = {
        "night",
        "four_breaches",
        "phone",
        "night_published",
        "apology",
        "apology_return",
        "appeal",
        "leaver",
    }

    assert {story.name for story in all_stories()} == told_here
