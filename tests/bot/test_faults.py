"""When VK, or the way to it, misbehaves: in the end all stands as if it had not."""

import asyncio
import re
from collections import Counter
from datetime import timedelta

import pytest

from bot.sandbox.fault_plan import Fault, FaultPlan
from tests.bot.running import BAD, CLEAN, a_school

pytestmark = pytest.mark.slow

DELETE, SEND, EDIT = "messages.delete", "messages.send", "messages.edit"
RESTRICT = "messages.changeConversationMemberRestrictions"
MEMBERS = "messages.getConversationMembers"


def _everywhere(kind, **more):
    return [Fault(kind, method, **more) for method in (DELETE, SEND, EDIT, RESTRICT)]


FAULTS = {
    "internal errors": _everywhere("error", chance=0.4, times=2),
    "too many calls": _everywhere("error", code=6, chance=0.5, times=2),
    "an error after the act": _everywhere("error_after", chance=0.5, times=2),
    "cut before the act": _everywhere("drop", chance=0.5, times=2),
    "cut after the act": _everywhere("drop_after", chance=0.5, times=2),
    "502": _everywhere("bad_gateway", chance=0.5, times=2),
    "half a JSON": _everywhere("garbage", chance=0.5, times=2),
    "slow answers": _everywhere("slow", chance=0.3, seconds=0.3, times=2),
    "flood control": [Fault("flood", SEND, times=2)],
    "a captcha": [Fault("captcha", SEND, times=1)],
    "one message of several fails for now": [Fault("item", DELETE, code=10, times=2)],
    "the poll is cut": [Fault("drop", "longpoll", times=3)],
    "the poll answers 502": [Fault("bad_gateway", "longpoll", times=3)],
    "the key expires": [Fault("failed", "longpoll", code=2, times=3)],
    "updates come twice": [Fault("duplicate", "longpoll")],
    "updates come in another order": [Fault("reorder", "longpoll")],
    "the poll answers half a JSON": [Fault("garbage", "longpoll", times=3)],
    "VK has forgotten some updates": [Fault("failed", "longpoll", code=1, times=3)],
    "VK has lost all updates": [Fault("failed", "longpoll", code=3, times=2)],
    "VK's clock is ahead": [Fault("skew", seconds=100)],
    "VK's clock is behind": [Fault("skew", seconds=-70)],
    "one receiver fails for now": [Fault("item", SEND, code=10, times=2)],
    "nobody tells who is who": [Fault("drop", MEMBERS, times=2)],
}
FAULTS["all together"] = [fault for plan in FAULTS.values() for fault in plan]


async def _day(tmp_path, faults):
    """Four people, some breaches, one block; how it all stands in the end."""
    tmp_path.mkdir(exist_ok=True)
    async with a_school(tmp_path, faults=faults) as school, school.bot() as app:
        for number in range(4):
            school.say(BAD)
            school.say(f"{CLEAN} {number}", who=school.boris)
            school.say(BAD, who=school.teacher)
            if number % 2:
                school.say(BAD, who=school.boris)
            await school.settle(app)
            school.clock.advance(timedelta(hours=1))
        for _ in range(15):  # what was put off comes due as the clock goes on
            await school.settle(app)
            school.clock.advance(timedelta(minutes=5))
            await asyncio.sleep(0.05)
        rows = await school.journal(app)
        async with app.memory.look() as unit:
            whole = await unit.journal.verify() is None
        return {
            "deleted": Counter(
                m.from_id for m in school.world.deleted(school.chat) if m.from_id > 0
            ),
            "restricted": set(school.world.restricted(school.chat)),
            "journal": Counter(row["action"] for row in rows if row["action"] != "gap"),
            "told": _told(school),
            "whole": whole,
        }


def _told(school):
    """How many notices of each case ever stood in the chat."""
    own = [m for m in school.world.messages(school.chat) if m.from_id < 0]
    return Counter(n for m in own for n in re.findall(r"Дело №(\d+)", m.text))


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    return asyncio.run(_day(tmp_path_factory.mktemp("calm"), None))


def test_the_undisturbed_day_is_as_expected(undisturbed):
    assert undisturbed["deleted"].total() == 6
    assert undisturbed["journal"]["block"] == 1
    assert set(undisturbed["told"].values()) == {1}
    assert undisturbed["whole"]


@pytest.mark.parametrize("name", FAULTS)
async def test_in_the_end_all_stands_as_without_the_fault(tmp_path, undisturbed, name):
    plan = FaultPlan(FAULTS[name], seed=7)

    day = await _day(tmp_path, plan)

    assert plan.struck
    assert day == undisturbed


async def test_a_token_that_died_and_was_made_anew_loses_nothing(tmp_path):
    plan = FaultPlan([Fault("revoked", SEND)])
    async with a_school(tmp_path, faults=plan) as school:
        async with school.bot() as app:
            bad = school.say(BAD)
            await asyncio.wait_for(app.delivery.calls.revoked.wait(), 20)
        late = school.say(BAD, who=school.boris)
        plan.faults = ()
        async with school.bot() as app:
            for _ in range(3):
                await school.settle(app)
                school.clock.advance(timedelta(minutes=2))

            assert school.deleted() == {bad.cmid, late.cmid}
            assert _told(school) == {"1": 1, "2": 1}


async def test_what_was_deleted_though_the_answer_was_lost_is_told_as_deleted_a_day_late(tmp_path):
    plan = FaultPlan([Fault("drop_after", DELETE, times=1), Fault("drop", DELETE, skip=1)])
    async with a_school(tmp_path, faults=plan) as school, school.bot() as app:
        bad = school.say(BAD)
        await school.until(lambda: plan.struck["drop"])
        school.clock.advance(timedelta(hours=25))  # nobody tries to delete it any more
        await school.settle(app)
        school.clock.advance(timedelta(minutes=1))  # a try under way was put off from the new time
        await school.settle(app)

        (row,) = [row for row in await school.journal(app) if row["action"] == "delete"]
        assert (row["message"], row["outcome"]) == (bad.cmid, "выполнено")
        assert bad.deleted


async def test_what_was_deleted_before_the_rights_were_lost_is_told_as_deleted(tmp_path):
    plan = FaultPlan(
        [Fault("drop_after", DELETE, times=1), Fault("error", DELETE, code=925, skip=1)]
    )
    async with a_school(tmp_path, faults=plan) as school, school.bot() as app:
        bad = school.say(BAD)
        await school.until(lambda: plan.struck["error"])
        await school.settle(app)

        (row,) = [row for row in await school.journal(app) if row["action"] == "delete"]
        assert (row["message"], row["outcome"]) == (bad.cmid, "выполнено")
