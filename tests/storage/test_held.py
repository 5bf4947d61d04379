"""Messages of the night, on both databases: kept once, shown once, their words erased."""

from datetime import datetime, timedelta

from storage.held import Kept, Wish
from tests.storage.conftest import MOSCOW

NIGHT = datetime(2026, 9, 1, 23, 15, tzinfo=MOSCOW)
MORNING = datetime(2026, 9, 2, 7, tzinfo=MOSCOW)
NOON = datetime(2026, 9, 2, 12, tzinfo=MOSCOW)


def a_message(number=1, **given):
    known = {"chat": 2000000001, "message": number, "member": 5, "case": 17, "words": "Что задали?"}
    times = {
        "sent_at": NIGHT + timedelta(minutes=number),
        "publish_at": MORNING,
        "expires_at": NOON,
    }
    return Kept(**{**known, **times, **given})


async def test_a_message_is_kept_once_and_comes_back_as_it_was(memory):
    async with memory.unit() as unit:
        first = await unit.held.keep(a_message())
        second = await unit.held.keep(a_message(words="другое"))
        found = await unit.held.waiting(17)

    assert (first, second) == (True, False)
    assert found == (a_message(),)


async def test_the_messages_of_a_night_come_in_the_order_of_writing(memory):
    async with memory.unit() as unit:
        for number in (3, 1, 2):
            await unit.held.keep(a_message(number))
        found = await unit.held.waiting(17)

    assert [one.message for one in found] == [1, 2, 3]


async def test_what_is_wanted_is_due_in_the_morning_and_the_rest_at_noon(memory):
    async with memory.unit() as unit:
        await unit.held.keep(a_message(1))
        await unit.held.keep(a_message(2))
        await unit.held.want([a_message(1)])
        at = {when: await unit.held.due(when) for when in (NIGHT, MORNING, NOON)}

    assert at[NIGHT] == ()
    assert [one.message for one in at[MORNING]] == [1]
    assert [one.message for one in at[NOON]] == [1, 2]


async def test_what_is_closed_is_due_no_more_and_has_no_words(memory):
    async with memory.unit() as unit:
        await unit.held.keep(a_message())
        await unit.held.close([a_message()], Wish.PUBLISHED)
        kept_anew = await unit.held.keep(a_message())
        waiting, due = await unit.held.waiting(17), await unit.held.due(NOON)
        found = await unit.held._found(True)

    assert not kept_anew
    assert waiting == due == ()
    assert found[0].words == ""
