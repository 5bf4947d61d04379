import json
from datetime import timedelta

import pytest

from bot.sandbox.vk_state import Consent
from tests.bot.sandbox.conftest import School

INLINE = {
    "inline": True,
    "buttons": [
        [
            {"action": {"type": "callback", "label": "Нарушение", "payload": {"case": 17}}},
            {"action": {"type": "text", "label": "Помощь", "payload": '{"cmd":"help"}'}},
        ]
    ],
}


async def test_sending_to_one_peer_answers_with_a_number(school: School) -> None:
    peer = school.chat.peer_id

    answer = await school.call("messages.send", peer_id=peer, random_id=1, message="Привет")

    [message] = school.world.visible(school.chat)
    assert answer == 0  # in chats `id` is 0
    assert (message.text, message.from_id) == ("Привет", -school.vk.group_id)


async def test_sending_to_several_gives_each_his_numbers_or_his_error(school: School) -> None:
    school.world.allow_private(school.anna)
    peers = f"{school.chat.peer_id},{school.anna.id},{school.boris.id}"

    in_chat, to_anna, to_boris = await school.call(
        "messages.send", peer_ids=peers, random_id=5, message="Собрание в 18:00"
    )

    assert in_chat == {
        "peer_id": school.chat.peer_id,
        "message_id": 0,
        "conversation_message_id": 1,
    }
    assert to_anna["message_id"] > 0
    assert to_boris["error"]["code"] == 901
    assert [m.text for m in school.world.private(school.anna)] == ["Собрание в 18:00"]


async def test_the_same_random_id_sends_once_and_answers_alike(school: School) -> None:
    form = {"peer_ids": school.chat.peer_id, "random_id": 77}

    first = await school.call("messages.send", message="раз", **form)
    again = await school.call("messages.send", message="раз", **form)
    other = await school.call(
        "messages.send", message="раз", peer_ids=school.chat.peer_id, random_id=78
    )

    assert first == again
    assert other[0]["conversation_message_id"] == 2
    assert len(school.world.visible(school.chat)) == 2


async def test_random_id_zero_is_never_taken_for_a_repetition(school: School) -> None:
    for _ in range(2):
        await school.call("messages.send", peer_id=school.chat.peer_id, random_id=0, message="а")

    assert len(school.world.visible(school.chat)) == 2


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"message": "без random_id", "random_id": None}, 100),
        ({"message": ""}, 100),
        ({"message": "а" * 4097}, 914),
        ({"message": "к", "keyboard": "не JSON"}, 911),
        ({"message": "к", "keyboard": json.dumps({"buttons": [[{"action": {}}]]})}, 911),
        ({"message": "к", "peer_id": 2_000_000_099}, 927),
        ({"message": "к", "peer_id": 555}, 901),
        ({"message": "к", "forward": '{"conversation_message_ids":[9],"is_reply":true}'}, 100),
    ],
)
async def test_a_message_that_vk_refuses(
    school: School, params: dict[str, object], code: int
) -> None:
    form = {"peer_id": school.chat.peer_id, "random_id": 1, **params}
    given = {name: value for name, value in form.items() if value is not None}

    assert await school.error("messages.send", **given) == code
    assert school.world.visible(school.chat) == []


@pytest.mark.parametrize("consent", [c for c in Consent if c is not Consent.GIVEN])
async def test_a_person_who_does_not_want_messages(school: School, consent: Consent) -> None:
    school.world.deny_private(school.anna, consent)

    code = await school.error("messages.send", peer_id=school.anna.id, random_id=1, message="?")

    assert code == consent.value


async def test_who_writes_to_the_community_may_be_answered(school: School) -> None:
    school.world.write_private(school.anna, "/статус")

    await school.call("messages.send", peer_id=school.anna.id, random_id=1, message="Дел нет")
    allowed = await school.call(
        "messages.isMessagesFromGroupAllowed",
        group_id=school.vk.group_id,
        user_id=school.anna.id,
    )

    [update] = await school.updates()
    assert update["object"]["message"]["peer_id"] == school.anna.id
    assert update["object"]["message"]["id"] > 0
    assert allowed == {"is_allowed": 1}
    assert [m.text for m in school.world.private(school.anna)] == ["/статус", "Дел нет"]


async def test_a_chat_the_community_is_not_in_is_917(school: School) -> None:
    school.world.kick_bot(school.chat)

    code = await school.error(
        "messages.send", peer_id=school.chat.peer_id, random_id=1, message="?"
    )

    assert code == 917


async def test_a_disabled_chat_is_945(school: School) -> None:
    school.chat.disabled = True
    peer = school.chat.peer_id

    assert await school.error("messages.send", peer_id=peer, random_id=1, message="?") == 945


async def test_keyboards_need_the_bot_features(school: School) -> None:
    school.world.community.bot_features = False
    form = {"peer_id": school.chat.peer_id, "random_id": 1, "message": "Дело №17"}

    assert await school.error("messages.send", keyboard=json.dumps(INLINE), **form) == 912


async def test_a_reply_shows_what_it_replies_to(school: School) -> None:
    asked = school.world.write(school.chat, school.anna, "вопрос")
    forward = {"peer_id": school.chat.peer_id, "conversation_message_ids": [asked.cmid]}
    form = {"peer_id": school.chat.peer_id, "random_id": 1, "message": "ответ"}

    await school.call("messages.send", forward=json.dumps({**forward, "is_reply": True}), **form)
    await school.call("messages.send", forward=json.dumps(forward), **{**form, "random_id": 2})

    _, answer, passed_on = school.world.messages(school.chat)
    assert answer.reply is asked
    assert passed_on.forwards == [asked]


async def test_an_edit_changes_one_s_own_message_only(school: School) -> None:
    theirs = school.world.write(school.chat, school.anna, "моё")
    peer = school.chat.peer_id
    await school.call("messages.send", peer_id=peer, random_id=1, message="1 нарушение")

    await school.call("messages.edit", peer_id=peer, cmid=2, message="2 нарушения")
    code = await school.error("messages.edit", peer_id=peer, cmid=theirs.cmid, message="чужое")

    assert school.world.messages(school.chat)[1].text == "2 нарушения"
    assert school.world.messages(school.chat)[1].edited
    assert code == 15


async def test_an_old_message_is_not_edited(school: School) -> None:
    peer = school.chat.peer_id
    await school.call("messages.send", peer_id=peer, random_id=1, message="старое")
    school.clock.advance(timedelta(hours=24, seconds=1))

    assert await school.error("messages.edit", peer_id=peer, cmid=1, message="новое") == 909
    assert await school.error("messages.edit", peer_id=peer, cmid=9, message="новое") == 100


async def test_deletion_answers_for_each_message(school: School) -> None:
    ours = school.world.write(school.chat, school.anna, "удалить")
    admins = school.world.write(school.chat, school.teacher, "нельзя")
    gone = school.world.write(school.chat, school.boris, "уже")
    school.world.unsend(school.chat, gone)
    cmids = f"{ours.cmid},{admins.cmid},{gone.cmid},99"

    answer = await school.call(
        "messages.delete", peer_id=school.chat.peer_id, cmids=cmids, delete_for_all=1
    )

    assert answer[0] == {
        "peer_id": school.chat.peer_id,
        "conversation_message_id": ours.cmid,
        "response": 1,
    }
    assert [item["error"]["code"] for item in answer[1:]] == [15, 15, 15]
    assert "can not be found" in answer[2]["error"]["description"]
    assert school.world.deleted(school.chat) == [ours, gone]
    assert ours.deleted_by == -school.vk.group_id


async def test_a_message_older_than_a_day_is_not_deleted_for_all(school: School) -> None:
    old = school.world.write(school.chat, school.anna, "старое")
    school.clock.advance(timedelta(hours=24, seconds=1))
    form = {"peer_id": school.chat.peer_id, "cmids": old.cmid, "delete_for_all": 1}

    [refused] = await school.call("messages.delete", **form)
    school.world.behaviour.delete_within_hours = None
    [done] = await school.call("messages.delete", **form)

    assert refused["error"]["code"] == 924
    assert done["response"] == 1


async def test_without_rights_only_own_messages_can_be_deleted(school: School) -> None:
    theirs = school.world.write(school.chat, school.anna, "чужое")
    await school.call("messages.send", peer_id=school.chat.peer_id, random_id=1, message="своё")
    school.world.take_bot_admin(school.chat)

    answer = await school.call(
        "messages.delete", peer_id=school.chat.peer_id, cmids="1,2", delete_for_all=1
    )

    assert answer[0]["error"]["code"] == 15
    assert answer[1]["response"] == 1
    assert not theirs.deleted


async def test_a_hundred_and_one_messages_are_too_many_to_delete(school: School) -> None:
    cmids = ",".join(map(str, range(1, 102)))

    assert await school.error("messages.delete", peer_id=school.chat.peer_id, cmids=cmids) == 100
    assert await school.error("messages.delete", peer_id=school.chat.peer_id) == 100


async def test_a_pressed_button_is_answered_once_within_a_minute(school: School) -> None:
    form = {"peer_id": school.chat.peer_id, "random_id": 1, "message": "Дело №17"}
    await school.call("messages.send", keyboard=json.dumps(INLINE), **form)
    event = school.world.press(school.teacher, school.chat, 1, "Нарушение")
    snackbar = {"type": "show_snackbar", "text": "Записано"}
    answer = {"event_id": event, "user_id": school.teacher.id, "peer_id": school.chat.peer_id}

    [update] = await school.updates()
    done = await school.call(
        "messages.sendMessageEventAnswer", event_data=json.dumps(snackbar), **answer
    )
    again = await school.error("messages.sendMessageEventAnswer", **answer)

    assert update["type"] == "message_event"
    assert update["object"] == {
        "user_id": school.teacher.id,
        "peer_id": school.chat.peer_id,
        "event_id": event,
        "payload": {"case": 17},
        "conversation_message_id": 1,
    }
    assert (done, again) == (1, 100)
    assert school.world.answers == {event: snackbar}


async def test_a_button_press_is_forgotten_after_a_minute(school: School) -> None:
    form = {"peer_id": school.chat.peer_id, "random_id": 1, "message": "Дело №17"}
    await school.call("messages.send", keyboard=json.dumps(INLINE), **form)
    school.world.behaviour.event_answer_seconds = -1
    event = school.world.press(school.teacher, school.chat, 1)
    answer = {"event_id": event, "user_id": school.teacher.id, "peer_id": school.chat.peer_id}

    assert await school.error("messages.sendMessageEventAnswer", **answer) == 100


async def test_a_snackbar_has_at_most_ninety_characters(school: School) -> None:
    form = {"peer_id": school.chat.peer_id, "random_id": 1, "message": "Дело №17"}
    await school.call("messages.send", keyboard=json.dumps(INLINE), **form)
    event = school.world.press(school.teacher, school.chat, 1)
    answer = {"event_id": event, "user_id": school.teacher.id, "peer_id": school.chat.peer_id}
    data = json.dumps({"type": "show_snackbar", "text": "а" * 91})

    code = await school.error("messages.sendMessageEventAnswer", event_data=data, **answer)

    assert code == 100


async def test_a_text_button_writes_for_who_presses_it(school: School) -> None:
    form = {"peer_id": school.chat.peer_id, "random_id": 1, "message": "Дело №17"}
    await school.call("messages.send", keyboard=json.dumps(INLINE), **form)

    school.world.press(school.anna, school.chat, 1, "Помощь")

    [update] = await school.updates()
    message = update["object"]["message"]
    assert message["text"].endswith("] Помощь")
    assert message["payload"] == '{"cmd":"help"}'


async def test_a_reaction_is_set_and_taken_back(school: School) -> None:
    message = school.world.write(school.chat, school.anna, "спасибо")
    where = {"peer_id": school.chat.peer_id, "cmid": message.cmid}

    await school.call("messages.sendReaction", reaction_id=3, **where)
    shown = dict(message.reactions)
    await school.call("messages.deleteReaction", **where)

    assert shown == {-school.vk.group_id: 3}
    assert message.reactions == {}
    assert await school.error("messages.sendReaction", reaction_id=99, **where) == 1009
