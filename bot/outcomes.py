"""What follows when an act is over: the journal's row, the fallback, the next act."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Self

from bot.blocks import Blocks
from bot.night import until_morning
from bot.notices import MORNING
from bot.ports import Refused
from bot.texts.texts import Texts
from rules.regulation.acts import Act, Kind, Urgency
from rules.regulation.entry import Deed, Entry
from storage.cases import Telling
from storage.outbox import Fate, Pending
from storage.unit import Unit

_DEEDS = {
    Kind.DELETE: Deed.DELETE,
    Kind.RESTRICT: Deed.RESTRICT,
    Kind.RELEASE: Deed.RELEASE,
    Kind.REMOVE: Deed.REMOVE,
    Kind.INVITE: Deed.INVITE,
}
_GONE = frozenset({935, 936})  # he is not in the chat: there is nobody to remove
_MUTE = frozenset({900, 901, 902, 936})  # the person cannot be written to in private


@dataclass(frozen=True, slots=True)
class Outcome:
    fate: Fate
    result: Mapping[str, Any] = field(default_factory=dict)
    why: str = ""
    code: int = 0  # the messenger's, of a refusal
    again_at: datetime | None = None  # the next try of what is still waiting

    @classmethod
    def refused(cls, refusal: Refused) -> Self:
        return cls(Fate.REFUSED, why=str(refusal), code=refusal.code)

    @property
    def words(self) -> str:
        """For the journal."""
        if self.fate is Fate.DONE:
            return "выполнено"
        return self.why or "не выполнено"


@dataclass(frozen=True, slots=True)
class Outcomes:
    blocks: Blocks
    texts: Texts

    async def record(self, unit: Unit, pending: Pending, outcome: Outcome, now: datetime) -> None:
        if outcome.again_at is not None:
            await unit.outbox.put_off(pending.id, outcome.again_at)
            return
        if not await unit.outbox.finish(pending.id, outcome.fate, outcome.result):
            return
        act = pending.act
        if act.payload.get("forget"):
            await unit.outbox.forget(pending)
        if act.kind in _DEEDS and not act.payload.get("own"):
            await unit.journal.add([_entry(act, outcome)], now)
        if outcome.fate is Fate.DONE:
            await self._done(unit, act, outcome, now)
        elif act.kind in (Kind.RESTRICT, Kind.REMOVE) and outcome.fate is Fate.REFUSED:
            if act.case is not None:
                await self.blocks.fall_back(unit, act.case)
            if act.kind is Kind.REMOVE and outcome.code not in _GONE:
                await self._call_for_help(unit, act, outcome, now)
        elif act.kind is Kind.SEND:
            await self._unsent(unit, act, outcome, now)

    async def _done(self, unit: Unit, act: Act, outcome: Outcome, now: datetime) -> None:
        if act.kind is Kind.SEND and act.payload.get("vanish") and outcome.result.get("message"):
            vanish = Act(
                kind=Kind.DELETE,
                chat=int(act.payload["to"]),
                message=int(outcome.result["message"]),
                delay=timedelta(seconds=float(act.payload["vanish"])),
                urgency=Urgency.HOUSEKEEPING,
                payload={"own": True},
            )
            await unit.outbox.add(vanish, now)
        if act.kind is Kind.INVITE and act.target and outcome.result.get("link"):
            chat = {one.peer: one for one in await unit.chats.all()}.get(act.chat)
            text = self.texts.render(
                "notices.invited",
                chat=chat.title if chat else "",
                address=str(outcome.result["link"]),
            )
            payload = {"to": act.target, "text": text}
            await unit.outbox.add(replace(act, kind=Kind.SEND, payload=payload), now)

    async def _call_for_help(self, unit: Unit, act: Act, outcome: Outcome, now: datetime) -> None:
        """Whom VK does not let the bot remove, a person may: the moderators are told."""
        people, member = self.blocks.people, act.target or 0
        what = "moderators.removal_of_blocked" if act.case else "moderators.removal_of_leaver"
        known = {"name": people.name(act.chat, member)}
        text = self.texts.render(
            "moderators.refused_by_vk",
            chat=people.title(act.chat),
            what=self.texts.render(what, **known),
            why=outcome.words.rstrip("."),
            remedy=self.texts.render(f"{what}_remedy"),
        )
        staff = people.moderators(act.chat) or frozenset(self.blocks.settings.school.admins)
        wait = until_morning(self.blocks.orders.rulebook(act.chat), now)
        for one in sorted(staff - {member}):
            word = Act(
                kind=Kind.SEND,
                chat=act.chat,
                urgency=Urgency.REPLY,
                delay=wait,
                payload={"to": one, "text": text},
            )
            await unit.outbox.add(word, now)

    async def _unsent(self, unit: Unit, act: Act, outcome: Outcome, now: datetime) -> None:
        """A notice that could not be sent: another way, or a word in the journal."""
        otherwise = act.payload.get("otherwise") if outcome.code in _MUTE else None
        if isinstance(otherwise, dict):
            number = await unit.outbox.add(replace(act, payload=otherwise), now)
            if act.case is not None:
                await unit.cases.tell(act.case, Telling("told", number))
        elif otherwise == MORNING and act.case is not None:
            await unit.cases.tell(act.case, Telling("owed"))
        else:
            entry = Entry(
                action=Deed.NOTICE,
                chat=act.chat,
                target=act.target,
                case=act.case,
                clause=act.clause,
                outcome=outcome.words,
            )
            await unit.journal.add([entry], now)


def _entry(act: Act, outcome: Outcome) -> Entry:
    return Entry(
        action=_DEEDS[act.kind],
        chat=act.chat,
        target=act.target,
        message=act.message,
        case=act.case,
        clause=act.clause,
        outcome=outcome.words,
    )
