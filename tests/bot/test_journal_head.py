"""Every Monday the administrators are told the journal's head: a rewritten chain shows by it."""

from datetime import datetime

import pytest

from storage.chain import Head
from tests.bot.running import BAD, NOON, a_school


@pytest.fixture
async def headed(tmp_path):
    """A school that begins on Tuesday, 1 September 2026, with two administrators."""
    async with a_school(tmp_path) as school:
        heads = [school.world.add_user("Пётр"), school.world.add_user("Ирина")]
        school.config = {"school": {"admins": [head.id for head in heads]}}
        for head in heads:
            school.world.allow_private(head)
        yield school, heads


def _told(school, person):
    said = [m.text for m in school.world.private(person) if m.from_id < 0]
    return [text for text in said if "Отпечаток журнала" in text]


async def _tick_at(school, app, moment):
    at = datetime.fromisoformat(moment).replace(tzinfo=NOON.tzinfo)
    school.clock.advance(at - school.clock())
    await app.due.tick()
    await school.settle(app)


async def _heads(school, app):
    return [row["outcome"] for row in await school.journal(app) if row["action"] == "head"]


async def test_on_monday_by_day_each_administrator_is_told_the_head_once(headed):
    school, (peter, irina) = headed
    async with school.bot() as app:
        school.say(BAD)
        await _tick_at(school, app, "2026-09-01T12:00:01")
        await _tick_at(school, app, "2026-09-07T06:59:00")
        assert _told(school, peter) == []
        rows = await school.journal(app)

        await _tick_at(school, app, "2026-09-07T07:00:01")
        await _tick_at(school, app, "2026-09-08T12:00:00")

        (digest,) = await _heads(school, app)
        (told,) = _told(school, peter)
        assert _told(school, irina) == [told]
        assert told.endswith(f"dezhurny journal verify --head {digest}")
        head = Head.parse(digest)
        assert head.seq >= len(rows)
        async with app.memory.look() as unit:
            assert await unit.journal.has(head)


async def test_a_monday_that_was_missed_is_made_good_once(headed):
    school, (peter, _) = headed
    async with school.bot() as app:
        school.say(BAD)
        await _tick_at(school, app, "2026-09-02T12:00:00")

    for moment in ("2026-09-09T09:00:00", "2026-09-09T09:05:00"):
        async with school.bot() as app:
            await _tick_at(school, app, moment)
            assert len(await _heads(school, app)) == 1
    assert len(_told(school, peter)) == 1


async def test_next_week_the_head_is_another_and_the_old_one_still_stands(headed):
    school, (peter, _) = headed
    async with school.bot() as app:
        school.say(BAD)
        await _tick_at(school, app, "2026-09-02T12:00:00")
        await _tick_at(school, app, "2026-09-07T09:00:00")
        await _tick_at(school, app, "2026-09-14T09:00:00")

        old, new = map(Head.parse, await _heads(school, app))
        assert len(_told(school, peter)) == 2
        assert old.seq < new.seq
        async with app.memory.look() as unit:
            assert await unit.journal.has(old)
            assert await unit.journal.has(new)


async def test_without_administrators_nobody_is_told_and_no_row_says_so(tmp_path):
    async with a_school(tmp_path) as school, school.bot() as app:
        school.say(BAD)
        await _tick_at(school, app, "2026-09-02T12:00:00")
        await _tick_at(school, app, "2026-09-07T09:00:00")

        assert await _heads(school, app) == []
