from datetime import datetime, timedelta

import pytest

from bot.sandbox import NotFoundError, SandboxClock, VKError, WriteRefusedError
from bot.sandbox.buttons import check_keyboard
from bot.sandbox.vk import Change
from tests.bot.sandbox.conftest import NOON, School


async def test_who_comes_and_goes_is_told_to_the_bot(school: School) -> None:
    vera, gleb = school.world.add_user("Вера"), school.world.add_user("Глеб")

    school.world.join(school.chat, vera)
    school.world.join(school.chat, gleb, by=school.teacher)
    school.world.leave(school.chat, vera)
    school.world.leave(school.chat, gleb, by=school.teacher)
    school.world.rename(school.chat, "6А родители")

    heard = [u["object"]["message"] for u in await school.updates()]
    assert [(m["from_id"], m["action"]) for m in heard] == [
        (vera.id, {"type": "chat_invite_user_by_link", "member_id": vera.id}),
        (school.teacher.id, {"type": "chat_invite_user", "member_id": gleb.id}),
        (vera.id, {"type": "chat_kick_user", "member_id": vera.id}),
        (school.teacher.id, {"type": "chat_kick_user", "member_id": gleb.id}),
        (school.teacher.id, {"type": "chat_title_update", "text": "6А родители"}),
    ]


async def test_a_bot_that_is_invited_hears_of_it_and_has_no_rights(school: School) -> None:
    chat = school.world.add_chat("5Б", admins=[school.teacher], bot_is_member=False)

    school.world.invite_bot(chat)

    [update] = await school.updates()
    action = update["object"]["message"]["action"]
    assert action == {"type": "chat_invite_user", "member_id": -school.vk.group_id}
    assert not chat.is_admin(-school.vk.group_id)


async def test_a_bot_out_of_the_chat_hears_nothing(school: School) -> None:
    school.world.kick_bot(school.chat)

    school.world.write(school.chat, school.anna, "секрет")

    assert await school.updates() == []


async def test_who_is_not_in_the_chat_cannot_write(school: School) -> None:
    stranger = school.world.add_user("Чужой")

    with pytest.raises(WriteRefusedError):
        school.world.write(school.chat, stranger, "пустите")
    with pytest.raises(NotFoundError):
        school.world.leave(school.chat, stranger)
    with pytest.raises(NotFoundError):
        school.world.write(2_000_000_099, stranger, "кому?")


async def test_replies_and_forwards_travel_with_the_message(school: School) -> None:
    first = school.world.write(school.chat, school.anna, "цитата")
    picture = {"type": "photo", "photo": {"id": 1, "owner_id": 2}}

    school.world.write(
        school.chat, school.boris, "ответ", reply_to=first, forwards=[first], attachments=[picture]
    )

    message = (await school.updates())[1]["object"]["message"]
    assert message["reply_message"]["text"] == "цитата"
    assert message["fwd_messages"][0]["conversation_message_id"] == first.cmid
    assert message["attachments"] == [picture]


async def test_private_messages_and_their_edits_reach_the_bot(school: School) -> None:
    message = school.world.write_private(school.anna, "/статус")
    school.world.edit_private(school.anna, message, "/помощь")

    new, edited = await school.updates()

    assert new["type"], edited["type"] == ("message_new", "message_edit")
    assert edited["object"]["text"] == "/помощь"


async def test_watchers_are_told_what_to_draw_again(school: School) -> None:
    seen: list[Change] = []
    school.world.watchers.append(seen.append)

    message = school.world.write(school.chat, school.anna, "видно")
    school.world.write_private(school.anna, "лично")

    assert seen == [
        Change("message", school.chat.peer_id, message.cmid),
        Change("message", school.anna.id, 1, community_id=school.vk.group_id),
    ]


def test_a_clock_runs_stands_and_jumps() -> None:
    seconds = [0.0]
    clock = SandboxClock(NOON, ticks=lambda: seconds[0])

    seconds[0] = 10
    running = clock.now()
    clock.rate = 60
    seconds[0] = 20
    fast = clock.now()
    clock.rate = 0
    clock.advance(timedelta(hours=1))
    seconds[0] = 99
    standing = clock.now()

    assert running == NOON + timedelta(seconds=10)
    assert fast == running + timedelta(minutes=10)
    assert standing == fast + timedelta(hours=1)
    with pytest.raises(ValueError, match="backwards"):
        clock.rate = -1
    with pytest.raises(ValueError, match="aware"):
        clock.set(datetime(2026, 9, 1))  # noqa: DTZ001  a naive time is what is refused


BUTTON = {"action": {"type": "callback", "label": "Да", "payload": "{}"}}


@pytest.mark.parametrize(
    "keyboard",
    [
        [],
        {"buttons": "нет"},
        {"inline": True, "one_time": True, "buttons": []},
        {"inline": True, "buttons": [[BUTTON]] * 7},
        {"buttons": [[BUTTON]] * 11},
        {"inline": True, "buttons": [[BUTTON] * 4] * 3},
        {"buttons": [[BUTTON] * 6]},
        {"buttons": [[]]},
        {"buttons": [[{"action": {"type": "callback", "label": ""}}]]},
        {"buttons": [[{"action": {"type": "callback", "label": "а" * 41}}]]},
        {"buttons": [[{"action": {"type": "text", "label": "а", "payload": "{"}}]]},
        {"buttons": [[{"action": {"type": "text", "label": "а", "payload": {"k": "а" * 255}}}]]},
        {"buttons": [[{"action": {"type": "open_link", "label": "а", "link": "javascript:1"}}]]},
        {"buttons": [[{**BUTTON, "color": "розовый"}]]},
    ],
)
def test_keyboards_that_vk_refuses(keyboard: object) -> None:
    with pytest.raises(VKError) as refused:
        check_keyboard(keyboard)

    assert refused.value.code == 911


def test_an_empty_keyboard_hides_the_old_one() -> None:
    assert check_keyboard({"buttons": []})["buttons"] == []
