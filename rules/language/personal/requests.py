"""«Скиньте СНИЛС сюда», «дайте номер Серёжиной мамы»: asking for personal data in the chat."""

import re
from collections.abc import Iterator, Sequence

from rules.language.cues import Cue, Cues, Line, kinds_of
from rules.language.personal.finding import Finding
from rules.language.personal.names import is_first_name
from rules.language.personal.words import REQUESTS

_CUES = Cues(REQUESTS)
_MOST = 8  # words of each kind looked at in one message
_REACH = 12  # words from the verb to the datum
_KIND = "запрос личных данных"
_MAMAS = re.compile(r"[а-я]{2,}ин(?:ой|ого|ому|ых|у|ы)$")  # «Серёжиной», «Машиного»


def request_in(line: Line) -> Iterator[Finding]:
    cues = _CUES.find(line)
    kinds = kinds_of(cues)
    if "aside" in kinds or not kinds & {"give", "need"}:
        return
    if "secret" in kinds:
        yield from _into_the_chat(line, cues, kinds)
    elif "number" in kinds and "give" in kinds:
        yield from _of_somebody(line, cues)


def _into_the_chat(line: Line, cues: Sequence[Cue], kinds: frozenset[str]) -> Iterator[Finding]:
    asked = {"give", "need"} if "here" in kinds else {"give"}
    if "?" in line.original and "here" not in kinds:
        return  # «нужен ли СНИЛС?» asks about the papers, not for them
    gives = [cue for cue in cues if cue.kind in asked][:_MOST]
    for secret in [cue for cue in cues if cue.kind == "secret"][:_MOST]:
        for give in gives:
            if abs(give.first - secret.first) <= _REACH:
                first, last = min(give.first, secret.first), max(give.last, secret.last)
                certain = bool(kinds & {"here", "all"})
                yield Finding(_KIND, *line.span(first, last), certain=certain)
                return


def _of_somebody(line: Line, cues: Sequence[Cue]) -> Iterator[Finding]:
    """«Киньте мобильный физика», «дайте номер Серёжиной мамы»: doubtful, for it may be urgent."""
    words = [word.text for word in line.reading.words]
    people = {cue.first for cue in cues if cue.kind == "of_whom"}
    gives = [cue for cue in cues if cue.kind == "give"][:_MOST]
    for number in [cue for cue in cues if cue.kind == "number"][:_MOST]:
        after = range(number.last + 1, min(number.last + 4, len(words)))
        whose = [place for place in after if place in people or _is_a_person(words[place])]
        near = [give for give in gives if abs(give.first - number.first) <= _REACH]
        if whose and near:
            first = min(near[0].first, number.first)
            yield Finding(_KIND, *line.span(first, max(near[0].last, whose[0])), certain=False)
            return


def _is_a_person(word: str) -> bool:
    return is_first_name(word) or _MAMAS.match(word) is not None
