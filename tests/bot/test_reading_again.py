"""What is read of a gap, page by page, what its journal row tells, and who goes first."""

from dataclasses import replace
from datetime import timedelta

from bot.app import App
from bot.assembly import build
from bot.clocks import school_clock
from bot.events import Batch, Found, Joined, Written
from bot.gaps import Reading
from bot.ports import Refused
from bot.reach import heard_in
from bot.rereading import CALLS
from bot.vk.api import VkApi
from bot.vk.messenger import VkMessenger
from rules.regulation.acts import Act, Kind
from storage.heard import Gap, Reach
from storage.migrate import migrate
from storage.outbox import Fate
from tests.bot.running import BAD, CLEAN, a_school
from tests.rules.regulation.histories import START, a_message

LATER = START + timedelta(hours=1)
GAP = Gap(2_000_000_001, 4, START, LATER, 3)
READ = "messages.getByConversationMessageId"


def found(*numbers):
    return [
        Found(n, Written(f"new:1:{n}", a_message(START + timedelta(minutes=n), n))) for n in numbers
    ]


def read(reading, *numbers):
    for page in tuple(reading.pages):
        reading.bring(page, [one for one in found(*numbers) if one.number in page])
    return reading


def test_a_gap_is_read_from_the_last_message_heard_to_the_newest():
    assert list(Reading.of(GAP, 7, most=1000).pages) == [range(5, 8)]
    assert list(Reading.of(GAP, 4, most=1000).pages) == []
    assert [len(page) for page in Reading.of(GAP, 254, most=1000).pages] == [100, 100, 50]


def test_of_a_long_gap_the_newest_messages_are_read_and_the_rest_is_told():
    reading = read(Reading.of(GAP, 1004, most=100), *range(905, 1005))

    assert list(reading.pages) == [range(905, 1005)]
    lack = reading.lack(frozenset())
    assert str(lack).startswith("не перечитаны, сверх предела: №5–904; написаны с ")


def test_nothing_is_read_where_the_school_wants_it_so():
    reading = Reading.of(GAP, 7, most=0)

    assert not reading.pages
    assert "№5–7" in str(reading.lack(frozenset()))


def test_a_chat_whose_newest_message_is_not_told_is_read_until_nothing_comes():
    reading = Reading.of(GAP, None, most=300)
    first, second = reading.pages[0], reading.pages[1]
    reading.bring(first, found(5, 6, 9))
    reading.bring(second, [])

    assert not reading.pages
    assert reading.missing == {7, 8}


def test_a_gap_that_was_read_whole_lacks_nothing():
    reading = read(Reading.of(GAP, 7, most=1000), 5, 6, 7)

    assert reading.missing == set()
    assert reading.lack(frozenset()) is None


def test_what_is_lacking_lies_between_its_neighbours():
    reading = read(Reading.of(GAP, 9, most=1000), 5, 9)

    assert reading.missing == {6, 7, 8}
    lack = reading.lack(frozenset({6, 8}))
    assert lack is not None
    assert (lack.since, lack.until) == (
        START + timedelta(minutes=5),
        START + timedelta(minutes=9),
    )
    assert "№6, №8" in str(lack)


def test_at_the_end_of_a_chat_it_lies_before_the_moment_of_the_loss():
    lack = read(Reading.of(GAP, 7, most=1000), 5).lack(frozenset({6, 7}))

    assert lack is not None
    assert lack.until == LATER


def test_a_refusal_tells_what_was_read_before_it():
    reading = replace(read(Reading.of(GAP, 7, most=1000), 5), refusal=Refused(917))

    assert "ВК отказал (код 917): после №5 не прочитано" in str(reading.lack(frozenset()))


def test_a_batch_brings_each_chat_as_far_as_its_newest_message():
    messages = [a_message(START, 7), a_message(START, 5), a_message(START, 9)]
    edit = replace(a_message(START, 20), edited_at=LATER)
    alone = Written("new:11:30", replace(a_message(START, 30), chat=11), is_private=True)
    events = [Written(f"new:{m.id}", m) for m in (*messages, edit)]
    joined = Joined("new:40", messages[0].chat, 11)

    (reach,) = heard_in(Batch((*events, alone, joined), "1"))

    assert reach == Reach(messages[0].chat, 5, 9, START)


async def _an_app(school) -> tuple[App, VkMessenger]:
    """The bot put together and not started: a test looks by itself."""
    clock = school_clock(school.settings, school.clock)
    api = VkApi(school.vk.token, school.vk.api_url)
    messenger = VkMessenger(api, school.vk.group_id, school.settings.zone, clock, lambda _: None)
    app = build(school.settings, messenger, clock)
    await migrate(app.memory.engine)
    return app, messenger


async def test_reading_again_makes_few_calls_and_none_while_the_outbox_waits(tmp_path):
    async with a_school(tmp_path) as school:
        app, messenger = await _an_app(school)
        chats = [
            school.world.add_chat(f"{n}А", admins=[school.teacher], members=[school.anna])
            for n in range(6)
        ]
        for chat in chats:
            school.world.write(chat, school.anna, CLEAN)
            school.world.write(chat, school.anna, BAD)
        act = Act(kind=Kind.SEND, chat=chats[0].peer_id, payload={"to": 1, "text": "…"})
        async with app.memory.unit() as unit:
            await unit.heard.move(Reach(chat.peer_id, 1, 1, school.clock()) for chat in chats)
            await unit.heard.lose(3, school.clock())
            waiting = await unit.outbox.add(act, school.clock())
            await unit.commit()

        assert not await app.rereading.look()
        assert school.world.calls() == []

        async with app.memory.unit() as unit:
            await unit.outbox.finish(waiting, Fate.DONE)
            await unit.commit()
        assert await app.rereading.look()
        assert len(school.world.calls(READ)) <= CALLS

        async with app.memory.look() as unit:
            assert await unit.cases.of_person(school.anna.id) != ()
        await app.memory.close()
        await messenger.close()
