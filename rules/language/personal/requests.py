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
# «Отправила паспорт», «напишу вам адрес»: told of oneself, asked of nobody.
_OF_ONESELF = re.compile(r"л[аи]?$|(?:шлю|шу|ну|лю|аю|ую)$|[аеё]н[аоы]?$")
_I_COLLECT = frozenset({"жду", "собираю", "соберу"})
_WHAT_FOR = ("форм", "анкет", "распечат", "договор", "заявлени", "бланк", "лагер")
_UNTIL = frozenset({"до", "срочно", "сегодня", "завтра"})
_A_FORM = 3  # fields: «ФИО, место работы, телефон»


def request_in(line: Line) -> Iterator[Finding]:
    cues = [cue for cue in _CUES.find(line) if not _is_told_of_oneself(line, cue)]
    kinds = kinds_of(cues)
    if "aside" in kinds and not ("here" in kinds and _only_a_form(line, cues)):
        return
    if "secret" in kinds and kinds & {"give", "need"}:
        yield from _into_the_chat(line, cues, kinds)
    elif {"secret", "here"} <= kinds and "?" not in line.original:
        yield from _until_a_day(line, cues)
    elif "number" in kinds and "give" in kinds:
        yield from _of_somebody(line, cues)
    if "field" in kinds:
        yield from _a_form(line, cues, kinds)


def _only_a_form(line: Line, cues: Sequence[Cue]) -> bool:
    """«…в чат, форма для соцпаспорта»: what for is no place to send it to instead."""
    words = [line.reading.words[cue.first].text for cue in cues if cue.kind == "aside"]
    return all(word.startswith(_WHAT_FOR) for word in words)


def _is_told_of_oneself(line: Line, cue: Cue) -> bool:
    word = line.reading.words[cue.first].text
    return cue.kind == "give" and word not in _I_COLLECT and _OF_ONESELF.search(word) is not None


def _a_form(line: Line, cues: Sequence[Cue], kinds: frozenset[str]) -> Iterator[Finding]:
    """«По очереди: ФИО, место работы, телефон»: fields to fill in where everybody reads."""
    fields = [cue for cue in cues if cue.kind == "field"]
    names = {line.reading.words[cue.first].text[:4] for cue in fields}
    asked = kinds & {"here", "all", "give"}
    if len(names) < (2 if "here" in kinds else _A_FORM) or not asked or "?" in line.original:
        return
    if any(character.isdigit() for character in line.original):
        return  # filled in already, or a list of something else
    first, last = fields[0].first, fields[-1].last
    yield Finding(_KIND, *line.span(first, last), certain="here" in kinds)


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


def _until_a_day(line: Line, cues: Sequence[Cue]) -> Iterator[Finding]:
    """«Фото паспорта сюда до вечера»: the verb goes without saying."""
    if _UNTIL.isdisjoint(word.text for word in line.reading.words):
        return
    asked = [cue for cue in cues if cue.kind in ("secret", "here")]
    first, last = min(cue.first for cue in asked), max(cue.last for cue in asked)
    if last - first <= _REACH:
        yield Finding(_KIND, *line.span(first, last), certain=False)


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
