"""«Clean, then edited»: caught also where VK tells nothing of an edit, and only once."""

from datetime import timedelta
from typing import Any

import pytest

from bot.sandbox.fault_plan import Fault, FaultPlan
from tests.bot.running import BAD, CLEAN, a_school

pytestmark = pytest.mark.slow

READ = "messages.getByConversationMessageId"
SWEEPING: dict[str, Any] = {"edits": {"enabled": True}}


@pytest.fixture
async def school(tmp_path):
    async with a_school(tmp_path, **SWEEPING) as school:
        yield school


async def swept(school, app, times=1):
    """Let the next sweeps come and go."""
    for _ in range(times):
        await school.settle(app)
        before = len(school.world.calls(READ))
        school.clock.advance(timedelta(minutes=1, seconds=1))
        await school.until(lambda before=before: len(school.world.calls(READ)) > before)
        await school.settle(app)


def actions(rows):
    return [row["action"] for row in rows]


async def test_an_edit_that_vk_does_not_tell_of_is_found(school):
    async with school.bot() as app:
        message = school.say(CLEAN)
        await swept(school, app)
        assert school.deleted() == set()
        school.world.edit(school.chat, message, BAD)
        school.clock.advance(timedelta(minutes=1, seconds=1))
        await school.until(school.deleted)
        await school.settle(app)

        assert school.deleted() == {message.cmid}
        assert actions(await school.journal(app)).count("warning") == 1


@pytest.mark.parametrize("first", ["event", "sweep"])
async def test_an_edit_that_is_told_and_found_acts_once(school, first):
    async with school.bot() as app:
        message = school.say("/проверка " + CLEAN)
        await school.settle(app)
        school.clock.advance(timedelta(seconds=5))
        school.world.behaviour.sends_chat_edits = first == "event"
        school.world.edit(school.chat, message, BAD)
        await school.settle(app)
        if first == "sweep":
            school.clock.advance(timedelta(minutes=1))
            await school.until(school.deleted)
            message.deleted_by = None  # seen again by whoever looks
            school.world.behaviour.sends_chat_edits = True
            school.world.deliver_edit(message)
        else:
            message.deleted_by = None
            await swept(school, app)
        await school.settle(app)

        assert actions(await school.journal(app)).count("violation") == 1
        assert actions(await school.journal(app)).count("warning") == 1


async def test_an_edit_in_the_quiet_hours_is_no_breach_of_them(school):
    school.clock.set(school.moment("20:50:00"))
    async with school.bot() as app:
        message = school.say(CLEAN)
        await school.settle(app)
        school.clock.set(school.moment("21:30:00"))
        school.world.edit(school.chat, message, CLEAN + " И ещё: в 18:00?")
        await swept(school, app)

        assert school.deleted() == set()
        assert await school.journal(app) == []

        school.world.edit(school.chat, message, BAD)
        school.clock.advance(timedelta(minutes=1, seconds=1))
        await school.until(school.deleted)
        await school.settle(app)

        assert {row["clause"] for row in await school.journal(app)} == {"3.3.4"}


async def test_an_edit_of_what_is_in_a_case_already_is_no_new_incident(tmp_path):
    warned: dict[str, Any] = {"rules": {"profanity": {"action": "warn"}}, **SWEEPING}
    async with a_school(tmp_path, **warned) as school, school.bot() as app:
        message = school.say(BAD)
        await school.settle(app)
        school.clock.advance(timedelta(hours=1))
        school.world.edit(school.chat, message, BAD + "!")
        await swept(school, app, 2)

        rows = await school.journal(app)
        assert actions(rows).count("violation") == 1
        assert {row["case"] for row in rows} == {1}


async def test_what_was_edited_while_the_bot_was_down_is_found_after_its_start(school):
    async with school.bot() as app:
        message = school.say(CLEAN)
        school.say(CLEAN, who=school.boris)
        await school.settle(app)
    school.clock.advance(timedelta(minutes=5))
    school.world.edit(school.chat, message, BAD)

    async with school.bot() as app:
        await school.until(school.deleted)
        await school.settle(app)

        assert school.deleted() == {message.cmid}


async def test_a_start_judges_nothing_again_that_nobody_edited(school):
    urgent = school.moment("22:00:00")
    school.clock.set(urgent)
    async with school.bot() as app:
        school.world.write(school.chat, school.teacher, "/срочно")
        await school.settle(app)
        message = school.say(CLEAN)
        await school.settle(app)
        async with app.memory.unit() as unit:
            await unit.orders.set(school.chat.peer_id, urgent_until=None)
            await unit.commit()

    async with school.bot() as app:
        await school.until(lambda: school.world.calls(READ))
        await swept(school, app)

        assert message.cmid not in school.deleted()


async def test_a_voice_messages_words_that_come_late_are_judged(school):
    voice = {"type": "audio_message", "audio_message": {"id": 1, "duration": 3}}
    async with school.bot() as app:
        message = school.world.write(school.chat, school.anna, "", attachments=[voice])
        await school.settle(app)
        await school.settle(app)
        message.attachments = [
            {"type": "audio_message", "audio_message": {"id": 1, "duration": 3, "transcript": BAD}}
        ]
        school.clock.advance(timedelta(minutes=1, seconds=1))
        await school.until(school.deleted)
        await school.settle(app)

        assert actions(await school.journal(app)).count("warning") == 1


async def test_a_silent_chat_costs_no_call_once_its_messages_are_old(school):
    async with school.bot() as app:
        school.say(CLEAN)
        await swept(school, app)
        school.clock.advance(timedelta(hours=2))
        await school.until(lambda: app.pipeline.verdicts.marks.chats() == ())
        before = len(school.world.calls(READ))
        for _ in range(5):
            school.clock.advance(timedelta(minutes=2))
            await school.settle(app)

        assert len(school.world.calls(READ)) <= before + 1
        assert app.pipeline.verdicts.marks.chats() == ()


async def test_a_sweep_that_is_switched_off_reads_nothing(tmp_path):
    async with a_school(tmp_path, edits={"enabled": False}) as school, school.bot() as app:
        school.say(CLEAN)
        for _ in range(3):
            school.clock.advance(timedelta(minutes=2))
            await school.settle(app)

        assert school.world.calls(READ) == []


async def test_a_sweep_goes_on_after_vk_was_away(tmp_path):
    absent = FaultPlan([Fault("bad_gateway", READ, times=2)])
    async with a_school(tmp_path, faults=absent, **SWEEPING) as school, school.bot() as app:
        message = school.say(CLEAN)
        await school.settle(app)
        school.world.edit(school.chat, message, BAD)
        await swept(school, app, 3)
        await school.until(school.deleted)

        assert school.deleted() == {message.cmid}
