"""What follows from a decision, as rows: case, journal, evidence, and what has to be done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.cards import show
from bot.desk import Desk
from bot.held import keep
from bot.reminder import consider
from rules.regulation.acts import Act, Kind
from rules.regulation.clauses import BLOCKING
from rules.regulation.decide import Answer, Decision
from rules.regulation.entry import Deed, Entry
from rules.regulation.message import Message
from rules.regulation.violation import Violation
from storage.cases import Telling
from storage.outbox import Fate
from storage.sanctions import Sanction
from storage.unit import Unit

_OUTCOME = {
    Answer.STAFF: "сотрудник: без взыскания, для администраторов школы",
    Answer.OBSERVE: "наблюдение: ничего не сделано",
    Answer.REVIEW: "сомнительно: решает модератор",
    Answer.SILENT: "доступ уже ограничен",
    Answer.REMIND: "напоминание",
    Answer.WARN: "предупреждение",
    Answer.BLOCK: "ограничение доступа",
}
_DEED = {
    Answer.REMIND: Deed.REMINDER,
    Answer.WARN: Deed.WARNING,
    Answer.BLOCK: Deed.BLOCK,
}


@dataclass(frozen=True, slots=True)
class Consequences:
    desk: Desk

    async def record(self, unit: Unit, message: Message, decision: Decision, now: datetime) -> None:
        """Write everything that the decision means. No call to the messenger is made here."""
        if decision.case is not None:
            await unit.cases.save(decision.case)
            await unit.cases.add_message(decision.case.number, message, decision.violations)
        entries = [
            await self._violation(unit, message, decision, v, now) for v in decision.violations
        ]
        if decision.raised and decision.answer in _DEED:
            entries.append(self._deed(message, decision))
        await unit.journal.add(entries, now)
        if decision.delete:
            await unit.outbox.add(self._deletion(message, decision), now)
            await keep(self.desk, unit, message, decision, now)
        await show(self.desk, unit, message, decision, now)
        if decision.answer not in _DEED:
            return
        told = await self._tell(unit, message, decision, now)
        if decision.block is not None and decision.raised:
            await self.desk.blocks.impose(unit, decision.block, message.chat, message.author, told)
        if decision.raised:
            await consider(self.desk, unit, message.chat, now)

    async def delete_of_blocked(
        self, unit: Unit, message: Message, block: Sanction, now: datetime
    ) -> None:
        """What a blocked member writes is deleted, where the block is kept by deletion."""
        act = Act(
            kind=Kind.DELETE,
            chat=message.chat,
            target=message.author,
            message=message.id,
            case=block.case,
            clause=BLOCKING.number,
        )
        await unit.outbox.add(act, now)

    async def _violation(
        self, unit: Unit, message: Message, decision: Decision, violation: Violation, now: datetime
    ) -> Entry:
        digest = None
        case = decision.case.number if decision.case else None
        counted = violation.certain or decision.answer not in (*_DEED, Answer.SILENT)
        if kept := violation.evidence or violation.fragment:
            until = self.desk.settings.evidence.keep.after(now)
            digest = await unit.evidence.keep(kept, message, case, self.desk.salt(), until)
        return Entry(
            action=Deed.VIOLATION,
            chat=message.chat,
            target=message.author,
            message=message.id,
            case=case,
            clause=violation.clause.number,
            rule=violation.rule,
            reason=None if violation.certain else "сомнительно",
            outcome=_OUTCOME[decision.answer] if counted else "рядом с нарушением: не считается",
            evidence=digest,
        )

    def _deed(self, message: Message, decision: Decision) -> Entry:
        case = decision.incident
        reason = ""
        if decision.answer is Answer.WARN:
            reason = f"предупреждение {decision.strike} из {self.desk.settings.strikes.allowed}"
        if decision.block is not None:
            reason = f"до {decision.block.until.isoformat(timespec='seconds')}"
        return Entry(
            action=_DEED[decision.answer],
            chat=message.chat,
            target=message.author,
            message=message.id,
            case=case.number,
            clause=BLOCKING.number if decision.block else case.clauses[0],
            reason=reason or None,
        )

    @staticmethod
    def _deletion(message: Message, decision: Decision) -> Act:
        certain = [v.clause.number for v in decision.violations if v.certain]
        case = decision.case.number if decision.case else None
        return Act(
            kind=Kind.DELETE,
            chat=message.chat,
            target=message.author,
            message=message.id,
            case=decision.block.case if decision.block else case,
            clause=certain[0],
        )

    async def _tell(self, unit: Unit, message: Message, decision: Decision, now: datetime) -> int:
        """Tell the member: one notice for a case, and later breaches change its words."""
        case = decision.incident
        notice = self.desk.notices.of(decision, message, now)
        before = await unit.cases.telling(case.number)
        if decision.raised or not before.way:
            told = await unit.outbox.add(notice, now)
            await unit.cases.tell(case.number, Telling("told", told))
            return told
        if before.notice is not None:
            await self._reword(unit, before.notice, notice, now)
        return before.notice or 0

    @staticmethod
    async def _reword(unit: Unit, sent: int, notice: Act, now: datetime) -> None:
        text = str(notice.payload["text"])
        if await unit.outbox.reword(sent, text):
            return
        for waiting in await unit.outbox.waiting(notice.chat, Kind.EDIT):
            if waiting.act.payload.get("of") == sent and await unit.outbox.reword(waiting.id, text):
                return
        fate, _ = await unit.outbox.fate(sent)
        if fate in (Fate.DONE, Fate.WAITING):
            payload: dict[str, Any] = {"of": sent, "text": text}
            if "buttons" in notice.payload:
                payload["buttons"] = notice.payload[
                    "buttons"
                ]  # an edit without them takes them away
            edit = Act(
                kind=Kind.EDIT,
                chat=notice.chat,
                target=notice.target,
                case=notice.case,
                after=sent,
                payload=payload,
            )
            await unit.outbox.add(edit, now)
