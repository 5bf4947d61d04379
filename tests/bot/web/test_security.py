"""Who gets in, what he sees, and what other people's pages cannot make his browser do."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import BinaryIO
from urllib.parse import urlsplit

import pytest
from aiohttp.test_utils import TestClient, TestServer, make_mocked_request
from aiohttp.web import Response
from openpyxl import load_workbook
from sqlalchemy import func, select, update

from bot.config import settings_from
from bot.config.sections import Web
from bot.people import FRESH
from bot.web.exporting import FORMS, export_of
from bot.web.guard import OPEN
from bot.web.server import create_app, hosts_of
from bot.web.sessions import Cookie, viewer_at
from storage.chain import COLUMNS
from storage.procedure_tables import web_sessions
from storage.tables import journal, outbox
from tests.bot.web.calling import Answer, Caller, csrf_in
from tests.bot.web.office import NASTY, Office


def places(office: Office, *, chat: int, member: int, number: int) -> dict[str, list[str]]:
    """Every route with addresses of one chat in it; a route that is missing here fails a test."""
    filters = ("", f"?chat={chat}", f"?q={member}&chat={chat}")
    return {
        "/": ["/"],
        "/queue": [f"/queue{each}" for each in filters],
        "/cases": [f"/cases{each}" for each in (*filters, f"?q={number}")],
        "/cases/{number}": [f"/cases/{number}"],
        "/members": [f"/members{each}" for each in filters],
        "/members/{chat}/{member}": [f"/members/{chat}/{member}"],
        "/journal": [f"/journal{each}" for each in (*filters, "?before=999")],
        "/journal/export": [f"/journal/export?format={form}" for form in FORMS],
        "/figures": [f"/figures{each}" for each in ("", f"?chat={chat}&period=month")],
        "/settings": ["/settings"],
        "/settings/{chat}": [f"/settings/{chat}"],
        "/more": ["/more"],
        "/events": ["/events"],
    }


def forms(*, chat: int, number: int) -> dict[str, list[tuple[str, dict[str, str]]]]:
    """Every form, filled in to change something of one chat."""
    n = {"n": str(number)}
    pressed = ("card_breach", "card_clean", "card_allow", "card_right", "card_wrong")
    decided = ("let_return", "keep_term", "sign", "decline_signature")
    return {
        "/leave": [],
        "/press": [
            *(("/press", {"do": do, **n}) for do in (*pressed, *decided)),
            ("/press", {"do": "appeal_uphold", "r": "0", **n}),
            ("/press", {"do": "appeal_annul", "r": "0", **n}),
            ("/press", {"do": "complaint_cite", "c": "3.3.3", "n": "1"}),
            ("/press", {"do": "complaint_clean", "n": "1"}),
            ("/press", {"do": "complaint_seen", "n": "1"}),
        ],
        "/cases/{number}/annul": [(f"/cases/{number}/annul", {"reason": "не ваше дело"})],
        "/journal/verify": [],
        "/settings/{chat}/{what}": [
            (f"/settings/{chat}/mode", {"word": "наблюдение"}),
            (f"/settings/{chat}/kind", {"word": "класс"}),
            (f"/settings/{chat}/exception", {"word": "козёл"}),
            (f"/settings/{chat}/urgent", {"word": ""}),
        ],
    }


async def _everything_to_be_said(office: Office) -> str:
    async with office.app.memory.engine.connect() as connection:
        return str((await connection.execute(select(outbox.c.payload))).scalars().all())


def test_a_link_that_was_sent_stands_nowhere_in_the_database(office: Office) -> None:
    secret = office.link(office.staffed.school.teacher).rsplit("/", 1)[1]
    office.settle()

    kept = office.run(_everything_to_be_said(office))

    assert secret not in kept
    assert "/enter/" not in kept


def routes(office: Office, method: str) -> set[str]:
    router = create_app(office.app.web.house).router
    return {
        route.resource.canonical
        for route in router.routes()
        if route.method == method and route.name not in OPEN and route.resource is not None
    }


def mine(office: Office) -> dict[str, int]:
    """What stands in Maria's chat."""
    school = office.staffed.school
    return {"chat": school.chat.peer_id, "number": 1, "member": school.anna.id}


def rows(office: Office) -> int:
    async def count() -> int:
        async with office.app.memory.look() as unit:
            query = select(func.count()).select_from(journal)
            return int((await unit._connection.execute(query)).scalar() or 0)

    return office.run(count())


def test_every_route_is_walked(office):
    of_mine = mine(office)

    assert routes(office, "GET") == set(places(office, **of_mine))
    assert routes(office, "POST") == set(forms(chat=of_mine["chat"], number=1))


@pytest.mark.parametrize("cookie", ["", "x" * 43])
def test_no_page_without_a_session(office, cookie):
    stranger = Caller(office, {"journal": cookie} if cookie else {})
    asked = [path for paths in places(office, **mine(office)).values() for path in paths]
    filled = [one for each in forms(chat=1, number=1).values() for one in each]

    answers = {path: stranger.get(path) for path in [*asked, "/nowhere", "/static"]}
    answers |= {f"POST {path}": stranger.post(path, form) for path, form in filled}

    assert {path: one.status for path, one in answers.items() if one.status != 401} == {}
    assert not any("Анна" in one.text or "родители" in one.text for one in answers.values())


def test_nothing_of_anothers_chat_is_seen_by_any_address(office):
    pavel = Caller(office).enter(office.staffed.stranger)
    foreign = mine(office)
    seen: dict[str, Answer] = {}
    for canonical, paths in places(office, **foreign).items():
        for path in paths:
            if canonical not in ("/events", "/journal/export"):
                seen[path] = pavel.get(path)

    named = str(foreign["chat"]), "/cases/{n", "/members/{c", "/settings/{c"
    for path, answer in seen.items():
        is_named = named[0] in path or path == "/cases/1"
        assert answer.status == (404 if is_named else 200), path
        assert "Анна" not in answer.text, path
        assert "5А" not in answer.text, path
        assert str(foreign["chat"]) not in answer.text.replace(path, ""), path
    for form in ("csv", "jsonl"):
        exported = pavel.get(f"/journal/export?format={form}")
        assert exported.status == 200
        assert str(office.staffed.neighbours.peer_id) in exported.text
        assert str(foreign["chat"]) not in exported.text


def test_nothing_of_anothers_chat_is_changed_by_any_form(office):
    pavel = Caller(office).enter(office.staffed.stranger)
    before = rows(office)

    for each in forms(chat=mine(office)["chat"], number=1).values():
        for path, form in each:
            assert pavel.post(path, form).status == 404, (path, form)

    assert rows(office) == before


def test_a_side_of_a_complaint_is_not_asked_of_it(office):
    """Anna reported, as a moderator she would be: the queue does not tell who did."""
    maria = Caller(office).enter(office.staffed.teacher)

    queue = maria.get("/queue").text

    card = queue[queue.index("Жалоба участника") :].partition("</article>")[0]
    assert "Анна" not in card
    assert str(office.staffed.anna.id) not in card


def test_a_link_opens_once_and_for_five_minutes_and_the_newest_alone(office):
    caller, teacher = Caller(office), office.staffed.teacher
    older = office.link(teacher).removeprefix(office.address)
    newer = office.link(teacher).removeprefix(office.address)
    expired = "expired-link-of-nobody-0123456789"

    async def offer() -> None:
        memory, now = office.app.memory, office.app.web.house.clock()
        async with office.app.web.house.turn, memory.unit() as unit:
            await unit.web_sessions.offer(expired, 4242, now - timedelta(minutes=5))
            await unit.commit()

    office.run(offer())
    door = caller.get(newer)
    caller.cookies |= door.cookies
    caller.csrf = csrf_in(door)

    assert caller.get(newer).status == 200  # to look at it uses nothing up
    assert caller.get(older).status == 410
    assert caller.get(f"/enter/{expired}").status == 410
    assert caller.get("/enter/" + "A" * 43).status == 410
    assert caller.post("/enter/" + "A" * 43).status == 410
    assert caller.post(newer, {"csrf": "0" * 64}).status == 403
    assert Caller(office).post(newer, {"csrf": caller.csrf}).status == 403
    assert caller.post(newer).status == 303
    assert caller.post(newer).status == 410
    assert caller.get(newer).status == 410


def test_only_digests_are_kept_of_links_and_sessions(office):
    caller = Caller(office).enter(office.staffed.teacher)
    files = office.staffed.folder.glob("school.db*")

    stored = b"".join(file.read_bytes() for file in files)

    assert caller.cookies["journal"].encode() not in stored


@pytest.mark.parametrize(
    ("form", "more", "status"),
    [
        ({"csrf": ""}, {}, 403),
        ({"csrf": "0" * 64}, {}, 403),
        ({}, {"headers": {"Origin": "https://evil.example"}}, 403),
        ({}, {"headers": {"Origin": "null"}}, 403),
        ({}, {"headers": {"Sec-Fetch-Site": "cross-site"}}, 403),
        ({}, {"headers": {"Host": "evil.example"}}, 421),
    ],
)
def test_a_form_of_another_site_changes_nothing(office, form, more, status):
    maria = Caller(office).enter(office.staffed.teacher)
    chat, before = mine(office)["chat"], rows(office)

    answer = maria.post(f"/settings/{chat}/mode", {"word": "наблюдение", **form}, **more)

    assert answer.status == status
    assert rows(office) == before


def test_the_token_of_ones_own_session_opens_no_other(office):
    maria = Caller(office).enter(office.staffed.teacher)
    pavel = Caller(office).enter(office.staffed.stranger)
    pavel.csrf = maria.csrf

    assert pavel.post("/journal/verify").status == 403


def test_json_is_no_form(office):
    maria = Caller(office).enter(office.staffed.teacher)

    answer = maria._ask("POST", "/journal/verify", json={"csrf": maria.csrf})

    assert answer.status == 415


def test_whoever_moderates_no_more_is_out_at_once(office):
    boris, chat = office.staffed.boris, office.staffed.school.chat.peer_id

    def appointed(*people: int) -> None:
        office.call(lambda: office.app.orders.change(chat, moderators=frozenset(people)))

    appointed(boris.id)
    caller = Caller(office).enter(boris)
    assert caller.get("/queue").status == 200
    appointed()

    assert caller.get("/queue").status == 401
    appointed(boris.id)  # whoever is appointed again signs in again
    assert caller.get("/queue").status == 401
    appointed()
    assert "/enter/" not in office.asks(boris, "/вход")


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/cases//evil.example", "/\\evil", "x"]
)
def test_a_form_leads_back_to_no_other_place(office, back):
    maria = Caller(office).enter(office.staffed.teacher)

    answer = maria.post("/journal/verify", {"back": back})

    assert (answer.status, answer.headers["Location"]) == (303, "/journal")


@pytest.mark.parametrize(("seen", "begun"), [(13, 13), (1, 24 * 7)])
def test_a_session_ends_when_idle_and_when_old(office, seen, begun):
    maria = Caller(office).enter(office.staffed.teacher)
    assert maria.get("/more").status == 200

    async def age() -> None:
        house = office.app.web.house
        async with house.turn, office.app.memory.unit() as unit:
            now = house.clock()
            values = {
                "seen_at": now - timedelta(hours=seen),
                "begun_at": now - timedelta(hours=begun),
            }
            await unit._connection.execute(update(web_sessions).values(**values))
            await unit.commit()

    office.run(age())

    assert maria.get("/more").status == 401
    assert maria.get("/more").status == 401


def test_a_page_that_only_listens_keeps_no_session_alive(office):
    maria = Caller(office).enter(office.staffed.teacher)
    request = make_mocked_request(
        "GET", "/", headers={"Cookie": f"journal={maria.cookies['journal']}"}
    )
    house, later = office.app.web.house, timedelta(hours=1)

    async def seen(*, used: bool) -> datetime:
        ahead = replace(house, clock=lambda: house.clock() + later)
        viewer = await viewer_at(ahead, request, used=used)
        assert viewer is not None
        async with office.app.memory.look() as unit:
            session = await unit.web_sessions.get(maria.cookies["journal"])
            assert session is not None
            seen_at: datetime = session.seen_at
            return seen_at

    begun = office.run(seen(used=False))

    assert office.run(seen(used=False)) == begun
    assert office.run(seen(used=True)) > begun


def test_what_people_wrote_is_text_on_every_page(office):
    head = Caller(office).enter(office.staffed.head)
    number = int(re.findall(r"/cases/(\d+)", head.get("/cases").text)[0])
    head.post(f"/cases/{number}/annul", {"reason": f"=HYPERLINK(1) {NASTY}"})
    asked = [path for paths in places(office, **mine(office)).values() for path in paths]
    shown = [path for path in asked if "export" not in path and path != "/events"]

    for path in [*shown, "/cases/2", f"/cases/{number}"]:
        page = head.get(path)
        text = page.text if page.status == 200 else head.get(page.headers["Location"]).text
        assert "alert(1)" in text or "&lt;script&gt;" in text or path not in ("/", "/queue")
        assert "<script>alert" not in text, path
        assert "<img src=x" not in text, path
        assert 'href="id1' not in text, path
        assert 'vk.com/id1"' not in text, path


def test_no_cell_of_an_export_is_a_formula(office):
    head = Caller(office).enter(office.staffed.head)
    number = int(re.findall(r"/cases/(\d+)", head.get("/cases").text)[0])
    head.post(f"/cases/{number}/annul", {"reason": "=HYPERLINK(1)"})

    table = list(csv.reader(io.StringIO(head.get("/journal/export?format=csv").text)))

    cells = [cell for row in table[1:] for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_an_administrators_export_is_the_whole_journal(office):
    head = Caller(office).enter(office.staffed.head)

    lines = head.get("/journal/export?format=jsonl").text.splitlines()

    exported = [json.loads(line) for line in lines]
    assert exported == office.journal()[: len(exported)]
    assert len(exported) >= 12


def test_a_moderators_workbook_has_his_chats_and_tells_on_nobody(office):
    chat = office.staffed.school.chat.peer_id
    made = export_of(office.app.memory, FORMS["xlsx"], (chat,))

    with office.run(made) as file:
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in _cells(file)]

    assert {row["chat"] for row in rows} == {chat}
    told_on = [row["actor"] for row in rows if row["action"] == "complaint"]
    assert told_on
    assert set(told_on) == {None}


def _cells(file: BinaryIO) -> list[tuple[object, ...]]:
    sheet = load_workbook(file).worksheets[0]
    return list(sheet.iter_rows(min_row=2, values_only=True))


@pytest.mark.parametrize(
    ("host", "address", "public"),
    [
        ("127.0.0.1", "", "http://127.0.0.1:8082"),
        ("::", "", "http://localhost:8082"),
        ("::1", "", "http://[::1]:8082"),
        ("127.0.0.1", "https://Zhurnal.Example.ru/", "https://zhurnal.example.ru"),
    ],
)
def test_the_address_is_one_that_a_browser_takes(host, address, public):
    settings = Web(port=8082, host=host, address=address)

    assert settings.public == public
    assert urlsplit(public).netloc in hosts_of(settings)


def test_every_answer_carries_the_headers_that_bar_foreign_code(office):
    head = Caller(office).enter(office.staffed.head)
    answers = [head.get(path) for path in ("/", "/queue", "/figures", "/nowhere")]

    for answer in (*answers, Caller(office).get("/")):
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert not re.search(r"<[a-z][^<>]*\s(?:style|on[a-z]+)\s*=", answer.text)
        assert not re.search(r"<style|<script(?![^<>]*\ssrc=)", answer.text)
        assert not re.search(r"""\s(?:src|href|action)=["'](?:https?:)?//""", answer.text)


def test_dead_links_are_not_tried_for_ever(office):
    """At an application of its own: whoever has tried too often waits, the other tests too."""
    caller = {"Host": office.address.removeprefix("http://")}

    async def tries() -> list[int]:
        async with TestClient(TestServer(create_app(office.app.web.house))) as client:
            dead = "/enter/" + "B" * 43
            return [(await client.get(dead, headers=caller)).status for _ in range(40)]

    statuses = office.run(tries())

    assert statuses[0] == 410
    assert statuses[-1] == 429


def test_whom_the_messenger_lets_moderate_no_more_is_out_too(office):
    school, chat = office.staffed.school, office.staffed.neighbours
    pavel = Caller(office).enter(office.staffed.stranger)

    def admin(*, really: bool) -> None:
        chat.members[office.staffed.stranger.id].is_admin = really
        chat.owner_id = office.staffed.stranger.id if really else 0
        school.clock.advance(FRESH)

    office.call(lambda: admin(really=False))
    try:
        pavel.get("/more")  # this page asks anew who moderates; one of the next knows
        office.run(school.until(lambda: not office.app.people.moderators(chat.peer_id)))
        office.settle()

        assert pavel.get("/more").status == 401
    finally:
        office.call(lambda: admin(really=True))
        office.asks(office.staffed.stranger, "/статус")


def test_behind_https_the_cookie_goes_nowhere_else(office):
    house = office.app.web.house
    address = {"port": 8082, "address": "https://zhurnal.example.ru"}
    settings = settings_from({"vk": {"token": "vk1.a.secret", "group_id": 1}, "web": address})
    secured = replace(house, desk=replace(house.desk, settings=settings))
    response = Response()

    cookie = Cookie.of(secured, "journal")
    cookie.put(response, "secret", timedelta(days=1))

    assert cookie.name == "__Host-journal"
    said = response.cookies[cookie.name].OutputString()
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in said
    assert "Domain" not in said
    assert "zhurnal.example.ru" in hosts_of(settings.web)
