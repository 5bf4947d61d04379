from datetime import timedelta

import pytest

from bot.sandbox import WriteRefusedError
from bot.sandbox.vk_state import CHAT_BASE
from tests.bot.sandbox.conftest import School

RESTRICT = "messages.changeConversationMemberRestrictions"


async def test_a_restricted_member_cannot_write_until_the_time_is_over(school: School) -> None:
    form = {"peer_id": school.chat.peer_id, "member_ids": school.anna.id, "action": "ro"}

    answer = await school.call(RESTRICT, **form, **{"for": 3600})
    with pytest.raises(WriteRefusedError) as refused:
        school.world.write(school.chat, school.anna, "можно?")
    until = school.world.restricted(school.chat)[school.anna.id].until
    school.clock.advance(timedelta(hours=1))
    school.world.write(school.chat, school.anna, "теперь можно")

    assert answer == {"failed_member_ids": []}
    assert refused.value.until == until == school.clock.now()
    assert school.world.restricted(school.chat) == {}


async def test_a_restriction_without_a_time_lasts_until_it_is_lifted(school: School) -> None:
    form = {"peer_id": school.chat.peer_id, "member_ids": school.anna.id}

    await school.call(RESTRICT, **form, action="ro")
    school.clock.advance(timedelta(days=400))
    restricted = school.world.restricted(school.chat)[school.anna.id]
    await school.call(RESTRICT, **form, action="rw")

    assert restricted.until is None
    assert school.world.restricted(school.chat) == {}


async def test_administrators_and_strangers_are_named_as_failed(school: School) -> None:
    members = f"{school.teacher.id},{school.boris.id},777"

    answer = await school.call(
        RESTRICT, peer_id=school.chat.peer_id, member_ids=members, action="ro"
    )

    assert answer == {"failed_member_ids": [school.teacher.id, 777]}
    assert set(school.world.restricted(school.chat)) == {school.boris.id}


@pytest.mark.parametrize(
    "params",
    [{"action": "mute"}, {"action": "ro", "for": 0}, {"action": "ro", "member_ids": ""}],
)
async def test_a_restriction_that_makes_no_sense_is_100(
    school: School, params: dict[str, object]
) -> None:
    form = {"peer_id": school.chat.peer_id, "member_ids": school.anna.id, **params}

    assert await school.error(RESTRICT, **form) == 100


async def test_restricting_needs_rights(school: School) -> None:
    school.world.take_bot_admin(school.chat)
    form = {"peer_id": school.chat.peer_id, "member_ids": school.anna.id, "action": "ro"}

    assert await school.error(RESTRICT, **form) == 925


async def test_a_removed_member_is_out_of_the_chat(school: School) -> None:
    form = {"chat_id": school.chat.peer_id - CHAT_BASE, "member_id": school.anna.id}

    answer = await school.call("messages.removeChatUser", **form)
    again = await school.error("messages.removeChatUser", **form)

    with pytest.raises(WriteRefusedError):
        school.world.write(school.chat, school.anna, "я ещё здесь?")
    line = school.world.messages(school.chat)[-1]
    assert (answer, again) == (1, 935)
    assert line.action == {"type": "chat_kick_user", "member_id": school.anna.id}
    assert await school.updates() == []


async def test_who_may_not_be_removed(school: School) -> None:
    chat_id = school.chat.peer_id - CHAT_BASE

    assert (
        await school.error("messages.removeChatUser", chat_id=chat_id, member_id=school.teacher.id)
        == 15
    )
    assert await school.error("messages.removeChatUser", chat_id=chat_id, member_id=777) == 936
    assert await school.error("messages.removeChatUser", chat_id=99, member_id=777) == 927
    school.world.take_bot_admin(school.chat)
    assert (
        await school.error("messages.removeChatUser", chat_id=chat_id, member_id=school.anna.id)
        == 925
    )


async def test_members_are_listed_with_their_rights_and_restrictions(school: School) -> None:
    peer = school.chat.peer_id
    await school.call(RESTRICT, peer_id=peer, member_ids=school.anna.id, action="ro")

    answer = await school.call("messages.getConversationMembers", peer_id=peer, fields="sex")

    members = {item["member_id"]: item for item in answer["items"]}
    sexes = {profile["id"]: profile["sex"] for profile in answer["profiles"]}
    assert answer["count"] == 4
    assert members[school.teacher.id]["is_owner"] is True
    assert members[-school.vk.group_id]["is_admin"] is True
    assert members[school.anna.id]["is_restricted_to_write"] is True
    assert "is_admin" not in members[school.boris.id]
    assert sexes[school.boris.id] == 2
    assert [group["id"] for group in answer["groups"]] == [school.vk.group_id]


async def test_members_come_in_pages(school: School) -> None:
    answer = await school.call(
        "messages.getConversationMembers", peer_id=school.chat.peer_id, offset=1, count=2
    )

    assert [item["member_id"] for item in answer["items"]] == [school.anna.id, school.boris.id]
    assert answer["count"] == 4


async def test_without_rights_members_are_917_and_the_chat_is_left_out(school: School) -> None:
    peer = school.chat.peer_id
    before = await school.call("messages.getConversationsById", peer_ids=peer)
    school.world.take_bot_admin(school.chat)

    code = await school.error("messages.getConversationMembers", peer_id=peer)
    after = await school.call("messages.getConversationsById", peer_ids=peer)

    settings = before["items"][0]["chat_settings"]
    assert (settings["title"], settings["owner_id"]) == ("5А родители", school.teacher.id)
    assert settings["acl"]["can_moderate"] is True
    assert settings["admin_ids"] == [-school.vk.group_id]
    assert (code, after) == (917, {"count": 0, "items": []})


async def test_messages_are_read_back_as_they_are_now(school: School) -> None:
    kept = school.world.write(school.chat, school.anna, "было")
    gone = school.world.write(school.chat, school.anna, "лишнее")
    school.world.edit(school.chat, kept, "стало")
    school.world.unsend(school.chat, gone)

    answer = await school.call(
        "messages.getByConversationMessageId",
        peer_id=school.chat.peer_id,
        conversation_message_ids="1,2,3",
    )

    [item] = answer["items"]
    assert answer["count"] == 1
    assert (item["text"], item["from_id"]) == ("стало", school.anna.id)
    assert item["update_time"] >= item["date"]


async def test_reading_back_is_at_most_a_hundred(school: School) -> None:
    numbers = ",".join(map(str, range(1, 102)))
    form = {"peer_id": school.chat.peer_id, "conversation_message_ids": numbers}

    assert await school.error("messages.getByConversationMessageId", **form) == 100


async def test_history_is_for_private_dialogs_only(school: School) -> None:
    for text in ("раз", "два", "три"):
        school.world.write_private(school.anna, text)

    answer = await school.call("messages.getHistory", peer_id=school.anna.id, count=2)

    assert answer["count"] == 3
    assert [item["text"] for item in answer["items"]] == ["три", "два"]
    assert await school.error("messages.getHistory", peer_id=school.chat.peer_id) == 15


async def test_conversations_are_told_with_their_last_message_the_newest_first(
    school: School,
) -> None:
    school.world.write_private(school.anna, "лично", school.world.clock() - timedelta(hours=1))
    school.world.write(school.chat, school.anna, "в чате")

    answer = await school.call("messages.getConversations", count=5)

    told = [item["last_message"]["text"] for item in answer["items"]]
    peers = [item["conversation"]["peer"]["id"] for item in answer["items"]]
    assert told == ["в чате", "лично"]
    assert peers == [school.chat.peer_id, school.anna.id]


async def test_a_pinned_message_is_shown_with_the_chat(school: School) -> None:
    rules = school.world.write(school.chat, school.teacher, "Правила чата")
    where = {"peer_id": school.chat.peer_id}

    await school.call("messages.pin", cmid=rules.cmid, **where)
    shown = await school.call("messages.getConversationsById", peer_ids=school.chat.peer_id)
    await school.call("messages.unpin", **where)

    assert shown["items"][0]["chat_settings"]["pinned_message"]["text"] == "Правила чата"
    assert school.chat.pinned is None
    school.world.take_bot_admin(school.chat)
    assert await school.error("messages.pin", cmid=rules.cmid, **where) == 925


async def test_the_invite_link_is_for_administrators(school: School) -> None:
    answer = await school.call("messages.getInviteLink", peer_id=school.chat.peer_id)
    school.world.take_bot_admin(school.chat)

    assert answer["link"].startswith("https://vk.me/join/")
    assert await school.error("messages.getInviteLink", peer_id=school.chat.peer_id) == 919


@pytest.mark.parametrize("shown", [False, True])
async def test_a_deleted_message_is_left_out_or_comes_back_empty(
    school: School, shown: bool
) -> None:
    school.world.behaviour.shows_deleted = shown
    kept = school.world.write(school.chat, school.anna, "Привет")
    gone = school.world.write(school.chat, school.anna, "Лишнее")
    school.world.unsend(school.chat, gone)

    answer = await school.call(
        "messages.getByConversationMessageId",
        peer_id=school.chat.peer_id,
        conversation_message_ids=f"{kept.cmid},{gone.cmid}",
    )

    told = {each["conversation_message_id"]: each for each in answer["items"]}
    assert answer["count"] == len(told) == 1 + shown
    assert told[kept.cmid]["text"] == "Привет"
    if shown:
        assert (told[gone.cmid]["text"], told[gone.cmid]["deleted"]) == ("", 1)
