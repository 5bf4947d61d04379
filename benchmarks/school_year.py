"""A year of a large school in a database: its cases, and a journal with a true chain."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from rules.regulation.cases import State
from rules.regulation.entry import BOT, Deed
from storage.chain import CHAINED, FIRST, chain_hash
from storage.tables import case_messages, cases, chats, counters, evidence, journal, members
from storage.unit import Memory

FIRST_CHAT, PERSONS = 2_000_000_001, 30
HEAD, MODERATOR = 1, 2  # the administrator; who moderates the first chat alone
CLAUSES = ("3.3.1", "3.3.2", "3.3.3", "3.3.4", "3.3.5", "3.3.6", "Д.2.5")
STATES = [
    *[State.COUNTED] * 60,
    *[State.REMINDED] * 20,
    *[State.DISMISSED] * 12,
    *[State.ANNULLED] * 5,
    *[State.LAPSED] * 3,
]
A_CASE = (Deed.VIOLATION, Deed.WARNING, Deed.DELETE, Deed.CONFIRM)  # the rows that one brings
TOGETHER = 1000  # rows of one statement
WAITING = 40  # doubtful cases at the end

Row = dict[str, Any]


async def fill(memory: Memory, rows: int, places: int, now: datetime, seed: int = 1) -> None:
    """`rows` of the journal over the year before `now`, in as many chats as `places`."""
    chance = random.Random(seed)
    async with memory.unit() as unit:
        connection = unit._connection
        await _put(connection, chats, _chats(memory, places))
        await _put(connection, members, _members(memory, places, now))
        known = list(_cases(memory, rows // len(A_CASE), places, now, chance))
        await _put(connection, cases, iter(known))
        await _put(connection, case_messages, (_message(memory, case) for case in known))
        await _put(connection, evidence, (_evidence(memory, case, now) for case in known))
        await _put(connection, journal, _journal(memory, known))
        last = {"community": memory.community, "name": "case", "value": len(known)}
        await connection.execute(insert(counters), [last])
        await unit.commit()


async def _put(connection: AsyncConnection, table: Any, rows: Iterator[Row]) -> None:
    while some := list(islice(rows, TOGETHER)):
        await connection.execute(insert(table), some)


def _chats(memory: Memory, places: int) -> Iterator[Row]:
    for place in range(places):
        title = f"{place // 4 % 11 + 1}{'АБВГ'[place % 4]} родители"
        yield {"community": memory.community, "peer": FIRST_CHAT + place, "title": title}


def _members(memory: Memory, places: int, now: datetime) -> Iterator[Row]:
    for place in range(places):
        row = {"community": memory.community, "chat": FIRST_CHAT + place, "seen_at": now}
        for person in range(PERSONS):
            number = 1000 + place * PERSONS + person
            name = f"Имя{person} Фамилия{place}"
            yield {**row, "member": number, "name": name, "is_moderator": False}
        if place == 0:
            yield {**row, "member": MODERATOR, "name": "Мария", "is_moderator": True}


def _cases(
    memory: Memory, number: int, places: int, now: datetime, chance: random.Random
) -> Iterator[Row]:
    step = timedelta(days=365) / (number + 1)
    for place in range(number):
        chat = chance.randrange(places)
        opened = now - timedelta(days=365) + step * (place + 1)
        doubtful = place >= number - WAITING
        yield {
            "community": memory.community,
            "number": place + 1,
            "chat": FIRST_CHAT + chat,
            "member": 1000 + chat * PERSONS + chance.randrange(PERSONS),
            "state": (State.DOUBTFUL if doubtful else chance.choice(STATES)).value,
            "opened_at": opened,
            "open_until": opened + timedelta(minutes=10),
            "decided_at": opened,
            "decided_by": BOT if chance.random() < 0.8 else str(HEAD),
            "clauses": [chance.choice(CLAUSES)],
            "rules": ["profanity"],
            "messages": 1,
            "sides": [],
            "told": "",
        }


def _message(memory: Memory, case: Row) -> Row:
    return {
        "community": memory.community,
        "chat": case["chat"],
        "message": case["number"],
        "rule": "profanity",
        "case": case["number"],
        "clause": case["clauses"][0],
        "certain": case["state"] != State.DOUBTFUL.value,
        "sent_at": case["opened_at"],
    }


def _evidence(memory: Memory, case: Row, now: datetime) -> Row:
    return {
        "community": memory.community,
        "case": case["number"],
        "chat": case["chat"],
        "message": case["number"],
        "member": case["member"],
        "fragment": "дурак",
        "salt": b"0" * 16,
        "digest": "0" * 64,
        "expires_at": now + timedelta(days=180),
    }


def _journal(memory: Memory, known: list[Row]) -> Iterator[Row]:
    seq, previous = 0, FIRST
    for case in known:
        for deed in A_CASE:
            seq += 1
            row: Row = dict.fromkeys(CHAINED)
            row |= {
                "seq": seq,
                "at": case["opened_at"].isoformat(timespec="milliseconds"),
                "actor": str(HEAD) if deed is Deed.CONFIRM else BOT,
                "action": deed.value,
                "chat": case["chat"],
                "target": case["member"],
                "message": case["number"],
                "case": case["number"],
                "clause": case["clauses"][0],
                "outcome": "выполнено" if deed is Deed.DELETE else None,
                "prev_hash": previous,
            }
            previous = row["hash"] = chain_hash(previous, row, memory.community)
            yield {"community": memory.community, **row}
