"""How a question is put to a person: the words and the buttons that its card has as well."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.apology_questions import KEEP_TERM, LET_RETURN
from bot.card_faces import (
    ALLOW,
    ANNUL,
    BREACH,
    CITE,
    CITED,
    CLEAN,
    NO_BREACH,
    RIGHT,
    SEEN,
    UPHOLD,
    WRONG,
    fragments_of,
    word_of,
)
from bot.commands.appeals import ANNULLING, UPHOLDING
from bot.desk import Desk
from bot.judging.closing import DECLINE, SIGN
from bot.web.question import Choice, Question
from rules.regulation.cases import Case
from rules.regulation.message import Role
from rules.regulation.return_early import Apology
from storage.complaints import Complaint
from storage.signatures import Signature
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Putting:
    desk: Desk
    unit: Unit

    async def of_case(self, case: Case) -> Question:
        choices = [
            self._choice("cards.breach_button", BREACH, case.number, look="bad"),
            self._choice("cards.clean_button", CLEAN, case.number, look="good"),
        ]
        if await word_of(self.unit, case):
            choices.append(self._choice("cards.allow_button", ALLOW, case.number))
        return await self._asked("case", case, case.opened_at, tuple(choices))

    async def of_seen(self, case: Case) -> Question:
        choices = (
            self._choice("cards.right_button", RIGHT, case.number, look="good"),
            self._choice("cards.wrong_button", WRONG, case.number, look="bad"),
        )
        return await self._asked("seen", case, case.opened_at, choices)

    async def of_appeal(self, case: Case) -> Question:
        appeal = await self.unit.appeals.get(case.number)
        more = tuple(
            (
                self.desk.texts.render(f"appeals.{heading}_button"),
                tuple(
                    self._choice(f"appeals.{name}_button", do, case.number, r=place)
                    for place, name in enumerate(reasons)
                ),
            )
            for heading, do, reasons in (
                ("uphold", UPHOLD, UPHOLDING),
                ("annul", ANNUL, ANNULLING),
            )
        )
        question = await self._asked("appeal", case, case.opened_at, ())
        if appeal is None:
            return question
        return replace(question, at=appeal.filed_at, words=appeal.words, more=more)

    async def of_signature(self, signature: Signature, case: Case) -> Question:
        choices = (
            self._choice("sanctions.button_sign", SIGN, signature.id, look="bad"),
            self._choice("sanctions.button_decline", DECLINE, signature.id, look="good"),
        )
        question = await self._asked("signature", case, signature.asked_at, choices)
        return replace(
            question, words=signature.reason, by=signature.moderator, term=signature.term
        )

    async def of_apology(self, apology: Apology) -> Question:
        _, words = await self.unit.apologies.shown(apology.case)
        return Question(
            kind="apology",
            chat=apology.chat,
            member=apology.member,
            at=apology.until,
            number=apology.case,
            words=words,
            choices=(
                self._choice("apologies.return_button", LET_RETURN, apology.case, look="good"),
                self._choice("apologies.keep_button", KEEP_TERM, apology.case),
            ),
        )

    async def of_complaint(self, complaint: Complaint) -> Question:
        kept = await self.unit.evidence.of_message(complaint.chat, complaint.message)
        number = complaint.id
        more: tuple[tuple[str, tuple[Choice, ...]], ...] = ()
        if is_of_member(self.desk, complaint):
            cites = tuple(
                Choice(
                    f"{clause.cited}, {clause.title}",
                    CITE,
                    (("n", number), ("c", clause.number)),
                )
                for clause in CITED
            )
            more = ((self.desk.texts.render("cards.breach_button"), cites),)
            choices = (self._choice("complaints.clean_button", NO_BREACH, number, look="good"),)
        else:
            choices = (self._choice("complaints.seen_button", SEEN, number, look="good"),)
        return Question(
            kind="complaint",
            chat=complaint.chat,
            member=complaint.author,
            at=complaint.at,
            number=number,
            fragments=kept[:1],
            choices=choices,
            more=more,
        )

    def _choice(self, name: str, do: str, number: int, *, look: str = "", **more: int) -> Choice:
        return Choice(self.desk.texts.render(name), do, (("n", number), *more.items()), look)

    async def _asked(
        self, kind: str, case: Case, at: datetime, choices: tuple[Choice, ...]
    ) -> Question:
        return Question(
            kind=kind,
            chat=case.chat,
            member=case.member,
            at=at,
            number=case.number,
            clauses=case.clauses,
            fragments=tuple(await fragments_of(self.unit, case)),
            choices=choices,
        )


def is_of_member(desk: Desk, complaint: Complaint) -> bool:
    """Is it about a member's message? A moderator's is for the administrators alone."""
    return desk.people.role(complaint.chat, complaint.author) is Role.MEMBER
