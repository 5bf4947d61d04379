"""VK lost updates on the way: what can be read again is judged, the rest is journaled as a gap."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.sandbox.fault_plan import Fault, FaultPlan
from tests.bot.running import BAD, CLEAN, NOON, a_school

pytestmark = pytest.mark.slow

READ = "messages.getByConversationMessageId"


@pytest.fixture
async def school(tmp_path):
    async with a_school(tmp_path) as school:
        yield school


async def whole(school, app):
    """Wait until no gap stands and everything is settled."""
    async with asyncio.timeout(60):
        while True:
            await school.settle(app)
            async with app.memory.look() as unit:
                if not await unit.heard.gaps():
                    break
            await asyncio.sleep(0.05)
    await school.settle(app)


async def gaps(school, app):
    return [row for row in await school.journal(app) if row["action"] == "gap"]


def told_at(message):
    return datetime.fromtimestamp(message.date, NOON.tzinfo).isoformat()


def lose(school, how):
    """VK forgets what it has not told yet."""
    log = school.world.community.log
    log.lose_information() if how == 3 else log.forget()


@pytest.mark.parametrize("how", [1, 3])
async def test_what_vk_lost_is_read_again_and_judged(school, how):
    async with school.bot() as app:
        school.say(CLEAN)
        await school.settle(app)
        lost = [school.say(BAD), school.say(CLEAN, who=school.boris)]
        lose(school, how)
        await whole(school, app)

        assert school.deleted() == {lost[0].cmid}
        assert [r["action"] for r in await school.journal(app)].count("warning") == 1
        assert await gaps(school, app) == []


@pytest.mark.parametrize("how", [1, 3])
async def test_what_was_lost_while_the_bot_was_down_is_judged_by_its_own_time(school, how):
    async with school.bot() as app:
        school.say(CLEAN)
        await school.settle(app)
    school.clock.set(school.moment("23:30:00"))
    late = school.say(CLEAN, who=school.boris)
    early = school.say(CLEAN, at="20:59:00")
    lose(school, how)
    school.clock.advance(timedelta(hours=10))

    async with school.bot() as app:
        await whole(school, app)

        assert school.deleted() == {late.cmid}
        assert early.cmid not in school.deleted()
        assert {row["clause"] for row in await school.journal(app)} == {"3.3.1"}


async def test_a_loss_before_anything_was_heard_is_journaled(school):
    async with school.bot():
        pass
    school.say(BAD)
    lose(school, 1)

    async with school.bot() as app:
        await school.settle(app)

        (row,) = await gaps(school, app)
        assert row["chat"] is None
        assert row["outcome"].startswith("ни один чат ещё не был слышен")


async def test_an_edit_that_was_lost_is_found_however_late(school):
    async with school.bot() as app:
        heard = school.say(CLEAN)
        await school.settle(app)
    school.world.behaviour.sends_chat_edits = True
    school.world.edit(school.chat, heard, BAD)
    lose(school, 1)
    school.clock.advance(timedelta(hours=10))

    async with school.bot() as app:
        await whole(school, app)

        assert school.deleted() == {heard.cmid}
        assert [r["action"] for r in await school.journal(app)].count("warning") == 1
        assert await gaps(school, app) == []


@pytest.mark.parametrize("who", ["teacher", "anna"])
async def test_what_was_heard_as_an_edit_is_not_told_again_when_it_is_read(tmp_path, who):
    silent = FaultPlan([Fault("drop", READ, times=1)])
    async with a_school(tmp_path, faults=silent) as school:
        async with school.bot() as app:
            school.say(CLEAN)
            await school.settle(app)
        lost = school.say(CLEAN, who=getattr(school, who))
        lose(school, 1)
        school.world.behaviour.sends_chat_edits = True
        school.world.edit(school.chat, lost, BAD)
        async with school.bot() as app:
            await school.until(lambda: silent.struck["drop"])

        async with school.bot() as app:  # reads the gap, and remembers nothing of the edit
            await whole(school, app)

            told = [(r["action"], r["message"]) for r in await school.journal(app)]
            assert told.count(("violation", lost.cmid)) == 1
            assert told.count(("warning", lost.cmid)) == (who == "anna")


async def test_what_was_handled_before_the_gap_is_not_handled_twice(school):
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        before = await school.journal(app)
        for number in range(2):
            school.say(f"{CLEAN} Кабинет {number}", who=school.boris)
            lose(school, 3)
            await whole(school, app)

        assert await school.journal(app) == before


async def test_a_message_heard_after_the_gap_is_judged_once(school):
    async with school.bot() as app:
        school.say(CLEAN)
        await school.settle(app)
        school.say(CLEAN)
        lose(school, 1)
        school.say(BAD, who=school.boris)
        await whole(school, app)

        actions = [row["action"] for row in await school.journal(app)]
        assert actions.count("warning") == 1
        assert actions.count("delete") == 1
        assert "gap" not in actions


@pytest.mark.parametrize("shown", [False, True], ids=["left out", "shown empty"])
async def test_what_cannot_be_had_is_journaled_by_numbers_and_times(school, shown):
    school.world.behaviour.shows_deleted = shown
    async with school.bot() as app:
        heard = school.say(CLEAN)
        await school.settle(app)
        school.clock.advance(timedelta(minutes=1))
        lost = [school.say(f"{BAD} {n}", who=school.boris) for n in range(3)]
        school.world.unsend(school.chat, lost[0])
        school.world.unsend(school.chat, lost[1])
        lose(school, 3)
        await whole(school, app)

        (row,) = await gaps(school, app)
        assert row["chat"] == school.chat.peer_id
        assert row["reason"] == "события потеряны (failed 3)"
        told = f"ВК не отдал (удалены или недоступны): №{lost[0].cmid}–{lost[1].cmid}; написаны с "
        assert row["outcome"].startswith(f"{told}{told_at(heard)} по {told_at(lost[2])}")
        assert "мразь" not in str(row)
        assert lost[2].cmid in school.deleted()


async def test_the_bots_own_notices_are_no_gap(school):
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        school.clock.advance(timedelta(minutes=11))
        await school.until(lambda: not school.notices())
        school.say(CLEAN)
        lose(school, 3)
        await whole(school, app)

        assert await gaps(school, app) == []


async def test_only_so_many_are_read_of_one_chat_and_the_rest_is_journaled(tmp_path):
    async with a_school(tmp_path, gaps={"messages": 150}) as school, school.bot() as app:
        school.say(CLEAN)
        await school.settle(app)
        lost = [school.say(f"{CLEAN} {n}", who=school.boris) for n in range(200)]
        lost.append(school.say(BAD))
        lose(school, 3)
        await whole(school, app)

        assert lost[-1].cmid in school.deleted()
        assert len(school.world.calls(READ)) == 1 + 2  # one for edits of what was heard before
        (row,) = await gaps(school, app)
        assert row["outcome"].startswith(f"не перечитаны, сверх предела: №2–{202 - 150};")


async def test_a_refusal_is_journaled_and_the_other_chats_are_read(tmp_path):
    refusing = FaultPlan([Fault("error", READ, code=917, times=1)])
    async with a_school(tmp_path, faults=refusing) as school, school.bot() as app:
        other = school.world.add_chat("6Б", admins=[school.teacher], members=[school.anna])
        for chat in (school.chat, other):
            school.world.write(chat, school.anna, CLEAN)
        await school.settle(app)
        lost = [school.world.write(chat, school.anna, BAD) for chat in (school.chat, other)]
        lose(school, 3)
        await whole(school, app)

        (row,) = await gaps(school, app)
        assert "код 917" in row["outcome"]
        assert row["chat"] == school.chat.peer_id
        assert lost[1] in school.world.deleted(other)


async def test_vk_that_is_not_there_is_asked_again(tmp_path):
    absent = FaultPlan([Fault("bad_gateway", READ, times=2)])
    async with a_school(tmp_path, faults=absent) as school, school.bot() as app:
        school.say(CLEAN)
        await school.settle(app)
        lost = school.say(BAD)
        lose(school, 3)
        for _ in range(3):
            await school.until(lambda: school.world.calls(READ))
            await school.settle(app)
            school.clock.advance(timedelta(seconds=30))
        await whole(school, app)

        assert school.deleted() == {lost.cmid}


async def test_a_bot_killed_in_the_gap_reads_it_after_its_start(school):
    async with school.bot() as app:
        school.say(CLEAN)
        await school.settle(app)
        async with app.pipeline.turn, app.memory.unit() as unit:
            await unit.heard.lose(3, school.clock())
            await unit.commit()
    lost = school.say(BAD)
    school.world.community.log.forget()
    async with school.bot() as app:
        await whole(school, app)

        assert school.deleted() == {lost.cmid}


async def test_private_commands_that_vk_lost_are_answered_once(school):
    for person in (school.anna, school.boris):
        school.world.allow_private(person)
    async with school.bot() as app:
        school.say(CLEAN)
        school.world.write_private(school.anna, "/правила")
        await school.settle(app)
        school.world.write_private(school.anna, "/статус")
        school.world.write_private(school.boris, "/правила")
        school.world.write_private(school.boris, "/статус")
        lose(school, 3)
        await whole(school, app)

        for person in (school.anna, school.boris):
            said = [message.from_id for message in school.world.private(person)]
            answers = [one for one in said if one < 0]
            assert len(answers) == 2
        school.say(CLEAN, who=school.boris)
        lose(school, 3)
        await whole(school, app)
        assert len(school.world.private(school.boris)) == 4


async def test_failed_1_that_loses_nothing_makes_no_gap(tmp_path):
    outdated = FaultPlan([Fault("failed", "longpoll", code=1, skip=2, times=1)])
    async with a_school(tmp_path, faults=outdated) as school, school.bot() as app:
        school.say(CLEAN)
        await school.settle(app)
        await whole(school, app)

        assert school.world.calls(READ) == []
