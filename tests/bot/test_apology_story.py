"""The life of a dispute (2.6, 2.7), told as a story over HTTP against the sandbox's VK."""

from datetime import timedelta

import pytest

from tests.bot.apologies import (
    an_apologising_school,
    answered,
    apologised,
    blocked,
    told,
    with_button,
)
from tests.bot.running import CLEAN


@pytest.fixture
async def school(tmp_path):
    async with an_apologising_school(tmp_path) as school:
        yield school


async def test_four_breaches_a_block_an_apology_and_an_objection(school):
    async with school.bot() as app:
        await blocked(school, app)
        shown = await apologised(school, app)
        assert "Анна" in shown.text
        assert "я погорячилась" in shown.text

        event = school.world.press(school.boris, school.chat, shown, "Возражаю")

        assert "не назовут" in await answered(school, event)
        await school.settle(app)
        assert "Есть возражение" in shown.text
        assert "Борис" not in shown.text
        assert not (shown.keyboard or {}).get("buttons")
        assert "есть возражение" in told(school, school.anna)[-1]
        assert "Борис" not in told(school, school.anna)[-1]
        assert school.anna.id in school.world.restricted(school.chat)
        deeds = [row["action"] for row in await school.journal(app)]
        assert deeds.count("apology") == deeds.count("objection") == 1

        school.clock.advance(timedelta(days=1))
        await school.until(lambda: school.anna.id not in school.world.restricted(school.chat))


async def test_an_apology_met_with_silence_and_a_moderator_lets_her_return(school):
    async with school.bot() as app:
        await blocked(school, app)
        shown = await apologised(school, app)
        school.clock.advance(timedelta(hours=2))
        await school.until(lambda: "Возражений нет" in shown.text)
        await school.settle(app)

        question = with_button(school, school.teacher.id, "Разблокировать")
        event = school.world.press(school.teacher, school.teacher.id, question, "Разблокировать")

        assert "может писать" in await answered(school, event)
        await school.until(lambda: school.anna.id not in school.world.restricted(school.chat))
        await school.settle(app)
        assert "Извинения приняты" in shown.text
        assert "извинение принято" in " ".join(school.notices()).lower()
        (row,) = [r for r in await school.journal(app) if r["action"] == "unblock"]
        assert (row["clause"], row["actor"]) == ("2.7", str(school.teacher.id))
        message = school.say(CLEAN)
        await school.settle(app)
        assert message.cmid not in school.deleted()
