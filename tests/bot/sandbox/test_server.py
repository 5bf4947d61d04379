import asyncio
import json
import random
import time
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from bot.sandbox import Faults, SandboxVK, VKError
from bot.sandbox.faults import DroppedError, GarbledError, PollError
from bot.sandbox.methods import METHODS
from tests.bot.sandbox.conftest import School


async def test_a_wrong_token_is_error_5_and_is_not_repeated(school: School) -> None:
    answer = await school.ask("groups.getById", token="секрет-чужой")

    assert answer["error"]["error_code"] == 5
    assert "секрет" not in str(answer)


@pytest.mark.parametrize("place", ["query", "form", "json", "header", "multipart"])
async def test_a_token_is_taken_wherever_clients_put_it(school: School, place: str) -> None:
    token, url = {"access_token": school.vk.token}, school.vk.api_url + "utils.getServerTime"
    multipart = aiohttp.FormData(token, default_to_multipart=True)
    ways: dict[str, dict[str, Any]] = {
        "query": {"params": token},
        "form": {"data": token},
        "json": {"json": token},
        "header": {"headers": {"Authorization": f"Bearer {school.vk.token}"}},
        "multipart": {"data": multipart},
    }

    async with school.http.post(url, **ways[place]) as answer:
        body = await answer.json()

    assert "response" in body
    assert school.vk.token not in repr(school.world.calls()[-1])


async def test_lists_and_objects_of_a_json_body_are_understood(school: School) -> None:
    school.world.write(school.chat, school.anna, "раз")
    school.world.write(school.chat, school.anna, "два")
    body = {"peer_id": school.chat.peer_id, "cmids": [1, 2], "delete_for_all": True}
    headers = {"Authorization": f"Bearer {school.vk.token}"}

    url = school.vk.api_url + "messages.delete"
    async with school.http.post(url, json=body, headers=headers) as answer:
        items = (await answer.json())["response"]

    assert [item["response"] for item in items] == [1, 1]


async def test_unknown_methods_and_methods_of_users(school: School) -> None:
    assert await school.error("messages.explode") == 3
    assert await school.error("messages.addChatUser", chat_id=1, user_id=1) == 27


async def test_an_error_repeats_the_question_without_the_token(school: School) -> None:
    answer = await school.ask("messages.send", message="нет random_id")

    asked = {each["key"]: each["value"] for each in answer["error"]["request_params"]}
    assert asked == {"method": "messages.send", "v": "5.199", "message": "нет random_id"}


async def test_the_twenty_first_call_in_a_second_is_error_6(school: School) -> None:
    school.world.behaviour.calls_per_second = 20

    answers = await asyncio.gather(*(school.ask("utils.getServerTime") for _ in range(25)))
    await asyncio.sleep(1)
    later = await school.ask("utils.getServerTime")

    refused = [each["error"]["error_code"] for each in answers if "error" in each]
    assert refused == [6] * 5
    assert "response" in later


async def test_every_call_is_logged_with_its_outcome(school: School) -> None:
    await school.call("messages.send", peer_id=school.chat.peer_id, random_id=1, message="а")
    await school.error("messages.send", peer_id=school.chat.peer_id, random_id=2)

    first, second = school.world.calls("messages.send")

    assert (first.error, second.error) == (None, 100)
    assert first.params["random_id"] == "1"
    assert first.community_id == school.vk.group_id
    assert first.at <= second.at
    assert school.world.calls("messages.delete") == []


async def test_a_world_outlives_its_server(school: School) -> None:
    school.world.write(school.chat, school.anna, "до перезапуска")

    async with SandboxVK(school.clock, world=school.world) as again:
        url = f"{again.url}/longpoll/{again.group_id}"
        params = {"key": school.world.community.log.key, "ts": "1", "wait": "0"}
        async with school.http.get(url, params=params) as answer:
            updates = (await answer.json())["updates"]

    assert len(updates) == 1


class Misbehaving(Faults):
    """Raises what a test put in, each once."""

    def __init__(self) -> None:
        self.once: dict[str, Exception | None] = {}

    def _strike(self, place: str) -> None:
        error = self.once.pop(place, None)
        if error is not None:
            raise error

    async def before(self, method: str, community_id: int) -> None:
        self._strike("before")

    async def after(self, method: str, community_id: int) -> None:
        self._strike("after")

    async def before_poll(self, community_id: int) -> None:
        self._strike("poll")

    def updates(self, community_id: int, events: list[bytes]) -> list[bytes]:
        return events * 2


async def test_faults_strike_before_and_after_the_act(school: School) -> None:
    faults = Misbehaving()
    async with SandboxVK(school.clock, world=school.world, faults=faults) as vk:
        form = {"access_token": vk.token, "peer_id": str(school.chat.peer_id), "message": "а"}
        url = vk.api_url + "messages.send"
        faults.once = {"before": DroppedError()}
        with pytest.raises(aiohttp.ClientConnectionError):
            await school.http.post(url, data={**form, "random_id": "1"})
        before = len(school.world.visible(school.chat))
        faults.once = {"after": DroppedError()}
        with pytest.raises(aiohttp.ClientConnectionError):
            await school.http.post(url, data={**form, "random_id": "1"})
        after = len(school.world.visible(school.chat))
        faults.once = {"before": VKError(9)}
        async with school.http.post(url, data={**form, "random_id": "2"}) as answer:
            flood = await answer.json()

    assert (before, after) == (0, 1)
    assert flood["error"]["error_code"] == 9


async def test_faults_strike_the_long_poll(school: School) -> None:
    faults = Misbehaving()
    school.world.write(school.chat, school.anna, "раз")
    async with SandboxVK(school.clock, world=school.world, faults=faults) as vk:
        url = f"{vk.url}/longpoll/{vk.group_id}"
        params = {"key": school.world.community.log.key, "ts": "1", "wait": "0"}
        faults.once = {"poll": PollError(2)}
        async with school.http.get(url, params=params) as answer:
            failed = await answer.json()
        faults.once = {"poll": GarbledError(502, b"<html>Bad Gateway</html>")}
        async with school.http.get(url, params=params) as answer:
            status = answer.status
        async with school.http.get(url, params=params) as answer:
            doubled = await answer.json()

    assert failed == {"failed": 2}
    assert status == 502
    assert len(doubled["updates"]) == 2
    assert doubled["ts"] == "2"


async def test_late_updates_carry_the_message_s_own_time(school: School) -> None:
    sent_at = school.clock.now() - timedelta(hours=2)

    school.world.write(school.chat, school.anna, "дошло поздно", at=sent_at)

    [update] = await school.updates()
    assert update["object"]["message"]["date"] == int(sent_at.timestamp())


async def test_a_vk_goes_down_at_once_and_comes_back_at_its_address(school: School) -> None:
    vk = SandboxVK(school.clock, world=school.world)
    async with vk:
        port = vk.port
        waiting = asyncio.create_task(_wait_for_events(school, vk))
        await asyncio.sleep(0.05)
        leaving = time.monotonic()
    gone = time.monotonic() - leaving
    answer = await waiting
    with pytest.raises(aiohttp.ClientConnectionError):
        await school.http.post(vk.api_url + "groups.getById")
    async with SandboxVK(school.clock, world=school.world, port=port) as again:
        async with school.http.post(again.api_url + "utils.getServerTime") as reply:
            status = reply.status
        same = again.url == vk.url

    assert gone < 2
    assert answer["updates"] == []
    assert (status, same) == (200, True)


async def _wait_for_events(school: School, vk: SandboxVK) -> Any:
    params = {"key": school.world.community.log.key, "ts": "1", "wait": "25"}
    url = f"{vk.url}/longpoll/{vk.group_id}"
    async with school.http.get(url, params=params) as answer:
        return await answer.json()


JUNK = ["", "0", "-1", "1001", "2000000001", "99999999999999999999", "да", "\ud800", "1,2,x", "{}"]
JUNK += ["[]", "{", '{"is_reply":true}', '{"conversation_message_ids":7,"peer_id":"я"}', "null"]
JUNK += ['{"buttons":[null]}', '{"buttons":[[{"action":7}]]}', '{"conversation_message_ids":[{}]}']
NAMES = ["peer_id", "peer_ids", "random_id", "message", "keyboard", "forward", "cmid", "cmids"]
NAMES += ["member_ids", "member_id", "chat_id", "action", "for", "user_ids", "fields", "offset"]
NAMES += ["count", "event_id", "event_data", "user_id", "group_id", "reaction_id", "screen_name"]
NAMES += ["conversation_message_ids", "delete_for_all", "message_id", "attachment", "group_ids"]


SENSIBLE = {"random_id": 5, "message": "а", "cmid": 1, "cmids": "1", "member_ids": "1003"}
SENSIBLE |= {"action": "ro", "chat_id": 1, "member_id": 777, "user_id": 1002, "event_id": "x"}
SENSIBLE |= {"conversation_message_ids": "1", "reaction_id": 1, "screen_name": "id1001"}


@pytest.mark.parametrize("method", sorted(METHODS))
async def test_no_parameter_breaks_a_method(school: School, method: str) -> None:
    chance = random.Random(method)
    school.world.write(school.chat, school.anna, "что-нибудь")
    school.world.write_private(school.anna, "лично")

    for _ in range(60):
        names = chance.sample(NAMES, 3)
        junk = {name: chance.choice([*JUNK, 5, True, None, [1, "x"], {"a": 1}]) for name in names}
        body = {**SENSIBLE, "peer_id": school.chat.peer_id, **junk}
        headers = {"Authorization": f"Bearer {school.vk.token}", "Content-Type": "application/json"}
        data = json.dumps(body)
        async with school.http.post(school.vk.api_url + method, data=data, headers=headers) as a:
            answer = await a.text()
            assert a.status == 200, (body, answer)
        assert ("response" in answer) or ("error_code" in answer)
