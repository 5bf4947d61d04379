import asyncio
import time
from datetime import timedelta

from tests.bot.sandbox.conftest import School


async def test_a_message_arrives_in_vk_s_shape(school: School) -> None:
    sent = school.world.write(school.chat, school.anna, "Добрый день!")

    [update] = await school.updates()

    message = update["object"]["message"]
    assert update["type"] == "message_new"
    assert update["group_id"] == school.vk.group_id
    assert update["v"] == "5.199"
    assert "callback" in update["object"]["client_info"]["button_actions"]
    assert message["id"] == 0
    assert (message["peer_id"], message["conversation_message_id"]) == (
        school.chat.peer_id,
        sent.cmid,
    )
    assert (message["from_id"], message["text"]) == (school.anna.id, "Добрый день!")
    assert message["date"] == int(school.clock.now().timestamp())


async def test_the_server_to_poll_is_named_by_get_long_poll_server(school: School) -> None:
    school.world.write(school.chat, school.anna, "до запроса")

    server = await school.call("groups.getLongPollServer", group_id=school.vk.group_id)
    school.world.write(school.chat, school.anna, "после запроса")
    params = {"act": "a_check", "key": server["key"], "ts": server["ts"], "wait": "0"}
    async with school.http.get(server["server"], params=params) as answer:
        got = await answer.json()

    assert [u["object"]["message"]["text"] for u in got["updates"]] == ["после запроса"]
    assert int(got["ts"]) == int(server["ts"]) + 1


async def test_an_answer_carries_at_most_a_hundred_updates(school: School) -> None:
    for number in range(150):
        school.world.write(school.chat, school.anna, str(number))

    first = await school.poll()
    second = await school.poll(ts=first["ts"])

    texts = [u["object"]["message"]["text"] for u in first["updates"] + second["updates"]]
    assert len(first["updates"]) == 100
    assert texts == [str(number) for number in range(150)]


async def test_a_waiting_poll_is_answered_when_something_happens(school: School) -> None:
    waiting = asyncio.create_task(school.poll(wait=20))
    await asyncio.sleep(0.05)

    school.world.write(school.chat, school.anna, "проснитесь")
    answer = await asyncio.wait_for(waiting, 2)

    assert len(answer["updates"]) == 1


async def test_a_poll_without_events_ends_empty_after_its_wait(school: School) -> None:
    started = time.monotonic()

    answer = await school.poll(wait=1)

    assert answer == {"ts": "1", "updates": []}
    assert 0.9 < time.monotonic() - started < 3


async def test_forgotten_events_are_failed_1_with_a_ts_to_go_on_from(school: School) -> None:
    for number in range(4):
        school.world.write(school.chat, school.anna, str(number))
    school.world.community.log.forget(keep=3)

    failed = await school.poll(ts="1")
    answer = await school.poll(ts=failed["ts"])

    assert failed == {"failed": 1, "ts": "2"}
    assert len(answer["updates"]) == 3


async def test_a_ts_from_the_future_is_failed_1(school: School) -> None:
    assert await school.poll(ts="99") == {"failed": 1, "ts": "1"}


async def test_an_expired_key_is_failed_2_and_loses_nothing(school: School) -> None:
    old = school.world.community.log.key
    school.world.write(school.chat, school.anna, "важное")
    school.world.community.log.expire_key()

    failed = await school.poll(key=old)
    server = await school.call("groups.getLongPollServer", group_id=school.vk.group_id)
    answer = await school.poll(key=server["key"], ts="1")

    assert failed == {"failed": 2}
    assert len(answer["updates"]) == 1


async def test_lost_information_is_failed_3_and_gone(school: School) -> None:
    old = school.world.community.log.key
    school.world.write(school.chat, school.anna, "потерянное")
    school.world.community.log.lose_information()

    failed = await school.poll(key=old)
    server = await school.call("groups.getLongPollServer", group_id=school.vk.group_id)
    answer = await school.poll(key=server["key"], ts=server["ts"])

    assert failed == {"failed": 3}
    assert answer["updates"] == []


async def test_a_waiting_poll_hears_that_its_key_expired(school: School) -> None:
    waiting = asyncio.create_task(school.poll(wait=20))
    await asyncio.sleep(0.05)

    school.world.community.log.expire_key()

    assert await asyncio.wait_for(waiting, 2) == {"failed": 2}


async def test_an_event_type_that_is_not_ticked_does_not_come(school: School) -> None:
    await school.call(
        "groups.setLongPollSettings", group_id=school.vk.group_id, enabled=1, message_new=0
    )
    school.world.write(school.chat, school.anna, "неслышное")

    settings = await school.call("groups.getLongPollSettings", group_id=school.vk.group_id)

    assert await school.updates() == []
    assert settings["events"]["message_new"] == 0
    assert settings["events"]["message_event"] == 1


async def test_long_poll_that_is_off_has_no_server(school: School) -> None:
    await school.call("groups.setLongPollSettings", group_id=school.vk.group_id, enabled=0)

    assert await school.error("groups.getLongPollServer", group_id=school.vk.group_id) == 100


async def test_without_rights_a_community_hears_only_what_concerns_it(school: School) -> None:
    school.world.take_bot_admin(school.chat)
    school.world.write(school.chat, school.anna, "между собой")
    school.world.write(school.chat, school.anna, f"[club{school.vk.group_id}|@бот] помоги")
    school.world.leave(school.chat, school.boris)

    heard = [u["object"]["message"] for u in await school.updates()]

    assert [m["text"] for m in heard] == [f"[club{school.vk.group_id}|@бот] помоги", ""]
    assert heard[1]["action"] == {"type": "chat_kick_user", "member_id": school.boris.id}


async def test_an_edit_in_a_chat_is_told_only_by_a_vk_that_tells_it(school: School) -> None:
    message = school.world.write(school.chat, school.anna, "мирное")
    school.world.edit(school.chat, message, "тихо изменённое")
    school.world.behaviour.sends_chat_edits = True
    school.clock.advance(timedelta(seconds=50))
    school.world.edit(school.chat, message, "громко изменённое")

    kinds = await school.updates()

    assert [u["type"] for u in kinds] == ["message_new", "message_edit"]
    assert kinds[1]["object"]["text"] == "громко изменённое"
    assert kinds[1]["object"]["update_time"] == kinds[1]["object"]["date"] + 50


async def test_a_lone_surrogate_does_not_stop_the_stream(school: School) -> None:
    school.world.write(school.chat, school.anna, "сломанный \ud83d смайлик")

    [update] = await school.updates()

    assert update["object"]["message"]["text"] == "сломанный \ud83d смайлик"


async def test_odd_updates_go_out_as_they_are(school: School) -> None:
    school.world.push_update({"type": "message_new", "object": None})

    assert await school.updates() == [{"type": "message_new", "object": None}]
