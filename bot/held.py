"""Night messages kept for their authors (3.3.1): shown in the morning where one asks for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from bot.desk import Desk
from bot.held_offer import expiry
from bot.night import quiet_hours_of
from bot.texts.words import quiet
from rules.regulation.acts import Act, Kind
from rules.regulation.clauses import QUIET_HOURS
from rules.regulation.decide import Answer, Decision
from rules.regulation.entry import BOT, Deed, Entry
from rules.regulation.message import Context, Message
from storage.held import Kept, Wish
from storage.unit import Unit

PIECE = 1700  # characters of words in one post: made quiet they at most double
ROOM = 3600  # characters of all words in one post; the messenger takes 4096
_LINE = 10  # «23:15 — » and the line's end


async def keep(desk: Desk, unit: Unit, message: Message, decision: Decision, now: datetime) -> None:
    """Keep the words of a message that was deleted for the quiet hours and nothing else."""
    quiet_hours = quiet_hours_of(desk.orders.rulebook(message.chat))
    broken = {violation.clause.number for violation in decision.violations}
    told = decision.answer in (Answer.REMIND, Answer.WARN) and decision.delete
    if not told or quiet_hours is None or decision.case is None:
        return
    if broken != {QUIET_HOURS.number} or not message.text.strip():
        return
    publish_at = quiet_hours.ends(message.sent_at)
    if expiry(publish_at) <= now:
        return  # heard of too late to ask anybody
    kept = Kept(
        chat=message.chat,
        message=message.id,
        member=message.author,
        case=decision.case.number,
        words=message.text.strip(),
        sent_at=message.sent_at,
        publish_at=publish_at,
        expires_at=expiry(publish_at),
    )
    if await unit.held.keep(kept):
        await note(unit, kept, BOT, "сохранено для автора", now)


async def note(unit: Unit, kept: Kept, actor: str, outcome: str, now: datetime) -> None:
    entry = Entry(
        action=Deed.HELD,
        actor=actor,
        chat=kept.chat,
        target=kept.member,
        message=kept.message,
        case=kept.case,
        clause=QUIET_HOURS.number,
        outcome=outcome,
    )
    await unit.journal.add([entry], now)


@dataclass(frozen=True, slots=True)
class NightMessages:
    """The chore: at opening time what was asked for is shown, and the rest is erased at noon."""

    desk: Desk

    async def waits(self, unit: Unit, now: datetime) -> bool:
        return bool(await unit.held.due(now))

    async def do(self, unit: Unit, now: datetime) -> None:
        due = sorted(await unit.held.due(now), key=_author)  # stable: the order of writing stays
        for _, group in groupby(due, key=_author):
            await self._of_author(unit, tuple(group), now)

    async def _of_author(self, unit: Unit, due: Sequence[Kept], now: datetime) -> None:
        silent = [one for one in due if one.wish is Wish.OFFERED]
        await self._drop(unit, silent, "ответа не было: слова стёрты", now)
        wanted = [one for one in due if one.wish is Wish.WANTED]
        late = [one for one in wanted if one.expires_at <= now]
        await self._refuse(unit, late, "held.too_late", "не успели опубликовать", now)
        intime = [one for one in wanted if one.expires_at > now]
        if intime and not await self._may_write(unit, intime[0]):
            await self._refuse(unit, intime, "held.cannot_write", "автору писать нельзя", now)
            return
        good = [one for one in intime if not self._broken(one, now)]
        bad = [one for one in intime if one not in good]
        clauses = tuple(dict.fromkeys(c for one in bad for c in self._broken(one, now)))
        reason = "нарушает правила: не опубликовано"
        await self._refuse(unit, bad, "held.breaks_rules", reason, now, clauses)
        await self._publish(unit, good, now)

    async def _may_write(self, unit: Unit, kept: Kept) -> bool:
        blocks = await unit.sanctions.in_force()
        blocked = any(b.chat == kept.chat and b.member == kept.member for b in blocks)
        return not blocked and kept.chat in self.desk.people.chats_of(kept.member)

    def _broken(self, kept: Kept, now: datetime) -> tuple[str, ...]:
        """The clauses that the words would break for certain if they were sent now."""
        message = Message(
            chat=kept.chat, id=kept.message, author=kept.member, sent_at=now, text=kept.words
        )
        orders = self.desk.orders
        context = Context(exceptions=orders.exceptions(kept.chat))
        found = (rule.check(message, context) for rule in orders.rules(kept.chat, now))
        return tuple(one.clause.number for one in found if one is not None and one.certain)

    async def _publish(self, unit: Unit, kept: Sequence[Kept], now: datetime) -> None:
        for post in _posts(kept):
            name = "held.one" if len(post) == 1 else "held.several"
            text = self.desk.texts.render(
                name,
                member=kept[0].member,
                name=self.desk.people.name(kept[0].chat, kept[0].member),
                lines=[{"at": at, "words": words} for at, words in post],
            )
            await unit.outbox.add(_send(kept[0], kept[0].chat, text), now)
        await unit.held.close(kept, Wish.PUBLISHED)
        for one in kept:
            await note(unit, one, BOT, "опубликовано от имени автора", now)

    async def _refuse(
        self,
        unit: Unit,
        kept: Sequence[Kept],
        name: str,
        outcome: str,
        now: datetime,
        clauses: tuple[str, ...] = (),
    ) -> None:
        """Drop what its author wanted to be shown, and tell him why, once."""
        if not kept:
            return
        chat = self.desk.people.title(kept[0].chat)
        text = self.desk.texts.render(name, chat=chat, clauses=clauses)
        await unit.outbox.add(_send(kept[0], kept[0].member, text), now)
        await self._drop(unit, kept, outcome, now)

    @staticmethod
    async def _drop(unit: Unit, kept: Sequence[Kept], outcome: str, now: datetime) -> None:
        await unit.held.close(kept, Wish.DROPPED)
        for one in kept:
            await note(unit, one, BOT, outcome, now)


def _author(kept: Kept) -> tuple[int, int]:
    return kept.chat, kept.member


def _posts(kept: Sequence[Kept]) -> Iterator[list[tuple[str, str]]]:
    """The words with their times, in as many posts as the messenger's limit asks for."""
    post: list[tuple[str, str]] = []
    taken = 0
    for one in kept:
        for start in range(0, len(one.words), PIECE):
            words = one.words[start : start + PIECE]
            length = len(quiet(words)) + _LINE
            if post and taken + length > ROOM:
                yield post
                post, taken = [], 0
            post.append((f"{one.sent_at:%H:%M}", words))
            taken += length
    if post:
        yield post


def _send(kept: Kept, receiver: int, text: str) -> Act:
    return Act(
        kind=Kind.SEND,
        chat=kept.chat,
        target=kept.member,
        case=kept.case,
        clause=QUIET_HOURS.number,
        payload={"to": receiver, "text": text},
    )
