"""Payment details and payment papers put into a chat: wallets, links to collections, receipts.

Whether the money is the school's own affair a person has to see: every finding is doubtful.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rules.language.cues import Cues, kinds_of, line_of
from rules.language.links import Link
from rules.language.reading import read

# Money is gathered behind these links (host, beginning of the path).
_COLLECTIONS = (
    ("tinkoff.ru", "/cf"),
    ("tbank.ru", "/cf"),
    ("tinkoff.ru", "/rm"),
    ("tbank.ru", "/rm"),
    ("qr.nspk.ru", "/"),
    ("yoomoney.ru", "/"),
    ("qiwi.com", "/"),
    ("messenger.online.sberbank.ru", "/"),
    ("pay.cloudtips.ru", "/"),
    ("donationalerts.com", "/"),
    ("paypal.me", "/"),
)
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "wallet": """
            юmoney юмани ю_мани юмоnеу* юмоней* yoomoney yandexmoney яндекс_деньг* киви киви_кошел*
            qiwi вебмани webmoney paypal пэйпал пейпал кошелек кошелька кошельку
        """,
        "code": "qr кьюар куар qr_код* qrкод* кьюаркод* сбп",
        "paper": """
            чек чеки чеков квитанция квитанцию квитанции квитанций квиток квитки платежка платежку
            платежки платежек скрин*_перевод* скрин*_оплат* скрин*_чек* подтвержден*_оплат*
            подтвержден*_перевод* реквизиты
        """,
        "pay": """
            плати платите платить оплат* перевод* переве* переводит* кидай* кидаем кидать скидыва*
            скидывай* скидываемся скинь* сдаем сдавайте перечисл* внесите закин* донат*
        """,
        "give": """
            кидай* кидаем кидать скидыва* скиньте скинь присыл* пришлите выкладыва* выложите
            отправля* отправьте шлите шлем прикрепля* прикрепите сбрасыва* сбросьте дублируйте
        """,
        "here": "сюда в_чат в_группу в_беседу в_общий_чат в_этот_чат тут здесь ниже",
        "against": """
            не_кидай* не_скидыва* не_присыл* не_выкладыв* не_отправ* не_надо не_нужно лс личку
            личные лично почту бухгалтер* в_дневник* мошенник* осторожно никому не_переводите
        """,
    }
)
_WORDS = Cues(WORDS)
_SIGN = Cues({kind: WORDS[kind] for kind in ("wallet", "code", "paper")})
_FIGURES = re.compile(r"\d(?:[ -]?\d){6,}")


@dataclass(frozen=True, slots=True)
class PaymentDetails:
    start: int
    end: int


def payment_details_in(text: str, links: Iterable[Link]) -> PaymentDetails | None:
    """Where the first of them stands; `links` are those of the text."""
    for link in links:
        if any(link.is_of((host,)) and link.path.startswith(path) for host, path in _COLLECTIONS):
            return PaymentDetails(link.start, link.end)
    return _told_in(text) if _SIGN.may_stand_in(read(text)) else None


def _told_in(text: str) -> PaymentDetails | None:
    line = line_of(text)
    cues = _WORDS.find(line)
    kinds = kinds_of(cues)
    if "against" in kinds or text.rstrip().endswith("?"):
        return None
    told = "wallet" in kinds and (kinds & {"pay", "here"} or _FIGURES.search(text) is not None)
    shown = "code" in kinds and "pay" in kinds
    gathered = "paper" in kinds and kinds >= {"give", "here"}
    if not (told or shown or gathered):
        return None
    kind = "wallet" if told else "code" if shown else "paper"
    sign = next(cue for cue in cues if cue.kind == kind)
    return PaymentDetails(*line.span(sign.first, sign.last))
