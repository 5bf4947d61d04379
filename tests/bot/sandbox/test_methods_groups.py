from tests.bot.sandbox.conftest import School


async def test_a_community_sees_itself(school: School) -> None:
    answer = await school.call("groups.getById")

    assert [group["id"] for group in answer["groups"]] == [school.vk.group_id]


async def test_the_token_s_rights_are_named(school: School) -> None:
    answer = await school.call("groups.getTokenPermissions")

    assert {each["name"] for each in answer["permissions"]} == {"messages", "manage"}
    assert answer["mask"] == 4096 + 262_144


async def test_a_token_without_a_right_is_refused(school: School) -> None:
    school.world.community.permissions.discard("messages")
    peer = school.chat.peer_id

    assert await school.error("messages.send", peer_id=peer, random_id=1, message="?") == 15
    school.world.community.permissions.discard("manage")
    assert await school.error("groups.getLongPollServer", group_id=school.vk.group_id) == 15


async def test_another_community_s_settings_are_closed(school: School) -> None:
    assert await school.error("groups.getLongPollServer", group_id=1) == 15


async def test_people_are_found_by_number_and_by_name(school: School) -> None:
    school.anna.screen_name = "anna_belova"

    answer = await school.call("users.get", user_ids="anna_belova,1003,9999", fields="sex")

    assert [(p["id"], p["first_name"], p["sex"]) for p in answer] == [
        (school.anna.id, "Анна", 1),
        (school.boris.id, "Борис", 2),
    ]
    assert await school.error("users.get", user_ids="-5") == 113


async def test_a_screen_name_is_resolved_to_its_owner(school: School) -> None:
    school.anna.screen_name = "anna_belova"
    community = f"club{school.vk.group_id}"

    person = await school.call("utils.resolveScreenName", screen_name="anna_belova")
    group = await school.call("utils.resolveScreenName", screen_name=community)
    nobody = await school.call("utils.resolveScreenName", screen_name="никто")

    assert person == {"type": "user", "object_id": school.anna.id}
    assert group == {"type": "group", "object_id": school.vk.group_id}
    assert nobody == []


async def test_the_server_s_time_is_the_sandbox_s(school: School) -> None:
    assert await school.call("utils.getServerTime") == int(school.clock.now().timestamp())
