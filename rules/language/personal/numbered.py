"""Everything personal that is a number: each run of digits judged by shape, proof and words."""

import re
from collections.abc import Iterator
from dataclasses import replace

from rules.language.numbers import NumberReading, read_numbers
from rules.language.personal.documents import (
    birth_certificates,
    could_be_document,
    judge_document,
    other_papers,
    written_out_passports,
)
from rules.language.personal.figures import (
    Figures,
    Group,
    figures_of,
    has_a_number,
    prefixes_of,
    runs_in,
)
from rules.language.personal.finding import Finding
from rules.language.personal.phones import could_be_phone, judge_phone
from rules.language.personal.surroundings import surroundings_of

_LONGEST_LOCAL = 7
_OPERATOR_AFTER = re.compile(r"\s?[:=+*/÷<>^%]\s?-?\d")
_OPERATOR_BEFORE = re.compile(r"\d?\s?[=*/^<>]\s?$")
_BARRED = re.compile(r"[78]\s?\|\s?\d{3}\s?\||\d{1,4}(?:\s?\|\s?\d{1,4}){3}")
_SAME_SIGN = re.compile(r"(?<!\d)[78]([\\:=#;+])9\d{2}\1\d{3}\1\d{2}\1\d{2}(?!\d)")  # «8:912:345:…»
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉⓪①②③④⑤⑥⑦⑧⑨", "0123456789" * 3)
_IS_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹₀-₉⓪①-⑨]{5}")
# «8 9l2 З45 б7 89»: a letter that begins a group, between groups of digits.
_LEADING_LETTER = re.compile(r"(?<=\d[ .-])[oоlзб](?=\d{1,3}(?![^\W_]))")
_AS_DIGITS = str.maketrans("oоlзб", "00136")
_OF_A_FLAT = re.compile(r"лицев\w{1,3} счет\w{0,2}(?: [а-я]{2,12}){0,2}[ :№-]{1,4}(\d{6,12})(?!\d)")
_OTHER_PAPER = re.compile("военн|водит|внж|вид на|мигра|удост|загран|паспорт|№|подразд")
_SIX_DIGITS = re.compile(r"\d{6}|\d{3} \d{3}")


def numbers_in(text: str) -> Iterator[Finding]:
    numbers = _read(text)
    if not has_a_number(numbers):
        return
    if _SIX_DIGITS.search(numbers.text) is not None or "подразд" in numbers.text:
        if "пас" in numbers.text or "сер" in numbers.text:
            for start, end, tail in written_out_passports(numbers.text):
                yield Finding("паспорт", *numbers.span(start, end), True, tail)
        if _OTHER_PAPER.search(numbers.text) is not None:
            for start, end, tail in other_papers(numbers.text):
                yield Finding("удостоверение", *numbers.span(start, end), True, tail)
        yield from birth_certificates(text, "свид" in numbers.text or "рожд" in numbers.text)
    if "лицев" in numbers.text:
        for match in _OF_A_FLAT.finditer(numbers.text):
            yield Finding("лицевой счёт", *numbers.span(*match.span()), False, match[1][-2:])
    for plus, groups in runs_in(numbers):
        yield from _in_run(text, numbers, groups, plus)


def surroundings_of_numbers(text: str) -> frozenset[str]:
    """What stands around the first number that is shaped as a telephone or a document's."""
    numbers = _read(text)
    for plus, groups in runs_in(numbers):
        for place in range(len(groups)):
            for digits, sizes in prefixes_of(groups, place):
                if len(digits) <= _LONGEST_LOCAL:
                    continue
                if could_be_phone(digits, sizes, plus) or could_be_document(digits, sizes):
                    last = groups[place + len(sizes) - 1]
                    return surroundings_of(text).near(*numbers.span(groups[place].start, last.end))
    return frozenset()


def _read(text: str) -> NumberReading:
    if "|" in text and _BARRED.search(text) is not None:
        text = text.replace("|", " ")  # else each bar is read as a 1
    if _IS_RAISED.search(text) is not None:
        text = text.translate(_RAISED)
    signed = _SAME_SIGN.search(text)
    if signed is not None:
        text = text.replace(signed[1], " ")
    numbers = read_numbers(text)
    if _LEADING_LETTER.search(numbers.text) is None:
        return numbers
    digits = _LEADING_LETTER.sub(lambda match: match[0].translate(_AS_DIGITS), numbers.text)
    return replace(numbers, text=digits)


def _in_run(
    text: str, numbers: NumberReading, groups: tuple[Group, ...], plus: bool
) -> Iterator[Finding]:
    place = 0
    while place < len(groups):
        best: Finding | None = None
        taken = 1
        for digits, sizes in prefixes_of(groups, place):
            if len(digits) <= _LONGEST_LOCAL and place > 0:
                continue  # a piece of something longer
            phone = could_be_phone(digits, sizes, plus and place == 0)
            document = could_be_document(digits, sizes)
            if not (phone or document):
                continue
            parts = groups[place : place + len(sizes)]
            figures = figures_of(parts, digits, numbers.text, plus and place == 0)
            found = _judged(text, numbers, figures, phone, document)
            # The longer reading wins, unless the shorter one alone is certain.
            if found is not None and (best is None or found.certain >= best.certain):
                best, taken = found, len(sizes)
        if best is not None:
            yield best
        place += taken


def _judged(
    text: str, numbers: NumberReading, figures: Figures, phone: bool, document: bool
) -> Finding | None:
    start, end = numbers.span(figures.start, figures.end)
    surroundings = surroundings_of(text)
    if surroundings.within_link(start, end) or _is_calculated(text, start, numbers.text, figures):
        return None
    near = surroundings.near(start, end)
    tail = figures.digits[-2:]
    verdict = judge_document(figures, near) if document else None
    if verdict is None or not verdict[1]:
        alone = len(text) - (end - start) < 12 and not _says_more(text, start, end)
        certain = judge_phone(figures, near, alone) if phone else None
        if certain is not None and (certain or verdict is None):
            return Finding("телефон", start, end, certain, tail)
    return None if verdict is None else Finding(verdict[0], start, end, verdict[1], tail)


def _is_calculated(text: str, start: int, folded: str, figures: Figures) -> bool:
    return (
        _OPERATOR_AFTER.match(folded, figures.end) is not None
        or _OPERATOR_BEFORE.search(text, max(0, start - 4), start) is not None
    )


def _says_more(text: str, start: int, end: int) -> bool:
    return any(map(str.isalnum, text[:start] + text[end:]))
