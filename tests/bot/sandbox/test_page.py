import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.sandbox import SandboxClock, World, create_sandbox_app, populate, seed_day
from bot.sandbox.cast import CLASS, PARENTS
from bot.sandbox.errors import NotPossibleError
from bot.sandbox.stories import Step, all_stories, chat_titled, person_named, play
from tests.bot.sandbox.conftest import NOON


class TwoRows:
    """A host application with a short journal and one rule."""

    async def journal(self, limit: int) -> list[dict[str, Any]]:
        return [{"seq": 2, "action": "warning"}, {"seq": 1, "action": "delete"}][:limit]

    async def why(self, text: str) -> list[dict[str, Any]]:
        return [{"rule": "profanity", "verdict": "clean", "fragment": text}]

    async def as_moderator(self) -> str:
        return "http://127.0.0.1:1/enter/link"


@dataclass
class Visit:
    world: World
    clock: SandboxClock
    url: str
    http: aiohttp.ClientSession

    async def state(self) -> Any:
        async with self.http.get(f"{self.url}/page/state") as answer:
            return await answer.json()

    async def act(self, act: str, /, **given: Any) -> Any:
        async with self.http.post(f"{self.url}/page/{act}", json=given) as answer:
            assert answer.status == 200
            return await answer.json()


@pytest.fixture
async def visit() -> AsyncIterator[Visit]:
    clock = SandboxClock(NOON, rate=0)
    world = World(clock)
    populate(world)
    runner = web.AppRunner(create_sandbox_app(world, clock, TwoRows()), shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with aiohttp.ClientSession() as http:
        yield Visit(world, clock, f"http://127.0.0.1:{runner.addresses[0][1]}", http)
    await runner.cleanup()


async def test_the_page_and_its_files_come_with_a_strict_policy(visit: Visit) -> None:
    async with visit.http.get(visit.url) as answer:
        page, headers = await answer.text(), answer.headers
    async with visit.http.get(f"{visit.url}/page/static/app.js") as answer:
        kind = answer.content_type

    assert '<script type="module" src="/page/static/app.js"></script>' in page
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "style=" not in page
    assert "://" not in page
    assert kind == "text/javascript"


@pytest.mark.parametrize("name", ["нет.js", "..%2fpage.py", "index.html", "app"])
async def test_only_the_page_s_own_files_are_served(visit: Visit, name: str) -> None:
    async with visit.http.get(f"{visit.url}/page/static/{name}") as answer:
        assert answer.status == 404


async def test_what_is_written_on_the_page_is_in_the_chat(visit: Visit) -> None:
    anna = person_named(visit.world, "anna_belova")
    peer = chat_titled(visit.world, PARENTS)

    await visit.act("write", **{"as": anna.id, "peer": peer, "text": "Добрый <b>день</b>!"})
    await visit.act("edit", **{"as": anna.id, "peer": peer, "cmid": 1, "text": "Привет!"})
    await visit.act("write", **{"as": anna.id, "peer": peer, "text": "И ответ", "reply_to": 1})
    state = await visit.state()

    first, second = state["messages"]
    assert (first["text"], first["edited"], first["at"]) == (
        "Привет!",
        True,
        "2026-09-01T12:00:00",
    )
    assert second["reply"]["cmid"] == 1
    assert [chat["title"] for chat in state["chats"]] == [PARENTS, CLASS]


async def test_a_private_message_reaches_the_bot(visit: Visit) -> None:
    anna = person_named(visit.world, "anna_belova").id

    await visit.act("write", **{"as": anna, "peer": anna, "text": "/статус"})

    assert [m.text for m in visit.world.private(anna)] == ["/статус"]


async def test_whoever_may_not_write_is_told_so(visit: Visit) -> None:
    anna = person_named(visit.world, "anna_belova").id
    in_class = chat_titled(visit.world, CLASS)

    answer = await visit.act("write", **{"as": anna, "peer": in_class, "text": "можно?"})
    someone_else_s = await visit.act(
        "edit", **{"as": anna, "peer": in_class, "cmid": 1, "text": "подделка"}
    )

    assert answer == {"done": False, "problem": "Этот участник сейчас не может писать сюда."}
    assert someone_else_s["done"] is False


async def test_the_clock_goes_on_to_the_next_such_time_of_day(visit: Visit) -> None:
    await visit.act("clock", time="21:30")
    evening = visit.clock.now()
    await visit.act("clock", time="07:00")
    morning = visit.clock.now()
    await visit.act("clock", minutes=10, rate=60)

    assert evening.isoformat() == "2026-09-01T21:30:00+03:00"
    assert morning.isoformat() == "2026-09-02T07:00:00+03:00"
    assert visit.clock.rate == 60


async def test_a_page_that_is_elsewhere_cannot_act(visit: Visit) -> None:
    form = {"as": "1001", "peer": "1", "text": "подделка"}

    async with visit.http.post(f"{visit.url}/page/write", data=form) as answer:
        assert answer.status == 415
    async with visit.http.post(f"{visit.url}/page/write", json={"text": 1}) as answer:
        assert answer.status == 400


def with_a_button(world: World, place: int) -> int:
    """The number of a new message of the bot that has a button, in a chat or a dialog."""
    button = {"action": {"type": "callback", "label": "Возражаю", "payload": '{"n": 1}'}}
    keyboard = {"inline": True, "one_time": False, "buttons": [[button]]}
    conversation = world.conversation(place)
    return world.keep(conversation, -world.community.id, text="?", keyboard=keyboard).cmid


async def test_a_button_is_pressed_in_a_chat_and_in_a_dialog_of_one_s_own(visit: Visit) -> None:
    boris, parents = person_named(visit.world, "boris_kim").id, chat_titled(visit.world, PARENTS)

    for place in (parents, boris):
        number = with_a_button(visit.world, place)
        given = {"as": boris, "peer": place, "cmid": number, "row": 0, "column": 0}
        assert (await visit.act("press", **given))["done"] is True

    presses = [(each.user_id, each.peer_id) for each in visit.world.presses.values()]
    assert presses == [(boris, parents), (boris, boris)]


async def test_nobody_presses_where_he_is_not(visit: Visit) -> None:
    boris, anna = (person_named(visit.world, name).id for name in ("boris_kim", "anna_belova"))

    for place in (chat_titled(visit.world, CLASS), anna):
        number = with_a_button(visit.world, place)
        given = {"as": boris, "peer": place, "cmid": number, "row": 0, "column": 0}
        assert (await visit.act("press", **given))["done"] is False

    assert visit.world.presses == {}


async def test_what_happens_is_streamed_at_once(visit: Visit) -> None:
    anna = person_named(visit.world, "anna_belova")
    async with visit.http.get(f"{visit.url}/page/events") as stream:
        await asyncio.sleep(0.05)
        visit.world.write(chat_titled(visit.world, PARENTS), anna, "живое")
        async with asyncio.timeout(2):
            line = await stream.content.readline()

    event = json.loads(line.removeprefix(b"data: "))
    assert event["kind"] == "message"
    assert event["message"]["text"] == "живое"


async def test_the_journal_and_why_are_the_host_s(visit: Visit) -> None:
    async with visit.http.get(f"{visit.url}/page/journal?limit=1") as answer:
        rows = await answer.json()

    assert rows == [{"seq": 2, "action": "warning"}]
    assert (await visit.act("why", text="дебил"))[0]["fragment"] == "дебил"
    assert (await visit.state())["panes"] == {"journal": True, "why": True}


async def test_without_a_host_there_are_no_such_panes(visit: Visit) -> None:
    runner = web.AppRunner(create_sandbox_app(visit.world, visit.clock))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"

    async with visit.http.get(f"{url}/page/journal") as answer:
        status = answer.status
    async with visit.http.get(f"{url}/page/state") as answer:
        panes = (await answer.json())["panes"]
    await runner.cleanup()

    assert status == 404
    assert panes == {"journal": False, "why": False}


async def test_service_lines_are_sentences(visit: Visit) -> None:
    peer = chat_titled(visit.world, PARENTS)
    anna, boris = person_named(visit.world, "anna_belova"), person_named(visit.world, "boris_kim")
    teacher = person_named(visit.world, "maria_ivanovna")
    visit.world.leave(peer, anna)
    visit.world.leave(peer, boris)
    visit.world.join(peer, anna, by=teacher)
    visit.world.join(peer, boris)

    lines = [message["service"] for message in (await visit.state())["messages"]]

    assert lines == [
        "Анна Белова вышла из чата",
        "Борис Ким вышел из чата",
        "Мария Ивановна Соколова добавила в чат: Анна Белова",
        "Борис Ким вошёл в чат по ссылке",
    ]


async def test_a_story_is_played_step_by_step_on_the_page(visit: Visit) -> None:
    state = await visit.state()
    night = next(story for story in state["stories"] if story["name"] == "night")

    for number in range(len(night["steps"])):
        await visit.act("story", name="night", step=number)
    beyond = await visit.act("story", name="night", step=len(night["steps"]))

    written = visit.world.messages(chat_titled(visit.world, PARENTS))
    assert len(written) == 5
    assert beyond["done"] is False
    assert night["steps"][0]["peer"] == chat_titled(visit.world, PARENTS)


@pytest.mark.parametrize("story", all_stories(), ids=lambda story: story.name)
def test_every_story_fits_the_cast(story: Any) -> None:
    clock = SandboxClock(NOON, rate=0)
    world = World(clock)
    populate(world)

    for step in story.steps:
        person_named(world, step.who or "maria_ivanovna")
        if not step.button and "{case}" not in step.text:  # these need a bot's answer
            play(step, world, clock)

    assert clock.now() > NOON
    assert all(step.note for step in story.steps)


async def test_a_button_that_is_not_there_yet_leaves_the_clock_alone(visit: Visit) -> None:
    step = Step("", who="boris_kim", chat=PARENTS, button="Возражаю", minutes=5)
    appeal = Step("", who="boris_kim", private=True, text="/обжаловать {case}", minutes=5)

    for each in (step, appeal):
        with pytest.raises(NotPossibleError):
            play(each, visit.world, visit.clock)

    assert visit.clock.now() == NOON


async def test_the_seeded_day_is_there_also_without_a_bot() -> None:
    clock = SandboxClock(NOON, rate=0)
    world = World(clock)

    await seed_day(world, clock, pause=0, patience=0, arrival=0)

    parents = world.messages(chat_titled(world, PARENTS))
    dates = [message.date for message in parents]
    assert len(parents) >= 10
    assert len(world.messages(chat_titled(world, CLASS))) >= 4
    assert dates == sorted(dates)
    assert clock.now().strftime("%d %H:%M") == "01 17:33"
