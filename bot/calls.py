"""One act, one call to the messenger, and what came of it. Nothing is recorded here."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.outcomes import Outcome
from bot.ports import Clock, Fates, Messenger, Refused, Revoked, Unavailable
from rules.regulation.acts import Act, Kind
from rules.regulation.moments import later
from storage.outbox import Fate, Pending
from storage.unit import Memory

log = structlog.get_logger(__name__)

Way = Callable[[tuple[Pending, ...]], Awaitable[list[tuple[Pending, Outcome]]]]

LONGEST_PAUSE = 300.0  # seconds between two tries of one act


@dataclass(slots=True)
class Calls:
    messenger: Messenger
    memory: Memory
    clock: Clock
    started_at: datetime  # what is older may have been tried before a crash
    revoked: asyncio.Event = field(default_factory=asyncio.Event)  # the token died

    async def make(self, together: tuple[Pending, ...]) -> list[tuple[Pending, Outcome]]:
        """Carry out acts that go together: deletes of one chat, or one act alone."""
        late = tuple(one for one in together if one.expires_at < self.clock())
        rest = tuple(one for one in together if one not in late)
        return [*await self._tried(late, self._late), *await self._tried(rest, self._timely)]

    async def _tried(self, some: tuple[Pending, ...], way: Way) -> list[tuple[Pending, Outcome]]:
        if not some:
            return []
        try:
            return await way(some)
        except Refused as refusal:
            return [(one, Outcome.refused(refusal)) for one in some]
        except Unavailable as error:
            return [(one, self._again(one, error)) for one in some]
        except Revoked as error:
            self.revoked.set()
            return [(one, self._again(one, Unavailable(str(error)))) for one in some]

    async def _timely(self, some: tuple[Pending, ...]) -> list[tuple[Pending, Outcome]]:
        if some[0].act.kind is Kind.DELETE:
            return await self._delete(some)
        return [(some[0], await self._single(some[0]))]

    async def _late(self, some: tuple[Pending, ...]) -> list[tuple[Pending, Outcome]]:
        """Too late for another try; but what an earlier one has deleted is told as deleted."""
        doubted = [one for one in some if one.act.kind is Kind.DELETE and self._is_repeat(one)]
        gone = await self._gone(some[0].act.chat, doubted)
        late = Outcome(Fate.DROPPED, why="поздно")
        return [
            (one, Outcome(Fate.DONE) if one in doubted and one.act.message in gone else late)
            for one in some
        ]

    def _again(self, pending: Pending, error: Unavailable) -> Outcome:
        pause = min(LONGEST_PAUSE, 0.5 * 2 ** min(pending.attempts, 12))
        pause = max(error.wait, pause) * random.uniform(1.0, 1.5)  # noqa: S311 - jitter
        log.warning(
            "an act is put off", act=pending.act.kind, why=str(error), pause=round(pause, 1)
        )
        return Outcome(Fate.WAITING, again_at=later(self.clock(), timedelta(seconds=pause)))

    async def _delete(self, together: tuple[Pending, ...]) -> list[tuple[Pending, Outcome]]:
        chat = together[0].act.chat
        numbers = [one.act.message for one in together if one.act.message is not None]
        numbers = list(dict.fromkeys(numbers))  # the second word on one message would be a refusal
        try:
            fates = await self.messenger.delete(chat, numbers)
        except Refused as refusal:
            fates = dict.fromkeys(numbers, refusal)
        doubted = [one for one in together if fates[one.act.message or 0] and self._is_repeat(one)]
        gone = await self._gone(chat, doubted)
        return [(one, self._fate(one, fates, gone)) for one in together]

    def _fate(self, one: Pending, fates: Fates, gone: frozenset[int]) -> Outcome:
        error = fates[one.act.message or 0]
        if error is None or one.act.message in gone:
            return Outcome(Fate.DONE)
        if isinstance(error, Refused):
            return Outcome.refused(error)
        return self._again(one, error)

    def _is_repeat(self, one: Pending) -> bool:
        """May an earlier try have done it already, its answer lost?"""
        return one.attempts > 0 or one.created_at <= self.started_at

    async def _gone(self, chat: int, doubted: Iterable[Pending]) -> frozenset[int]:
        """Which refused messages are not there any more: an earlier try deleted them."""
        numbers = {one.act.message for one in doubted if one.act.message is not None}
        if not numbers:
            return frozenset()
        try:
            return frozenset(numbers) - await self.messenger.still_there(chat, sorted(numbers))
        except Refused:
            return frozenset()  # nobody tells: what the messenger said last is what we know

    async def _single(self, pending: Pending) -> Outcome:
        act = pending.act
        match act.kind:
            case Kind.SEND:
                text, to = str(act.payload["text"]), int(act.payload["to"])
                more = dict(act.payload.get("more") or {}) | _buttons(act)
                number = await self.messenger.send(to, text, pending.random_id, **more)
                return Outcome(Fate.DONE, {"message": number})
            case Kind.EDIT:
                return await self._edit(act)
            case Kind.RESTRICT:
                until = datetime.fromisoformat(str(act.payload["until"]))
                seconds = int((until - self.clock()).total_seconds())
                if seconds <= 0:
                    return Outcome(Fate.DROPPED, why="срок уже закончился")
                await self.messenger.restrict(act.chat, act.target or 0, seconds)
            case Kind.RELEASE:
                await self.messenger.release(act.chat, act.target or 0)
            case Kind.REMOVE:
                await self.messenger.remove(act.chat, act.target or 0)
            case Kind.INVITE:
                return Outcome(Fate.DONE, {"link": await self.messenger.invite_link(act.chat)})
            case Kind.ANSWER:
                event, text = str(act.payload["event"]), str(act.payload["text"])
                await self.messenger.answer(event, act.target or 0, act.chat, text)
            case Kind.DELETE:
                raise AssertionError("deletes go together")
        return Outcome(Fate.DONE)

    async def _edit(self, act: Act) -> Outcome:
        async with self.memory.look() as unit:
            sent = await unit.outbox.get(int(act.payload["of"]))
            fate, result = await unit.outbox.fate(int(act.payload["of"]))
        number = int(result.get("message") or 0)
        if sent is None or fate is not Fate.DONE or not number:
            return Outcome(Fate.DROPPED, why="сообщения нет")
        to, text = int(sent.act.payload["to"]), str(act.payload["text"])
        await self.messenger.edit(to, number, text, **_buttons(act))
        return Outcome(Fate.DONE)


def _buttons(act: Act) -> dict[str, Any]:
    return {"buttons": act.payload["buttons"]} if "buttons" in act.payload else {}
