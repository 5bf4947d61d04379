"""What a member writes, and what he calls himself, stays words: in every command, on every way.

One bot, no VK: each command by each kind of asker, each button with absurd data, messages that
break rules. Afterwards nothing raised, no sentence of the bot's holds a mention or a link of the
member's making, and nobody opened the address that he wrote.
"""

import asyncio
import json
import re
import socket
from datetime import timedelta
from itertools import count, product
from typing import Any

import pytest

from bot.assembly import build
from bot.commands.book import BOOK, BUTTONS
from bot.config import settings_from
from bot.events import Batch
from bot.ports import Person
from bot.vk.decode import decode
from bot.vk.wire import from_json
from storage.migrate import migrate
from storage.tables import outbox
from tests.bot.in_memory import ANNA, CHAT, HEAD, MARIA, NOON, OLGA

WORDS = (
    "[id666|Я] [club666|Мы] @all *all @id666 #тег {address} evil.example vk.com/evil "
    "{{{{ 7 * 7 }}}} <b>да</b> \u202e\u2066|] \x07 =1+1 %s ${{x}}"
)
LIVE = re.compile(  # a moderator's own command about id666 may be answered with his name
    r"\[id666\|(?!участник\])|\[(?:club|public)666|[@*](?:all|id666)|#тег|https?:/(?!/vk\.me/club1)|evil\.example|vk\.com/evil|\b49\b"
)
ABSURD: tuple[Any, ...] = ({}, {"n": 1}, {"n": [1]}, {"n": 2**70}, {"n": "1; DROP TABLE"})
PRESSES: list[Any] = [{"do": do, **odd} for do, odd in product(BUTTONS, ABSURD)] + [
    None,
    [],
    "x",
    10**30,
]


class Messenger:
    """VK as far as it is asked before a decision."""

    def __init__(self, name):
        self.name = name

    async def people(self, chat):
        staff = [Person(MARIA, "Мария", True), Person(OLGA, self.name, True)]
        return [*staff, Person(ANNA, self.name)]

    async def title(self, chat):
        return self.name

    async def resolve(self, name):
        return None


@pytest.fixture
async def a_listener():
    """An address of this machine, and how often somebody came there."""
    came = []

    async def met(reader, writer):
        came.append(1)
        writer.close()

    server = await asyncio.start_server(met, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/", came
    server.close()
    await server.wait_closed()


@pytest.fixture
def asked_for(monkeypatch):
    """Every name and address that this process looks up or opens."""
    asked = []

    def noted(owner, name):
        kept = getattr(owner, name)

        def called(*given, **more):
            asked.append(given)
            return kept(*given, **more)

        monkeypatch.setattr(owner, name, called)

    noted(socket, "getaddrinfo")
    noted(socket.socket, "connect")
    return asked


def updates(words, numbers):
    """Commands of all by all, in the chat and in private; breaches; titles; absurd presses."""
    link = {"type": "link", "link": {"title": words, "url": words, "description": words}}

    def message(text, who, peer, **more):
        number = next(numbers)
        told = {"from_id": who, "peer_id": peer, "date": 1788253200, "text": text, **more}
        return {
            "type": "message_new",
            "object": {"message": {**told, "id": 0, "conversation_message_id": number}},
        }

    yield message("", ANNA, CHAT, action={"type": "chat_title_update", "text": words})
    for text in (f"какая же ты мразь, {words}", f"мой телефон 8 912 345-67-89, {words}", words):
        yield message(text, ANNA, CHAT, attachments=[link], reply_message={"text": words})
    targets = ("", f"[id{ANNA}|{words}] 3.3.4 ", "1 ")
    for name, who, private in product(BOOK, (ANNA, MARIA, HEAD), (False, True)):
        for target in targets:
            yield message(f"/{name} {target}{words}", who, who if private else CHAT)
    for word in (words, f"/{words}", f"/мои {words}", f"/нетакой {words}", "/" + "(" * 4000):
        yield message(word, ANNA, ANNA)
    for payload in PRESSES:
        pressed = {"user_id": MARIA, "peer_id": MARIA, "event_id": f"e{next(numbers)}"}
        yield {"type": "message_event", "object": {**pressed, "payload": payload}}


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key != "label":  # VK shows a button's label as it is
                yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


async def test_a_members_words_and_name_are_words_on_every_way(tmp_path, a_listener, asked_for):
    address, came = a_listener
    words, now, numbers = WORDS.format(address=address), [NOON], count(1)
    settings = settings_from(
        {
            "vk": {"token": "x" * 20, "group_id": 1},
            "school": {"admins": [HEAD]},
            "storage": {"url": f"sqlite+aiosqlite:///{tmp_path / 'a.db'}"},
        }
    )
    messenger: Any = Messenger(words)
    app = build(settings, messenger, lambda: now[0], draw=lambda: next(numbers))
    await migrate(app.memory.engine)
    try:
        for number, update in enumerate(updates(words, numbers), 1):
            event = decode(from_json(json.dumps(update).encode()), settings.zone, now[0])
            await app.pipeline.handle(Batch((event,), str(number), (update,)))
            if number % 50 == 0:
                now[0] += timedelta(minutes=20)
                await app.due.tick()
        async with app.memory.look() as unit:
            aside = await unit.reception.aside()
        async with app.memory.readers.connect() as connection:
            payloads = (await connection.execute(outbox.select())).all()
    finally:
        await app.memory.close()

    said = [text for row in payloads for text in strings(row.payload)]
    assert aside == 0
    assert len(said) > 500
    assert [text for text in said if LIVE.search(text)] == []
    assert any("evil" in text for text in said)  # the words themselves are shown
    assert (came, asked_for) == ([], [])
