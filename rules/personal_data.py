"""Пункт 3.3 (6) — в общем чате не публикуют информацию личного характера.

What it does
    Finds telephones, bank cards and accounts, passports, SNILS, INN, birth certificates,
    health policies, e-mails, home addresses, passwords, a named child's sickness and, as
    doubtful, a named family's troubles, in the forms that people write them in; also requests
    to send such data into the chat, documents hung on a message or said to be shown in it, and
    people named under a photo («на фото Иванов Петя, 5Б»).
    Certain where a check digit, a full shape or the word beside it proves the kind; doubtful
    otherwise. What is kept of it is the kind and two digits.

Why
    Thirty families, and whoever they show the chat to, read it; a number that was read once
    cannot be called back.

Allowed
    Prices, dates, timetables, exercise numbers, orders, meeting links; public addresses and
    telephones of schools, museums and shops; emergency numbers; notes on health that name
    nobody; «пришлите СНИЛС мне в личные сообщения».

Breaks it     «Мой номер 8 912 345-67-89»
              «У Пети Иванова ветрянка»
Allowed       «Музей: ул. Ленина, д. 5, касса 234-56-78»
              «В классе карантин по ветрянке»
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from rules.language.limits import LONGEST_TEXT
from rules.language.personal.numbered import surroundings_of_numbers
from rules.language.personal.papers import papers_in
from rules.language.personal.search import personal_data_in
from rules.regulation.clauses import PERSONAL_DATA, Clause
from rules.regulation.message import Context, Message
from rules.regulation.violation import Violation

# Why a number passed, by the words around it; the first that fits is told.
_PASSED = {
    "public": "рядом названо учреждение",
    "order": "речь о заказе",
    "id": "рядом названы код, встреча или билет",
    "book": "речь об учебнике и заданиях",
    "sum": "это условие задачи",
}


@dataclass(frozen=True, slots=True)
class PersonalData:
    """`allowed` are texts that may be published as they stand: the school's own numbers."""

    name: ClassVar[str] = "personal_data"
    clause: ClassVar[Clause] = PERSONAL_DATA

    allowed: Annotated[
        tuple[str, ...],
        "Данные, которые публиковать можно: телефоны и адреса самой школы.",
    ] = ()

    def check(self, message: Message, context: Context) -> Violation | None:
        best = papers_in(message) if message.attachments else None
        for finding in personal_data_in(message.text[:LONGEST_TEXT]):
            if best is not None and finding.certain <= best.certain:
                continue
            if not self._is_allowed(message.text[finding.start : finding.end]):
                best = finding
        if best is None:
            return None
        return Violation(
            self.name,
            self.clause,
            certain=best.certain,
            fragment=message.text[best.start : best.end],
            start=best.start,
            evidence=best.masked,
        )

    def near_miss(self, message: Message, context: Context) -> str | None:
        text = message.text[:LONGEST_TEXT]
        if self.check(message, context) is not None:
            return None
        if personal_data_in(text):
            return "Личные данные пропущены: школа разрешила их публиковать."
        near = surroundings_of_numbers(text)
        reason = next((why for kind, why in _PASSED.items() if kind in near), None)
        return None if reason is None else f"Число похоже на личные данные, но {reason}."

    def _is_allowed(self, datum: str) -> bool:
        return any(_bare(own) == _bare(datum) for own in self.allowed)


def _bare(datum: str) -> str:
    return "".join(filter(str.isalnum, datum)).casefold().removeprefix("7").removeprefix("8")
