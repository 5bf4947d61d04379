"""The same law through the whole pipeline and a real database: batches, presses and the clock."""

import asyncio
import os
import tempfile
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import App
from bot.assembly import build
from bot.config import settings_from
from bot.events import Batch, Pressed, Written
from bot.ports import Person
from rules.regulation.durations import A_MONTH
from rules.regulation.message import Message
from storage.migrate import migrate
from tests import databases
from tests.bot.in_memory import ANNA, BORIS, CHAT, HEAD, MARIA, NOON, OLGA, PAVEL

STAFF = {MARIA, OLGA, HEAD}
A = f"[id{ANNA}|Анна]"
SAYINGS = (
    (ANNA, "какая же ты мразь"),
    (ANNA, "какая же ты мразь"),
    (ANNA, f"[id{MARIA}|Мария], какая же ты мразь"),
    (ANNA, "ну блин, опять отменили экскурсию"),
    (ANNA, "/обжаловать 1 не согласна"),
    (BORIS, f"/предупредить {A} 3.3.4 брань"),
    (PAVEL, f"/блок {A} 1д 3.3.4 брань"),
    (BORIS, "/отменить 1 так надо"),
    *((who, f"/предупредить {A} 3.3.3 тон") for who in (MARIA, MARIA, OLGA, HEAD)),
    *((who, f"/блок {A} 3д 3.3.4 брань") for who in (MARIA, OLGA)),
    *((who, f"/отменить {n} ошибка") for who in (MARIA, OLGA) for n in (1, 3)),
    (OLGA, f"/разблок {A} пусть пишет"),
)
DEEDS = ("sign", "decline_signature", "take_back", "case_breach", "case_no_breach")
waits = st.sampled_from([0, 1, 11, 11, 60, 24 * 60, 2 * 24 * 60])
said = st.sampled_from(SAYINGS)
pressed = st.tuples(
    st.sampled_from([MARIA, OLGA, HEAD, ANNA, PAVEL]), st.sampled_from(DEEDS), st.integers(1, 5)
)
lives = st.lists(st.tuples(waits, st.one_of(said, said, said, pressed)), min_size=8, max_size=20)


class Messenger:
    """VK as far as it is asked before a decision: who is in the chats."""

    async def people(self, chat: int) -> list[Person]:
        if chat != CHAT:
            return [Person(PAVEL, "Павел", True), Person(BORIS, "Борис")]
        staff = [Person(MARIA, "Мария", True), Person(OLGA, "Ольга", True)]
        return [*staff, Person(ANNA, "Анна"), Person(BORIS, "Борис"), Person(PAVEL, "Павел")]

    async def title(self, chat: int) -> str:
        return "5А родители"

    async def resolve(self, name: str) -> None:
        return None


async def _live(life: Any, folder: Path) -> None:
    now = [NOON]
    numbers = count(1)
    given: Any = {
        "vk": {"token": "x" * 20, "group_id": 1},
        "school": {"admins": [HEAD]},
        "rules": {"profanity": {"euphemisms": True}},
        "storage": {"url": await databases.new(folder)},
    }
    messenger: Any = Messenger()
    app = build(settings_from(given), messenger, lambda: now[0], draw=lambda: next(numbers))
    await migrate(app.memory.engine)
    try:
        for wait, what in life:
            now[0] += timedelta(minutes=wait)
            await app.due.tick()
            number = next(numbers)
            await app.pipeline.handle(Batch((_event(what, number, now[0]),), str(number), ({},)))
            await _check(app, now[0])
    finally:
        await app.memory.close()


def _event(what: Any, number: int, now: datetime) -> Written | Pressed:
    if len(what) == 2:
        who, text = what
        return Written(
            f"new:{number}", Message(chat=CHAT, id=number, author=who, sent_at=now, text=text)
        )
    who, do, n = what
    return Pressed(f"event:{number}", who, who, f"e{number}", 1, {"do": do, "n": n})


async def _check(app: App, now: datetime) -> None:
    async with app.memory.look() as unit:
        assert await unit.reception.aside() == 0, "nothing raised"
        cases = {case.number: case for case in await unit.cases.of_person(ANNA)}
        in_force = await unit.sanctions.in_force()
        rows = [row async for row in unit.journal.rows()]
        fault = await unit.journal.verify()
    standing = app.settings.ladder.standing(cases.values(), now)
    assert fault is None
    assert len([s for s in in_force if s.until > now]) <= 1
    for sanction in in_force:
        assert standing.ranks[sanction.case] > 3
        assert cases[sanction.case].clauses
        assert sanction.until <= A_MONTH.after(sanction.since)
    block = standing.block_at(now)
    assert block is None or block.case in {s.case for s in in_force}
    for number in cases:
        deeds = [row["action"] for row in rows if row["case"] == number]
        assert deeds.count("warning") + deeds.count("block") <= 1
        assert deeds.count("confirm") + deeds.count("dismiss") <= 1
        assert deeds.count("annul") <= 1
    for row in rows:
        deciding = {"warning", "block", "reminder", "confirm", "dismiss", "annul", "unblock"}
        if row["action"] in deciding and row["actor"] != "bot":
            assert int(row["actor"]) in STAFF
            assert int(row["actor"]) not in cases[row["case"]].sides


@settings(
    max_examples=int(os.environ.get("DEZHURNY_LIVES", "12")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(lives)
def test_no_life_through_the_pipeline_breaks_the_law(life):
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_live(life, Path(folder)))
