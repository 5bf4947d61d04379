"""«Скиньте СНИЛС сюда»: asking everybody to put personal data into the chat."""

from collections.abc import Iterator

from rules.language.cues import Cues, Line
from rules.language.personal.finding import Finding
from rules.language.personal.words import REQUESTS

_CUES = Cues(REQUESTS)
_MOST = 8  # words of each kind looked at in one message
_REACH = 12  # words from the verb to the datum


def request_in(line: Line) -> Iterator[Finding]:
    cues = _CUES.find(line)
    kinds = {cue.kind for cue in cues}
    asked = {"give", "need"} if "here" in kinds else {"give"}
    if "aside" in kinds or "secret" not in kinds or not asked & kinds:
        return
    if "?" in line.original and "here" not in kinds:
        return  # «нужен ли СНИЛС?» asks about the papers, not for them
    gives = [cue for cue in cues if cue.kind in asked][:_MOST]
    for secret in [cue for cue in cues if cue.kind == "secret"][:_MOST]:
        for give in gives:
            if abs(give.first - secret.first) <= _REACH:
                first, last = min(give.first, secret.first), max(give.last, secret.last)
                yield Finding(
                    "запрос личных данных", *line.span(first, last), certain="here" in kinds
                )
                return
