"""Links and sessions: of one person, once, for a while."""

from datetime import datetime, timedelta

import pytest

from storage.web_sessions import LINK_LASTS
from tests.storage.conftest import MOSCOW

NOW = datetime(2026, 9, 1, 12, tzinfo=MOSCOW)
MARIA, LINK, SECRET = 7, "a-link", "a-secret"


@pytest.fixture
def kept(memory):
    """Do something in a transaction of its own that is kept."""

    async def do(name, *given):
        async with memory.unit() as unit:
            answer = await getattr(unit.web_sessions, name)(*given)
            await unit.commit()
        return answer

    return do


async def test_a_link_is_taken_once(kept):
    await kept("offer", LINK, MARIA, NOW)

    assert await kept("offered", LINK, NOW) == MARIA
    assert await kept("take", LINK, NOW) == MARIA
    assert await kept("take", LINK, NOW) is None


async def test_a_link_lasts_less_than_five_minutes(kept):
    await kept("offer", LINK, MARIA, NOW)

    assert await kept("offered", LINK, NOW + LINK_LASTS - timedelta(seconds=1)) == MARIA
    assert await kept("offered", LINK, NOW + LINK_LASTS) is None
    assert await kept("take", LINK, NOW + LINK_LASTS) is None


async def test_a_new_link_ends_the_older_one_of_the_same_person_alone(kept):
    await kept("offer", LINK, MARIA, NOW)
    await kept("offer", "anothers", 8, NOW)

    await kept("offer", "newer", MARIA, NOW)

    assert await kept("offered", LINK, NOW) is None
    assert await kept("offered", "newer", NOW) == MARIA
    assert await kept("offered", "anothers", NOW) == 8


async def test_a_session_lasts_until_it_is_ended(kept):
    await kept("begin", SECRET, MARIA, NOW)
    session = await kept("get", SECRET)

    assert session.member == MARIA
    assert await kept("get", "another-secret") is None
    await kept("see", session, NOW + timedelta(hours=1))
    assert (await kept("get", SECRET)).seen_at == NOW + timedelta(hours=1)
    await kept("end", session)
    assert await kept("get", SECRET) is None


async def test_what_lets_nobody_in_is_erased(kept):
    week = timedelta(days=7)
    await kept("begin", "old", MARIA, NOW - week)
    await kept("begin", "new", MARIA, NOW)
    await kept("offer", LINK, MARIA, NOW - LINK_LASTS)

    await kept("expire", NOW, week)

    assert await kept("get", "old") is None
    assert await kept("get", "new") is not None
    assert await kept("take", LINK, NOW - LINK_LASTS) is None
