"""What a member is told of a case, and where: in the chat, or to him alone.

At night, and of what concerns nobody else, he is written to in private. Where VK lets the
community not write to him, the chat is told: at night by one summary in the morning.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.config.settings import Settings
from bot.held_offer import offer
from bot.night import is_night, quiet_hours_of
from bot.orders import Orders
from bot.people import People
from bot.texts.texts import Texts
from rules.regulation.acts import Act, Kind
from rules.regulation.cases import Case
from rules.regulation.decide import Answer, Decision
from rules.regulation.message import Message
from rules.regulation.policy import Policy

MORNING = "morning"  # instead of a private message that cannot be sent: the morning's summary


@dataclass(frozen=True, slots=True)
class Notices:
    settings: Settings
    texts: Texts
    people: People
    orders: Orders

    def of(self, decision: Decision, message: Message, now: datetime) -> Act:
        """The act that tells the member of his case, as it stands with this message."""
        case = decision.incident
        night = is_night(self.orders.rulebook(case.chat), now)
        public = {"to": case.chat, "text": self._text(decision, case, in_chat=True)}
        if decision.answer is not Answer.BLOCK:  # how to come back must not vanish
            public["vanish"] = self.settings.notices.delete_after.total_seconds()
        payload: dict[str, Any] = public
        if night or any(policy.private for policy in self._policies(decision)):
            payload = {"to": case.member, "text": self._private(decision, case, message)}
            payload["otherwise"] = MORNING if night else public
            self._offer(payload, decision, message)
        return Act(
            kind=Kind.SEND,
            chat=case.chat,
            target=case.member,
            case=case.number,
            payload=payload,
        )

    def _policies(self, decision: Decision) -> list[Policy]:
        policies = self.orders.rulebook(decision.incident.chat).policies
        return [policies[v.rule] for v in decision.violations if v.certain]

    def _text(self, decision: Decision, case: Case, *, in_chat: bool) -> str:
        known = self._known(decision, case)
        if decision.answer is Answer.BLOCK and decision.block is not None:
            return self.texts.render(
                "notices.blocked",
                **known,
                length=str(decision.block.term),
                until=decision.block.until,
                enforcement=self.settings.blocks.enforcement.value,
            )
        if case.clauses == ("3.3.6",) and in_chat:
            return self.texts.render("notices.personal_data_in_chat", **known)
        if decision.answer is Answer.REMIND:
            deleted = case.messages if decision.delete else 0
            return self.texts.render("notices.reminded", **known, deleted=deleted)
        return self.texts.render(
            "notices.deleted" if decision.delete else "notices.warned", **known
        )

    def _private(self, decision: Decision, case: Case, message: Message) -> str:
        known = self._known(decision, case)
        if decision.answer is Answer.BLOCK:
            return self._text(decision, case, in_chat=False)
        if "3.3.6" in case.clauses:
            return self.texts.render("notices.personal_data", **known, what="")
        quiet = quiet_hours_of(self.orders.rulebook(case.chat))
        if case.clauses == ("3.3.1",) and quiet is not None:
            return self.texts.render(
                "notices.night",
                **known,
                sent_at=message.sent_at,
                opens=f"{quiet.start:%H:%M}",
                closes=f"{quiet.end:%H:%M}",
            )
        return self._text(decision, case, in_chat=False)

    def _offer(self, payload: dict[str, Any], decision: Decision, message: Message) -> None:
        """Of what only the quiet hours forbade: shown in the morning, if its author likes."""
        case = decision.incident
        quiet = quiet_hours_of(self.orders.rulebook(case.chat))
        has_words = bool(message.text.strip()) or case.messages > 1
        if case.clauses != ("3.3.1",) or quiet is None or not (has_words and decision.delete):
            return
        if decision.answer is Answer.BLOCK:
            return
        offered, payload["buttons"] = offer(self.texts, quiet, case.number, message.sent_at)
        payload["text"] = f"{payload['text']}\n{offered}"

    def _known(self, decision: Decision, case: Case) -> dict[str, Any]:
        return {
            "member": case.member,
            "name": self.people.name(case.chat, case.member),
            "chat": self.people.title(case.chat),
            "messages": case.messages,
            "clauses": case.clauses,
            "strike": decision.strike,
            "allowed": self.settings.strikes.allowed,
            "case": case.number,
        }
