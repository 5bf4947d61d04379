"""A memory without a database and a desk without a messenger: ten thousand histories are played
through the real judging in minutes. It holds what the judging asks of it, and nothing more.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from bot.blocks import Blocks
from bot.config import settings_from
from bot.desk import Desk
from bot.health.vitals import Vitals
from bot.notices import Notices
from bot.orders import Orders
from bot.people import People
from bot.ports import Person
from bot.recent import Recent
from bot.texts.texts import Texts
from rules.regulation.cases import Case
from rules.regulation.entry import Entry
from rules.regulation.ladder import Block
from rules.regulation.message import Message
from rules.regulation.policy import Enforcement
from rules.regulation.violation import Violation
from storage.cases import Broken, Telling
from storage.outbox import Fate
from storage.sanctions import Course, Sanction
from storage.signatures import Answered, Signature

MOSCOW = ZoneInfo("Europe/Moscow")
NOON = datetime(2026, 9, 1, 12, tzinfo=MOSCOW)
CHAT = 2_000_000_001
MARIA, OLGA, HEAD, ANNA, BORIS, PAVEL = 1, 2, 3, 11, 12, 13
TEXTS = Texts()
SETTINGS = settings_from(
    {"vk": {"token": "x" * 20, "group_id": 1}, "school": {"admins": [HEAD]}}
)  # once: the sentences are compiled with it


@dataclass
class Cases:
    held: dict[int, Case] = field(default_factory=dict)
    broken: dict[int, list[Broken]] = field(default_factory=dict)
    told: dict[int, Telling] = field(default_factory=dict)
    reported: dict[int, frozenset[int]] = field(default_factory=dict)

    async def of_member(self, chat: int, member: int) -> tuple[Case, ...]:
        return tuple(c for c in self.held.values() if (c.chat, c.member) == (chat, member))

    async def of_person(self, member: int) -> tuple[Case, ...]:
        return tuple(c for c in self.held.values() if c.member == member)

    async def get(self, number: int) -> Case | None:
        return self.held.get(number)

    async def next_number(self) -> int:
        return len(self.held) + 1

    async def save(self, case: Case) -> None:
        self.held[case.number] = case

    async def add_message(
        self, case: int, message: Message, violations: Sequence[Violation]
    ) -> None:
        self.broken.setdefault(case, []).extend(
            Broken(message.id, v.rule, v.clause.number, v.certain, message.sent_at)
            for v in violations
        )

    async def point_at(
        self, case: int, message: Message, clause: str, *, rule: str, certain: bool
    ) -> None:
        for broken in self.broken.values():
            broken[:] = [b for b in broken if (b.message, b.rule) != (message.id, rule)]
        found = Broken(message.id, rule, clause, certain, message.sent_at)
        self.broken.setdefault(case, []).append(found)

    async def of_message(self, chat: int, message: int) -> Case | None:
        of = [n for n, broken in self.broken.items() if any(b.message == message for b in broken)]
        return self.held[max(of)] if of else None

    async def messages_of(self, number: int) -> tuple[Broken, ...]:
        return tuple(self.broken.get(number, ()))

    async def reporters(self, number: int) -> frozenset[int]:
        return self.reported.get(number, frozenset())

    async def telling(self, number: int) -> Telling:
        return self.told.get(number, Telling(""))

    async def tell(self, number: int, telling: Telling) -> None:
        self.told[number] = telling


@dataclass
class Sanctions:
    held: dict[int, Sanction] = field(default_factory=dict)

    async def impose(
        self, block: Block, chat: int, member: int, enforcement: Enforcement
    ) -> Sanction:
        self.held[block.case] = Sanction(
            case=block.case,
            chat=chat,
            member=member,
            since=block.since,
            until=block.until,
            enforcement=enforcement,
        )
        return self.held[block.case]

    async def in_force(self) -> tuple[Sanction, ...]:
        return tuple(s for s in self.held.values() if s.course is Course.IN_FORCE)

    async def due(self, now: datetime) -> tuple[Sanction, ...]:
        return tuple(s for s in await self.in_force() if s.until <= now)

    async def of_case(self, case: int) -> Sanction | None:
        return self.held.get(case)

    async def change(self, case: int, **values: Any) -> None:
        self.held[case] = replace(self.held[case], **values)


@dataclass
class Signatures:
    held: dict[int, Signature] = field(default_factory=dict)

    async def ask(self, signature: Signature) -> int:
        number = len(self.held) + 1
        self.held[number] = replace(signature, id=number)
        return number

    async def get(self, number: int) -> Signature | None:
        return self.held.get(number)

    async def of_case(self, case: int) -> tuple[Signature, ...]:
        return tuple(s for s in self.held.values() if s.case == case)

    async def unanswered(self, asked_before: datetime) -> tuple[Signature, ...]:
        return tuple(s for s in self.held.values() if s.is_open and s.asked_at <= asked_before)

    async def answer(self, number: int, state: Answered, now: datetime, by: int | None) -> bool:
        was = self.held[number]
        if was.is_open:
            self.held[number] = replace(was, state=state, decided_at=now, decided_by=by)
        return was.is_open


@dataclass
class Journal:
    rows: list[Entry] = field(default_factory=list)

    async def add(self, entries: Sequence[Entry], at: datetime) -> None:
        self.rows.extend(entries)

    async def latest(self, limit: int, **which: Any) -> list[dict[str, Any]]:
        found = [r for r in self.rows if all(getattr(r, k) == v for k, v in which.items())]
        return [{"action": r.action, "target": r.target} for r in reversed(found)][:limit]

    def of_case(self, number: int) -> Counter[str]:
        return Counter(row.action.value for row in self.rows if row.case == number)


@dataclass
class Outbox:
    acts: list[Any] = field(default_factory=list)

    async def add(self, act: Any, now: datetime) -> int:
        self.acts.append(act)
        return len(self.acts)

    async def reword(self, number: int, text: str) -> bool:
        return False

    async def of_case(self, case: int, kind: Any) -> tuple[Any, ...]:
        return ()

    async def waiting(self, chat: int, kind: Any) -> tuple[Any, ...]:
        return ()

    async def fate(self, number: int) -> tuple[Fate, dict[str, Any]]:
        return Fate.DONE, {"message": number}


class Memory:
    """What `storage.unit.Unit` is to the judging."""

    def __init__(self) -> None:
        self.cases, self.sanctions, self.signatures = Cases(), Sanctions(), Signatures()
        self.journal, self.outbox = Journal(), Outbox()
        self.cards = SimpleNamespace(owe=_true, of=_none, drop=_nothing)
        self.appeals = SimpleNamespace(decide=_false)
        self.complaints = SimpleNamespace(of_message=_none)
        self.evidence = SimpleNamespace(keep=_digest, of_message=_none)
        self.acquaintances = SimpleNamespace(get=_nothing)


async def _true(*given: Any, **more: Any) -> bool:
    return True


async def _false(*given: Any, **more: Any) -> bool:
    return False


async def _none(*given: Any) -> tuple[Any, ...]:
    return ()


async def _digest(*given: Any) -> str:
    return "0" * 64


async def _nothing(*given: Any) -> None:
    return None


def a_desk() -> Desk:
    """Maria and Olga moderate the chat, Nina is the head; Anna and Boris are members of it."""
    orders: Any = None
    people = People(
        None,  # type: ignore[arg-type]  # nobody is asked: everybody is known
        lambda: NOON,
        frozenset([HEAD]),
        lambda chat: orders.moderators(chat),
    )
    orders = Orders(SETTINGS, people)
    staff = [Person(MARIA, "Мария", True), Person(OLGA, "Ольга", True)]
    members = [Person(ANNA, "Анна"), Person(BORIS, "Борис")]
    people.remember(CHAT, [*staff, *members], True, "5А родители")
    people.remember(CHAT + 1, [Person(PAVEL, "Павел", True)], True, "6Б родители")
    blocks = Blocks(SETTINGS, TEXTS, people, orders)
    notices = Notices(SETTINGS, TEXTS, people, orders)
    return Desk(
        SETTINGS,
        TEXTS,
        people,
        orders,
        blocks,
        notices,
        Recent(),
        lambda: b"0" * 16,
        Vitals(lambda: NOON),
    )
