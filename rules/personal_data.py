"""Пункт 3.3 (6) — в общем чате не публикуют информацию личного характера.

What it does
    Finds telephones, bank cards and accounts, passports, SNILS, INN, birth certificates,
    health policies, e-mails, home addresses, passwords and a named child's sickness, in the
    forms that people write them in; also requests to send such data into the chat, and
    documents hung on a message. Certain where a check digit, a full shape or the word beside
    it proves the kind; doubtful otherwise. What is kept of it is the kind and two digits.

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

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from rules.language.cues import Cue, Cues, Line, line_of
from rules.language.limits import LONGEST_TEXT
from rules.language.links import spans_of_links
from rules.language.numbers import NumberReading, read_numbers
from rules.language.personal.addresses import address_in
from rules.language.personal.credentials import credentials_in
from rules.language.personal.documents import (
    birth_certificates,
    judge_document,
    written_out_passports,
)
from rules.language.personal.emails import emails_in
from rules.language.personal.figures import Figures, figures_from, runs_in
from rules.language.personal.finding import Finding, Hint, near
from rules.language.personal.health import sickness_in
from rules.language.personal.papers import papers_in
from rules.language.personal.phones import judge_phone
from rules.language.personal.requests import request_in
from rules.language.personal.words import HINTS, TRIGGERS
from rules.regulation.clauses import PERSONAL_DATA, Clause
from rules.regulation.message import Context, Message
from rules.regulation.violation import Violation

_TRIGGERS = Cues(TRIGGERS)
_HINTS = Cues(HINTS)
_FIVE_DIGITS = re.compile(r"\d(?:\D*\d){4}")
_WHOLE_MESSAGE = frozenset({"public", "lives", "sum"})


@dataclass(frozen=True, slots=True)
class PersonalData:
    """`allowed` are texts that may be published as they stand: the school's own numbers."""

    name: ClassVar[str] = "personal_data"
    clause: ClassVar[Clause] = PERSONAL_DATA

    allowed: tuple[str, ...] = ()

    def check(self, message: Message, context: Context) -> Violation | None:
        paper = papers_in(message) if message.attachments else None
        best: Finding | None = paper
        for finding in _findings(message.text[:LONGEST_TEXT]):
            if self._is_allowed(message.text[finding.start : finding.end]):
                continue
            if best is None or finding.certain > best.certain:
                best = finding
            if best.certain:
                break
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

    def _is_allowed(self, datum: str) -> bool:
        return any(_bare(own) == _bare(datum) for own in self.allowed)


def _bare(datum: str) -> str:
    return "".join(filter(str.isalnum, datum)).casefold().removeprefix("7").removeprefix("8")


def _findings(text: str) -> Iterator[Finding]:
    """What there is, kind after kind; the dear ones are looked for only behind a sign."""
    line = line_of(text)
    triggers = _TRIGGERS.find(line)
    kinds = {cue.kind for cue in triggers}
    digits = _FIVE_DIGITS.search(text) is not None
    if not (digits or kinds or "@" in text):
        return
    lowered = text.lower()
    if "@" in text or "dictated" in kinds or "(at)" in lowered or "[at]" in lowered:
        yield from emails_in(text, lowered)
    if digits or "dictated" in kinds:
        yield from _numbers(text, line)
    if "dwelling" in kinds and any(map(str.isdigit, text)):
        yield from _addresses(text, line)
    if "sick" in kinds:
        found = sickness_in(line, triggers)
        if found is not None:
            yield found
    if "login" in kinds:
        yield from credentials_in(text, lowered)
    if "asked" in kinds:
        found = request_in(line)
        if found is not None:
            yield found


def _numbers(text: str, line: Line) -> Iterator[Finding]:
    numbers = read_numbers(text)
    hints = _places(line, _HINTS.find(line))
    if any(hint.kind == "passport" for hint in hints):
        for start, end, tail in written_out_passports(numbers.text):
            yield Finding("паспорт", *numbers.span(start, end), True, tail)
    yield from birth_certificates(text, any(hint.kind == "birth" for hint in hints))
    links = spans_of_links(text)
    for plus, groups in runs_in(numbers):
        place = 0
        while place < len(groups):
            chosen = None
            for figures in figures_from(groups, place, numbers.text, plus):
                start, end = numbers.span(figures.start, figures.end)
                if any(first < end and start < last for first, last in links):
                    continue
                verdict = _judge(figures, near(hints, start, end), numbers)
                if verdict is not None and (chosen is None or verdict[1] >= chosen[1]):
                    chosen = (verdict[0], verdict[1], figures)
            if chosen is None:
                place += 1
                continue
            kind, certain, figures = chosen
            start, end = numbers.span(figures.start, figures.end)
            yield Finding(kind, start, end, certain, figures.digits[-2:])
            place += len(figures.sizes)


def _judge(
    figures: Figures, around: frozenset[str], numbers: NumberReading
) -> tuple[str, bool] | None:
    document = judge_document(figures, around)
    if document is not None and document[1]:
        return document
    outside = numbers.text[: figures.start] + numbers.text[figures.end :]
    phone = judge_phone(figures, around, alone=not any(map(str.isalnum, outside)))
    if phone is None or (document is not None and not phone):
        return document
    return "телефон", phone


def _addresses(text: str, line: Line) -> Iterator[Finding]:
    numbers = read_numbers(text)
    around = frozenset(hint.kind for hint in _places(line, _HINTS.find(line))) & _WHOLE_MESSAGE
    for start, end, certain in address_in(numbers.text, around):
        yield Finding("адрес", *numbers.span(start, end), certain)


def _places(line: Line, cues: list[Cue]) -> list[Hint]:
    return [Hint(cue.kind, *line.span(cue.first, cue.last)) for cue in cues]
