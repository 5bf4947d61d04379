"""What is found when all is over: VK's side, the database's side, and what people did."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, select

from benchmarks.chaos.said import Ledger, Place
from benchmarks.chaos.school import School
from bot.config import Settings
from rules.regulation.ladder import Standing
from storage import tables
from storage.unit import Memory

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OwnMessage:
    """A message of the bot, as VK keeps it; taken back or not."""

    place: Place
    random_id: int


@dataclass(frozen=True, slots=True)
class InVk:
    deleted: Mapping[Place, int]  # messages of people that are gone → who deleted them
    own: tuple[OwnMessage, ...]
    restricted: Mapping[tuple[int, int], datetime | None]  # (chat, member) → until
    members: frozenset[tuple[int, int]]  # (chat, member)


@dataclass(frozen=True, slots=True)
class InDatabase:
    chain_fault: str  # the journal's; empty when it is whole
    journal: tuple[Row, ...]
    cases: tuple[Row, ...]
    case_messages: tuple[Row, ...]
    sanctions: tuple[Row, ...]
    outbox: tuple[Row, ...]
    set_aside: tuple[Row, ...]
    last_case: int  # as the counter has it
    standings: Mapping[tuple[int, int], Standing]  # (chat, member) → what his cases amount to


@dataclass(frozen=True, slots=True)
class Evidence:
    now: datetime
    bot: int  # as an author: below zero
    ledger: Ledger
    vk: InVk
    kept: InDatabase


def in_vk(school: School, bot: int) -> InVk:
    world = school.world
    talks = [*world.chats.values(), *world.community.dialogs.values()]
    messages = [message for talk in talks for message in talk.messages]
    return InVk(
        deleted={
            (m.peer_id, m.cmid): m.deleted_by
            for m in messages
            if m.deleted_by is not None and m.from_id != bot
        },
        own=tuple(
            OwnMessage((m.peer_id, m.cmid), m.random_id)
            for m in messages
            if m.from_id == bot and m.action is None
        ),
        restricted={
            (chat.peer_id, member): restriction.until
            for chat in school.chats
            for member, restriction in world.restricted(chat).items()
        },
        members=frozenset(
            (chat.peer_id, member) for chat in school.chats for member in chat.members
        ),
    )


async def in_database(settings: Settings, now: datetime) -> InDatabase:
    """Read by the bot's own tables, and nothing of it by its memory."""
    community = settings.vk.group_id
    memory = Memory.at(settings.storage.url, community, settings.zone, lambda: 1)
    try:
        async with memory.look() as unit, memory.readers.connect() as connection:

            async def rows(table: Table) -> tuple[Row, ...]:
                query = (
                    select(table).where(table.c.community == community).order_by(*table.primary_key)
                )
                found = (await connection.execute(query)).all()
                return tuple(dict(zip(map(str, row._fields), row, strict=True)) for row in found)

            fault = await unit.journal.verify()
            cases = await rows(tables.cases)
            members = {(case["chat"], case["member"]) for case in cases}
            standings = {
                (chat, member): settings.ladder.standing(
                    await unit.cases.of_member(chat, member), now
                )
                for chat, member in sorted(members)
            }
            return InDatabase(
                chain_fault=f"строка {fault.seq}: {fault.problem}" if fault else "",
                journal=await rows(tables.journal),
                cases=cases,
                case_messages=await rows(tables.case_messages),
                sanctions=await rows(tables.sanctions),
                outbox=await rows(tables.outbox),
                set_aside=await rows(tables.set_aside),
                last_case=await unit.cases.next_number() - 1,
                standings=standings,
            )
    finally:
        await memory.close()
