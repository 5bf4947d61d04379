"""«Скиньте СНИЛС сюда»: asking everybody to put personal data into the chat."""

from rules.language.cues import Cues, Line
from rules.language.personal.finding import Finding
from rules.language.personal.words import REQUESTS

_CUES = Cues(REQUESTS)
_REACH = 12  # words from the verb to the datum


def request_in(line: Line) -> Finding | None:
    cues = _CUES.find(line)
    kinds = {cue.kind for cue in cues}
    if "aside" in kinds or not {"give", "secret"} <= kinds:
        return None
    if "?" in line.original and "here" not in kinds:
        return None  # «нужен ли СНИЛС?» asks about the papers, not for them
    for secret in cues:
        if secret.kind != "secret":
            continue
        for give in cues:
            if give.kind == "give" and abs(give.first - secret.first) <= _REACH:
                first, last = min(give.first, secret.first), max(give.last, secret.last)
                start, end = line.span(first, last)
                return Finding("запрос личных данных", start, end, "here" in kinds)
    return None
