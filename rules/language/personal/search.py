"""All detectors of personal data over one text, each behind a cheap sign."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from rules.language.cues import Cues, line_of
from rules.language.personal.addresses import addresses_in
from rules.language.personal.births import births_in
from rules.language.personal.credentials import credentials_in
from rules.language.personal.emails import emails_in
from rules.language.personal.families import family_matters_in
from rules.language.personal.finding import Finding
from rules.language.personal.health import sickness_in
from rules.language.personal.numbered import numbers_in
from rules.language.personal.papers_told import papers_told_in
from rules.language.personal.pictured import pictured_in
from rules.language.personal.requests import request_in
from rules.language.personal.words import TRIGGERS
from rules.language.reading import read

_TRIGGERS = Cues(TRIGGERS)
_MOST_FINDINGS = 12  # the rest of a list of numbers changes no verdict
_FIGURE = r"\d⁰¹²³⁴-⁹⓪①-⑨"
_FIVE_DIGITS = re.compile(rf"[{_FIGURE}](?:[^{_FIGURE}]*[{_FIGURE}]){{4}}")
_SIGN = re.compile(rf"[@＠]|{_FIVE_DIGITS.pattern}")
_DIGIT_OR_AT = re.compile(rf"[{_FIGURE}@＠]")


def personal_data_in(text: str) -> tuple[Finding, ...]:
    """What there is in a text of at most `LONGEST_TEXT` code points; never raises."""
    if _TRIGGERS.may_stand_in(read(text)):
        return _found_in(text)
    if _DIGIT_OR_AT.search(text) is None or _SIGN.search(text) is None:
        return ()
    return _found_in(text)


@lru_cache(maxsize=2048)
def _found_in(text: str) -> tuple[Finding, ...]:
    return tuple(islice(_search(text), _MOST_FINDINGS))


def _search(text: str) -> Iterator[Finding]:
    line = line_of(text)
    triggers = _TRIGGERS.find(line)
    digits = _FIVE_DIGITS.search(text) is not None
    at = "@" in text or "＠" in text
    if not (triggers or digits or at):
        return
    kinds = {cue.kind for cue in triggers}
    if at or "dictated" in kinds:
        yield from emails_in(text)
    if digits or "dictated" in kinds:
        yield from numbers_in(text)
    if "dwelling" in kinds:
        yield from addresses_in(text, line, triggers)
    if digits:
        yield from births_in(text)
    if "sick" in kinds:
        yield from sickness_in(line, triggers)
    if "private" in kinds:
        yield from family_matters_in(line, triggers)
    if "login" in kinds:
        yield from credentials_in(text)
    if "asked" in kinds:
        yield from request_in(line)
    if "paper" in kinds:
        yield from papers_told_in(line)
    if kinds & {"paper", "picture"}:
        yield from pictured_in(text)
