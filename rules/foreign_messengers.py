"""Пункт Д. 2.6 — для общения с участниками не используют сторонние мессенджеры.

What it does
    Flags links and invitations into WhatsApp, Viber, Telegram, Discord, Skype, WeChat, Signal
    and their like: «создала группу в вотсапе», «пишите в телегу», «тг: @nick», t.me/…; and
    payment details put into the chat. A link, or a name with a call beside it, is certain; a
    name in passing is doubtful.

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
from typing import ClassVar

from rules.language.cues import Cue, Cues, Line, kinds_of, line_of
from rules.language.links import Link, link_of, links_in
from rules.language.messengers import (
    LINKS,
    NAMES,
    PLAYERS,
    SHORT_NAMES,
    SURROUNDINGS,
)
from rules.language.tables import words
from rules.regulation.clauses import FOREIGN_MESSENGERS, Clause
from rules.regulation.message import Context, Message
from rules.regulation.violation import Violation

_NAMES = Cues(NAMES)
_SHORT_NAMES = Cues(SHORT_NAMES)
_SURROUNDINGS = Cues(SURROUNDINGS)
_PLAYERS = Cues(PLAYERS)
_HANDLE = re.compile(
    r"(?:[:\-—–=,(]|\s|^)\s{0,2}@?[A-Za-z][\w.]{3,31}(?:#\d{4})?|#\d{4}"
    r"|[\s:—-]{0,3}\+?[78][\d ()-]{9,16}"
)
_TOLD_HANDLE = re.compile(r"\s?[:—-]?\s?@[A-Za-z]\w{3,31}")
_ONLY_SHORT = words("тг tg инста инсту инсте инстой тэгэ вотс вотсе ватс ватсе ватсик вотсик вацик")
_BANK = re.compile(r"(?<!\d)(?:\d[ ]?){20}(?!\d)|бик\W{0,3}0\d{8}", re.IGNORECASE)
_MOST_NAMES = 6  # names looked at in one message
_REACH = 9  # words between a name and a call that belongs to it


@dataclass(frozen=True, slots=True)
class ForeignMessengers:
    """`allowed` are names of messengers the school permits, as in `LINKS`: "telegram", …"""

    name: ClassVar[str] = "foreign_messengers"
    clause: ClassVar[Clause] = FOREIGN_MESSENGERS

    allowed: frozenset[str] = frozenset()

    def check(self, message: Message, context: Context) -> Violation | None:
        links = links_in(message.text)
        if links or message.attachments:
            violation = self._by_link(message, links)
            if violation is not None:
                return violation
        plain, short = _names_in(message.text)
        if plain or short:
            plain = tuple(cue for cue in plain if cue.kind not in self.allowed)
            short = tuple(cue for cue in short if cue.kind not in self.allowed)
            return self._by_name(line_of(message.text), plain, short)
        return self._by_bank_details(message.text)

    def _by_link(self, message: Message, links: Sequence[Link]) -> Violation | None:
        hung = (link_of(item.url or item.title) for item in message.attachments if item.url)
        for link in (*links, *filter(None, hung)):
            messenger = _messenger_of(link)
            if messenger is not None and messenger not in self.allowed:
                fragment = message.text[link.start : link.end]
                return self._violation(True, fragment, link.start, f"ссылка: {link.host}")
        return None

    def _by_name(
        self, line: Line, names: tuple[Cue, ...], short: tuple[Cue, ...]
    ) -> Violation | None:
        around = _SURROUNDINGS.find(line)
        for name in names:
            certain = _is_invitation(line, name, around)
            if certain is not None:
                return self._named(line, name, certain)
        for name in short:
            if _is_meant(line, name, around):
                return self._named(line, name, certain=True)
        return None

    def _named(self, line: Line, name: Cue, certain: bool) -> Violation:
        start, end = line.span(name.first, name.last)
        fragment = line.original[start:end]
        return self._violation(certain, fragment, start, fragment)

    def _by_bank_details(self, text: str) -> Violation | None:
        if "0" not in text:
            return None
        match = _BANK.search(text)
        if match is None:
            return None
        return self._violation(False, match[0], match.start(), "платёжные реквизиты")

    def _violation(self, certain: bool, fragment: str, start: int, evidence: str) -> Violation:
        return Violation(self.name, self.clause, certain, fragment, start, evidence)


@lru_cache(maxsize=8192)
def _names_in(text: str) -> tuple[tuple[Cue, ...], tuple[Cue, ...]]:
    """The names that mean nothing else, and the short ones that may."""
    line = line_of(text)
    return tuple(_NAMES.find(line)[:_MOST_NAMES]), tuple(_SHORT_NAMES.find(line)[:_MOST_NAMES])


def _messenger_of(link: Link) -> str | None:
    for messenger, hosts in LINKS.items():
        if link.is_of(hosts):
            return messenger
    return None


def _is_invitation(line: Line, name: Cue, around: Sequence[Cue]) -> bool | None:
    """Certain, doubtful, or spoken against (None)."""
    kinds = kinds_of(around)
    if "against" in kinds:
        return None if "home" in kinds or not _near(name, around, {"place", "own"}) else False
    if "lesson" in kinds:
        return None
    if "news" in kinds or ("home" in kinds and not _near(name, around, {"call"})):
        return False
    return _near(name, around, {"call", "place", "own"}) or _has_handle(line, name)


def _is_meant(line: Line, name: Cue, around: Sequence[Cue]) -> bool:
    """Is «телега», «тг» or «дс» a messenger here?"""
    kinds = kinds_of(around)
    word = line.reading.words[name.first]
    if kinds & {"against", "news"}:
        return False
    led = name.first > 0 and any(
        cue.kind == "preposition" and cue.first == name.first - 1 for cue in around
    )
    called = _near(name, around, {"call"})
    if name.kind == "discord":
        if "nursery" in kinds:
            return False
        return _PLAYERS.any_in(line) or (_has_handle(line, name) and len(line.reading.words) < 6)
    if word.text in _ONLY_SHORT:
        if "mathematics" in kinds:
            return False
        return led or called or _near(name, around, {"place", "own"}) or _has_handle(line, name)
    if "cart" in kinds:
        return False
    if word.text == "wa":
        return called
    if word.text.startswith("сигнал") or word.text == "signal":
        if _near(name, around, {"install"}):
            return True
        return led and called and _near(name, around, {"place", "own"})
    if word.text.startswith(("вайб", "директ")):
        return False
    if _TOLD_HANDLE.match(line.original, word.end) is not None:
        return True
    return (led and (called or _near(name, around, {"place"}))) or (
        _near(name, around, {"own", "place"}) and _has_handle(line, name)
    )


def _near(name: Cue, around: Sequence[Cue], kinds: set[str]) -> bool:
    return any(cue.kind in kinds and -_REACH <= cue.first - name.first <= _REACH for cue in around)


def _has_handle(line: Line, name: Cue) -> bool:
    _, end = line.span(name.first, name.last)
    return _HANDLE.match(line.original, end, end + 45) is not None
