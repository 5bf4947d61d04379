import asyncio
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.sandbox import SandboxVK
from bot.sandbox.fault_plan import KINDS, Fault, FaultPlan, FaultPlanError
from tests.bot.sandbox.conftest import School


async def _send(school: School, plan: FaultPlan, times: int = 1) -> list[Any]:
    """What a client saw of some sends: an error code, a status, `cut`, `garbage` or `sent`."""
    seen: list[Any] = []
    async with SandboxVK(school.clock, world=school.world, faults=plan) as vk:
        for number in range(times):
            form = {"access_token": vk.token, "peer_id": str(school.chat.peer_id)}
            form |= {"random_id": str(number + 1), "message": "а"}
            seen.append(await _outcome(school.http, vk.api_url + "messages.send", form))
    return seen


async def _outcome(http: aiohttp.ClientSession, url: str, form: dict[str, str]) -> Any:
    try:
        async with http.post(url, data=form) as answer:
            if answer.status != 200:
                return answer.status
            try:
                body = await answer.json()
            except ValueError:
                return "garbage"
    except aiohttp.ClientConnectionError:
        return "cut"
    return body["error"]["error_code"] if "error" in body else "sent"


@pytest.mark.parametrize(
    ("kind", "seen", "sent"),
    [
        ("error", 10, 0),
        ("error_after", 10, 1),
        ("flood", 9, 0),
        ("captcha", 14, 0),
        ("revoked", 5, 0),
        ("drop", "cut", 0),
        ("drop_after", "cut", 1),
        ("bad_gateway", 502, 0),
        ("garbage", "garbage", 1),
    ],
)
async def test_a_fault_strikes_before_or_after_the_act(
    school: School, kind: str, seen: Any, sent: int
) -> None:
    plan = FaultPlan([Fault(kind, times=1)])

    assert await _send(school, plan) == [seen]
    assert len(school.world.visible(school.chat)) == sent
    assert plan.struck[kind] == 1


async def test_a_slow_call_is_answered_late(school: School) -> None:
    plan = FaultPlan([Fault("slow", seconds=0.2)])
    loop = asyncio.get_running_loop()

    started = loop.time()
    seen = await _send(school, plan)

    assert seen == ["sent"]
    assert loop.time() - started >= 0.2


async def test_a_fault_skips_strikes_and_stops(school: School) -> None:
    plan = FaultPlan([Fault("error", on="messages.send", code=6, skip=1, times=2)])

    assert await _send(school, plan, 5) == ["sent", 6, 6, "sent", "sent"]


async def test_a_revoked_token_stays_revoked(school: School) -> None:
    plan = FaultPlan([Fault("revoked", skip=1, times=1)])

    assert await _send(school, plan, 4) == ["sent", 5, 5, 5]


async def test_the_same_seed_strikes_the_same_way(school: School) -> None:
    first = await _send(school, FaultPlan([Fault("error", chance=0.5)], seed=3), 20)
    second = await _send(school, FaultPlan([Fault("error", chance=0.5)], seed=3), 20)
    other = await _send(school, FaultPlan([Fault("error", chance=0.5)], seed=4), 20)

    assert first == second != other
    assert 10 in first


async def test_one_item_of_several_is_refused(school: School) -> None:
    school.world.write(school.chat, school.anna, "раз")
    school.world.write(school.chat, school.anna, "два")
    plan = FaultPlan([Fault("item", code=924, times=1)])
    async with SandboxVK(school.clock, world=school.world, faults=plan) as vk:
        form = {"access_token": vk.token, "peer_id": str(school.chat.peer_id)}
        form |= {"cmids": "1,2", "delete_for_all": "1"}
        async with school.http.post(vk.api_url + "messages.delete", data=form) as answer:
            first, second = (await answer.json())["response"]

    assert first["error"]["code"] == 924
    assert second["response"] == 1


@pytest.mark.parametrize("code", [1, 2, 3])
async def test_long_poll_fails_as_planned(school: School, code: int) -> None:
    plan = FaultPlan([Fault("failed", on="longpoll", code=code, times=1)])

    failed, answer = await _polls(school, plan, 2)

    assert failed["failed"] == code
    assert ("ts" in failed) == (code == 1)
    assert len(answer["updates"]) == 10


async def test_updates_come_twice_and_in_another_order(school: School) -> None:
    doubled = FaultPlan([Fault("duplicate", on="longpoll", times=1)], seed=1)
    shuffled = FaultPlan([Fault("reorder", on="longpoll", times=1)], seed=1)

    [twice] = await _polls(school, doubled, 1)
    [mixed] = await _polls(school, shuffled, 1)

    cmids = [u["object"]["message"]["conversation_message_id"] for u in mixed["updates"]]
    assert len(twice["updates"]) > 10
    assert twice["ts"] == "11"
    assert cmids != sorted(cmids) == list(range(1, 11))


async def _polls(school: School, plan: FaultPlan, times: int) -> list[Any]:
    while len(school.chat.messages) < 10:
        school.world.write(school.chat, school.anna, "сообщение")
    async with SandboxVK(school.clock, world=school.world, faults=plan) as vk:
        params = {"key": school.world.community.log.key, "ts": "1", "wait": "0"}
        answers = []
        for _ in range(times):
            url = f"{vk.url}/longpoll/{vk.group_id}"
            async with school.http.get(url, params=params) as answer:
                answers.append(await answer.json())
    return answers


def test_a_plan_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text('seed = 7\n[[fault]]\nkind = "flood"\non = "messages.send"\nchance = 0.1\n')

    plan = FaultPlan.load(path)

    assert plan.seed == 7
    assert plan.faults == (Fault("flood", on="messages.send", chance=0.1),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[fault]]\nkind = "gremlins"', "gremlins"),
        ('[[fault]]\nkind = "drop"\nchance = 2', "between 0 and 1"),
        ('[[fault]]\nkind = "drop"\nwhen = "today"', "when"),
        ('[[fault]]\non = "*"', "no kind"),
        ('[[fault]]\nkind = "drop"\nchance = "often"', "fault 1"),
        ("sead = 7", "sead"),
        ("seed =", "plan.toml"),
    ],
)
def test_a_plan_that_makes_no_sense_says_why(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(text)

    with pytest.raises(FaultPlanError, match=said):
        FaultPlan.load(path)


def test_every_kind_of_fault_is_explained() -> None:
    assert all(Fault(kind).error_code for kind in KINDS)
    assert all(KINDS.values())
