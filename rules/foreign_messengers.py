"""Пункт Д. 2.6 — для общения с участниками не используют сторонние мессенджеры.

What it does
    Flags links and invitations into WhatsApp, Viber, Telegram, Discord, Skype, WeChat, Signal
    and their like: «создала группу в вотсапе», «пишите в телегу», «тг: @nick», t.me/…; names
    whose letters are set apart. A link, or a name with a call beside it, is certain; a name in
    passing is doubtful. So are payment details put into the chat: accounts, wallets, links to
    a collection of money, «чеки кидаем сюда».

Why
    The school answers for what is said where it keeps order; elsewhere it sees nothing, and
    whoever has no such messenger learns nothing.

Allowed
    MAX, VK, Sferum; links to a meeting; telegrams and carts; a word against the messengers;
    those that the school itself allows.

Breaks it     «Создала группу в вотсапе, вступайте»
              «мой тг @kotik»
Allowed       «Паустовский, «Телеграмма», прочитать»
              «tg x = 1»
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, ClassVar

from rules.language.cues import Cue, Line, line_of
from rules.language.links import Link, link_of, links_in
from rules.language.messenger_names import around, meant_in, names_in
from rules.language.messengers import LINKS
from rules.language.parted_names import parted_names_in
from rules.language.payments import payment_details_in
from rules.regulation.clauses import FOREIGN_MESSENGERS, Clause
from rules.regulation.message import Context, Message
from rules.regulation.violation import Violation

_BANK = re.compile(
    r"(?<!\d)(?:40[5-8]|42[36]|30[123]|032)(?: ?\d){17}(?!\d)|бик\W{0,3}0\d{8}", re.IGNORECASE
)
# Why a name passed, by the words around it; the first that fits is told.
_PASSED = {
    "against": "сказано против него",
    "mathematics": "речь об уроке математики",
    "lesson": "речь о самом слове",
    "cart": "слово значит другое",
    "nursery": "слово значит другое",
    "news": "это новость",
}


@dataclass(frozen=True, slots=True)
class ForeignMessengers:
    """`allowed` are names of messengers the school permits, as in `LINKS`: "telegram", …"""

    name: ClassVar[str] = "foreign_messengers"
    clause: ClassVar[Clause] = FOREIGN_MESSENGERS

    allowed: Annotated[
        frozenset[str],
        "Мессенджеры, которые школа разрешила: telegram, whatsapp, viber и другие.",
    ] = frozenset()

    def check(self, message: Message, context: Context) -> Violation | None:
        text = message.text
        links = links_in(text)
        if links or message.attachments:
            violation = self._by_link(message, links)
            if violation is not None:
                return violation
        elif _speaks_of_none(text):
            return None
        plain, short = names_in(text)
        if (plain or short) and (found := self._by_name(line_of(text), plain, short)):
            return found
        return self._by_parted_name(text) or self._by_payment_details(text, links)

    def near_miss(self, message: Message, context: Context) -> str | None:
        plain, short = names_in(message.text)
        if not (plain or short) or self.check(message, context) is not None:
            return None
        line, name = line_of(message.text), (*plain, *short)[0]
        start, end = line.span(name.first, name.last)
        written, kinds = line.original[start:end], around(line)
        if name.kind in self.allowed:
            return f"«{written}» пропущено: этот мессенджер школа разрешила."
        reason = next((why for kind, why in _PASSED.items() if kind in kinds), "туда не зовут")
        return f"«{written}» похоже на мессенджер, но {reason}."

    def _by_link(self, message: Message, links: Sequence[Link]) -> Violation | None:
        hung = (link_of(item.url or item.title) for item in message.attachments if item.url)
        for link in (*links, *filter(None, hung)):
            messenger = _messenger_of(link)
            if messenger is not None and messenger not in self.allowed:
                fragment = message.text[link.start : link.end]
                return self._violation(True, fragment, link.start, f"ссылка: {link.host}")
        return None

    def _by_name(self, line: Line, plain: Sequence[Cue], short: Sequence[Cue]) -> Violation | None:
        found = meant_in(line, self._forbidden(plain), self._forbidden(short))
        if found is None:
            return None
        name, certain = found
        start, end = line.span(name.first, name.last)
        fragment = line.original[start:end]
        return self._violation(certain, fragment, start, fragment)

    def _forbidden(self, names: Sequence[Cue]) -> Sequence[Cue]:
        return tuple(name for name in names if name.kind not in self.allowed)

    def _by_parted_name(self, text: str) -> Violation | None:
        for written, start, kind in parted_names_in(text):
            if kind in self.allowed:
                continue
            if "against" in around(line_of(text)):
                return None
            return self._violation(True, written, start, written)
        return None

    def _by_payment_details(self, text: str, links: Sequence[Link]) -> Violation | None:
        found = _BANK.search(text) if "0" in text else None
        details = None if found else payment_details_in(text, links)
        start, end = found.span() if found else (details.start, details.end) if details else (0, 0)
        if start == end:
            return None
        return self._violation(False, text[start:end], start, "платёжные реквизиты")

    def _violation(self, certain: bool, fragment: str, start: int, evidence: str) -> Violation:
        return Violation(self.name, self.clause, certain, fragment, start, evidence)


@lru_cache(maxsize=8192)
def _speaks_of_none(text: str) -> bool:
    """Nearly every text: no name, whole or in pieces, and no payment details but a link."""
    return (
        names_in(text) == ((), ())
        and next(parted_names_in(text), None) is None
        and ("0" not in text or _BANK.search(text) is None)
        and payment_details_in(text, ()) is None
    )


def _messenger_of(link: Link) -> str | None:
    for messenger, hosts in LINKS.items():
        if link.is_of(hosts):
            return messenger
    return None
