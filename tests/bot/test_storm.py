"""A storm of breaches: soon off the chat, by few calls, and never more of them than VK takes.

A thousand and five thousand: `python -m benchmarks.storm`.
"""

import pytest

from benchmarks.storm import DELETE, MOST_IN_A_SECOND, SEND, in_any_second, storm
from bot.delivery import AT_ONCE
from rules.regulation.acts import Act, Kind
from tests.bot.running import CLEAN, a_school

pytestmark = pytest.mark.slow


async def test_three_hundred_breaches_are_off_the_chats_by_few_calls_before_they_are_told(tmp_path):
    seen = await storm(tmp_path, breaches=300, chats=3, people=15)

    assert seen.undone == 0
    assert seen.busiest_second <= MOST_IN_A_SECOND
    assert seen.refused == 0
    assert seen.in_one_call >= 10
    assert seen.off_the_chat < seen.told
    assert seen.notices_before <= seen.notices // 4
    # A thousand in sixty seconds, on a machine that does other work as well.
    assert seen.off_the_chat < 300 * 60 / 1000


async def test_a_delete_overtakes_the_notices_that_wait_before_it(tmp_path):
    async with a_school(tmp_path) as school:
        async with school.bot() as app:
            messages = [school.say(f"{CLEAN} {number}", who=school.boris) for number in range(120)]
            other = school.world.add_chat("6Б", admins=[school.teacher], members=[school.anna])
            await school.settle(app)
            to_others = [other.peer_id, school.chat.peer_id] * 10
            async with app.memory.unit() as unit:
                for number, to in enumerate(to_others):
                    text = {"to": to, "text": f"Предупреждение {number}"}
                    notice = Act(kind=Kind.SEND, chat=to, payload=text)
                    await unit.outbox.add(notice, school.clock())
                for one in messages:
                    delete = Act(kind=Kind.DELETE, chat=one.peer_id, message=one.cmid)
                    await unit.outbox.add(delete, school.clock())
                await unit.commit()
            before = len(school.world.log)
            app.delivery.wake()
            await school.settle(app)

        calls = [call for call in school.world.log[before:] if call.method in (DELETE, SEND)]
        deletes = [place for place, call in enumerate(calls) if call.method == DELETE]
        assert school.deleted() == {one.cmid for one in messages}
        assert len(calls) - len(deletes) == len(to_others)
        assert len(deletes) == 2  # a hundred messages, and twenty
        assert max(deletes) <= AT_ONCE
        assert in_any_second(call.at for call in school.world.log) <= MOST_IN_A_SECOND


def test_the_busiest_second_may_begin_at_any_moment():
    assert in_any_second([0.0, 0.9, 1.0, 1.5, 1.8, 5.0]) == 4
    assert in_any_second([]) == 0
