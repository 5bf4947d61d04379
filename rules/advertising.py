"""Пункт 3.3 (2) — чат не засоряют рекламой.

What it does
    Weighs the signs of an advertisement: selling and offers, services, prices, discounts, a
    call to write or to subscribe, earnings, brands of network marketing, referral links; how an
    offer is made («недорого», «350 р/кг», «пишите в лс») weighs whatever is offered. Signs
    of school life, of a question for advice and of a sum in a textbook weigh against it. Many
    signs are certain; some are doubtful: in a parents' chat, «продам форму» is for a person
    to judge.

Why
    A chat of the class is read by everybody because it holds nothing else.

Allowed
    Lost and found, money for an excursion, the school's own fairs, circles and photographs,
    a question for a good tutor, links to textbooks, sums about prices.

Breaks it     «Маникюр с покрытием 1000 р, запись в лс»
              «Подпишись на мой канал»
Allowed       «Посоветуйте репетитора по математике»
              «Билеты в музей 350 рублей, сдаём до пятницы»
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum
from typing import Annotated, ClassVar

from rules.language.commerce import AGAIN, NAMES, SIGNS, SURROUNDINGS, WEIGHTS
from rules.language.cues import Cue, Cues, Line, line_of
from rules.language.links import Link, link_of, links_in
from rules.language.reading import read
from rules.language.sieve import Sifted
from rules.language.tables import words
from rules.regulation.clauses import CLUTTER, Clause
from rules.regulation.message import Context, Message
from rules.regulation.violation import Violation

_SIGNS = Cues(SIGNS)
_SURROUNDINGS = Cues(SURROUNDINGS)
_MARKETS = words("""
    avito.ru wildberries.ru ozon.ru youla.ru aliexpress.com aliexpress.ru faberlic.com oriflame.ru
    greenwaystart.com taplink.cc livemaster.ru joom.com youtube.com tiktok.com likee.video
    twitch.tv instagram.com rutube.ru boosty.to
""")
_OFFERED = frozenset({"sell", "trading", "order", "trade", "service", "offer", "newshop"})
_OFFERED_FOR_CERTAIN = frozenset(
    {"trading", "order", "trade", "offer", "service", "earn", "network"}
)
_PRICED = frozenset({"price", "amount", "percent"})
_REACHED = frozenset({"contact", "telephone", "link", "market", "order"})
_TOLD_HOW = frozenset({"amount", "percent", "telephone", "deal"})
_SAID = frozenset({"price", "contact", "promo", "sell", "trading", "order", "market"})
_ONLY_PRICES = frozenset({"price", "amount"})
_NEAR = 1.2  # one sign of weight: a teacher may ask why that passed
_QUESTION = re.compile(r"[?？]\W*$")
_PITCHED = re.compile(  # «Хотите зарабатывать из дома?» is no question
    r"\s*(?:хотите|хочешь|хочется|ищете|ищешь|нуж[ен]\w*|устали|устал|мечта\w+|надоел\w*|не знаете|"
    r"хочу\s+(?:рассказ|предлож)|готовы|любите|любишь|нет времени|кому|болит|проблемы|сломал)",
    re.IGNORECASE,
)
_AMOUNT = Sifted(
    r"\d\s?(?:₽|р(?:уб\w*)?(?![а-яё])|тыс|т\.\s?р|к(?![а-яё]))|(?:от|до|за|по|цена)\s\d{3,}(?![\d:.])"
    r"|(?<![\d№.:/-])(?!19\d\d|20[0-3][1-9])[1-9]\d{0,2}(?:\s?\d00|[05]0)(?![\d.:/-])"
    r"(?!\s*(?:класс|г\.|год|мл|см|м\b|мин|слов|чел|км|стр|шт|г\b))",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_PERCENT_OFF = Sifted(
    r"(?<!\d)[-−–]\s?\d{1,2}\s?%|скидк\w*\s(?:до\s)?\d+|\d\s?% скид", re.IGNORECASE
)
_TELEPHONE = re.compile(r"\d(?:[ ()-]{0,2}\d){9,10}(?!\d)")


@dataclass(frozen=True, slots=True)
class Advertising:
    """Links to `allowed_hosts` never weigh, links to `denied_hosts` are certain.

    From the weight `doubtful_from` on a person looks at it, from `certain_from` on it is clear;
    for the latter, what speaks against an advertisement counts twice.
    """

    name: ClassVar[str] = "advertising"
    clause: ClassVar[Clause] = CLUTTER

    allowed_hosts: Annotated[
        frozenset[str],
        "Сайты, ссылки на которые не считаются рекламой.",
    ] = frozenset()
    denied_hosts: Annotated[
        frozenset[str],
        "Сайты, любая ссылка на которые — реклама.",
    ] = frozenset()
    doubtful_from: Annotated[float, "С какого веса признаков рекламы спрашивать модератора."] = 2.4
    certain_from: Annotated[float, "С какого веса признаков рекламы нарушение явное."] = 4.4

    def check(self, message: Message, context: Context) -> Violation | None:
        if not self.denied_hosts and not _may_say_anything(message.text):
            return None
        found = _signs_in(message.text)
        if not (found or self.denied_hosts):
            return self._unnamed_goods(message)
        line = line_of(message.text)
        signs: Sequence[Cue] = found
        if context.exceptions:
            said = line.reading.texts
            signs = [cue for cue in found if said[cue.first] not in context.exceptions]
        links = self._links(message)
        for link in links:
            if link.is_of(self.denied_hosts):
                return self._violation(line, True, link.start, link.end, f"ссылка: {link.host}")
        if not signs or _is_left_unsaid(signs, message.text):
            return None
        weights = _weigh(signs, line, links)
        weight = fsum(weights.values())
        if weight < self.doubtful_from:
            return None
        # A parent who sells outgrown skates is for a person to judge.
        clear = weight + _against(weights) >= self.certain_from or _is_plain(weights)
        certain = clear and not weights.keys() & {"sell", "vote"}
        start, end = _strongest(signs, line)
        return self._violation(line, certain, start, end, line.original[start:end])

    def _unnamed_goods(self, message: Message) -> Violation | None:
        """«Форель свежая, 600 за кг, пишите»: no word of ours, but a price and a way to get it."""
        told = _told_with_a_price(message.text)
        if not told:
            return None
        line = line_of(message.text)
        start, end = _strongest(told, line)
        return self._violation(line, False, start, end, line.original[start:end])

    def near_miss(self, message: Message, context: Context) -> str | None:
        """What was weighed for and against, when it came to less than a doubt."""
        signs = _signs_in(message.text)
        if not signs:
            return None
        weights = _weigh(signs, line_of(message.text), self._links(message))
        weight = fsum(weights.values())
        if weight - _against(weights) < _NEAR or weight >= self.doubtful_from:
            return None
        told = f"Похоже на рекламу: {_named(weights, 1)}"
        if against := _named(weights, -1):
            told += f", но это {against}"
        return (
            f"{told}. Вес {_number(weight)}, вопрос модератору — от {_number(self.doubtful_from)}."
        )

    def _links(self, message: Message) -> tuple[Link, ...]:
        hung = (link_of(item.url) for item in message.attachments if item.url)
        return tuple(
            link
            for link in (*links_in(message.text), *hung)
            if link is not None and not link.is_of(self.allowed_hosts)
        )

    def _violation(
        self, line: Line, certain: bool, start: int, end: int, evidence: str
    ) -> Violation:
        return Violation(self.name, self.clause, certain, line.original[start:end], start, evidence)


def _weigh(signs: Sequence[Cue], line: Line, links: Sequence[Link]) -> Mapping[str, float]:
    """What each kind of sign adds."""
    counted = _counted(signs)
    counted.update(_counted_around(line.original))
    if any(link.is_of(_MARKETS) or link.is_shortened for link in links):
        counted["market"] += 1
    elif links:
        counted["link"] += 1
    kinds = counted.keys()
    if not kinds & _TOLD_HOW and not kinds & _SAID:
        del counted["goods"]  # «курица снесла яйцо»: nobody sells
    elif not any(WEIGHTS[kind] < 0 for kind in kinds) and (
        (kinds & _OFFERED and kinds & _TOLD_HOW) or {"goods", "deal"} <= kinds
    ):
        counted["structure"] += 1
    return {
        kind: WEIGHTS[kind] * (1 + AGAIN * min(number - 1, 2)) for kind, number in counted.items()
    }


def _counted(cues: Iterable[Cue]) -> Counter[str]:
    """How many places of the text give a sign of each kind: «лагерь на море» is one."""
    return Counter(kind for kind, _ in {(cue.kind, cue.first) for cue in cues})


def _is_plain(weights: Mapping[str, float]) -> bool:
    """Something offered, at a price, and the way to get it, with nothing that speaks against."""
    kinds = weights.keys()
    priced, reached = bool(kinds & _PRICED), bool(kinds & _REACHED)
    told = (priced and reached) or ("deal" in kinds and (priced or reached))
    return bool(kinds & _OFFERED_FOR_CERTAIN) and told and min(weights.values()) > 0


def _against(weights: Mapping[str, float]) -> float:
    """What speaks against, no more than 0; it counts twice before an advertisement is certain."""
    return fsum(weight for weight in weights.values() if weight < 0)


def _named(weights: Mapping[str, float], sign: int) -> str:
    """The kinds that speak for (1) or against (-1), the heaviest first."""
    kinds = sorted(weights, key=lambda kind: -sign * weights[kind])
    return ", ".join(NAMES[kind] for kind in kinds if sign * weights[kind] > 0)


def _number(weight: float) -> str:
    return f"{weight:.1f}".replace(".", ",")


def _is_left_unsaid(signs: Sequence[Cue], text: str) -> bool:
    """Did the moderators allow the very thing that is offered, so that only «в лс» is left?"""
    left = {cue.kind for cue in signs}
    return left <= {"deal"} and len(signs) < len(_signs_in(text))


def _may_say_anything(text: str) -> bool:
    """False for most texts: no sign, and no price beside the words of an offer."""
    reading = read(text)
    if _SIGNS.may_stand_in(reading):
        return True
    return _SURROUNDINGS.may_stand_in(reading) and _DIGIT.search(text) is not None


@lru_cache(maxsize=8192)
def _signs_in(text: str) -> tuple[Cue, ...]:
    return tuple(_SIGNS.find(line_of(text)))


@lru_cache(maxsize=8192)
def _told_with_a_price(text: str) -> tuple[Cue, ...]:
    """What is said of something unnamed at a price, when nothing speaks against an offer."""
    if _DIGIT.search(text) is None or not _SURROUNDINGS.may_stand_in(read(text)):
        return ()
    if _AMOUNT.search(text) is None:
        return ()
    counted = _counted_around(text)
    if any(WEIGHTS[kind] < 0 for kind in counted) or counted.keys() <= _ONLY_PRICES:
        return ()
    if "telephone" in counted:  # its figures look like a price
        return ()
    return tuple(_SURROUNDINGS.find(line_of(text)))


@lru_cache(maxsize=1024)
def _counted_around(text: str) -> Counter[str]:
    counted = _counted(_SURROUNDINGS.find(line_of(text)))
    if _AMOUNT.search(text):
        counted["amount"] += 1
    if _QUESTION.search(text) and _PITCHED.match(text) is None:
        counted["question"] += 1
    if _PERCENT_OFF.search(text):
        counted["percent"] += 1
    if _TELEPHONE.search(text):
        counted["telephone"] += 1
    return counted


def _strongest(signs: Sequence[Cue], line: Line) -> tuple[int, int]:
    strongest = max(signs, key=lambda cue: WEIGHTS[cue.kind])
    return line.span(strongest.first, strongest.last)
