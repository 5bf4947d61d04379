"""Пункт Д. 2.6 — для общения с участниками не используют сторонние мессенджеры.

What it does
    Flags links and invitations into WhatsApp, Viber, Telegram, Discord, Skype, WeChat, Signal
    and their like: «создала группу в вотсапе», «пишите в телегу», «тг: @nick», t.me/…; names
    whose letters are set apart; and payment details put into the chat. A link, or a name with
    a call beside it, is certain; a name in passing is doubtful.

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
from itertools import islice
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

_SHORT = "short "  # before the kind of a short name: both sorts are found in one pass
_NAMES = Cues({**NAMES, **{_SHORT + kind: stems for kind, stems in SHORT_NAMES.items()}})
_SURROUNDINGS = Cues(SURROUNDINGS)
_PLAYERS = Cues(PLAYERS)
_HANDLE = re.compile(
    r"(?:[:\-—–=,(]|\s|^)\s{0,2}@?[A-Za-z][\w.]{3,31}(?:#\d{4})?|#\d{4}"
    r"|[\s:—-]{0,3}\+?[78][\d ()-]{9,16}"
)
_TOLD_HANDLE = re.compile(r"\s?[:—-]?\s?@[A-Za-z]\w{3,31}")
_ONLY_SHORT = words("тг tg инста инсту инсте инстой тэгэ вотс вотсе ватс ватсе ватсик вотсик вацик")
_BANK = re.compile(
    r"(?<!\d)(?:40[5-8]|42[36]|30[123]|032)(?: ?\d){17}(?!\d)|бик\W{0,3}0\d{8}", re.IGNORECASE
)
# «Т е л е г р а м», «в т.е.л.е.г.у», «телегр.ам»: letters that somebody has put apart.
_PARTED = re.compile(
    r"(?<!\w)[^\W\d_](?:[ .*·•_-]{1,2}[^\W\d_]){4,}(?!\w)|"
    r"(?<!\w)[^\W\d_]{2,}[.*·•_][^\W\d_]{2,}(?!\w)"
)
_SIGN_BETWEEN = re.compile(r"[.*·•_-](?<=\w.)(?=\w)")
_LETTERS_APART = re.compile(r" \S \S \S \S \S ")
_MOST_PARTED = 4
_BETWEEN_LETTERS = re.compile(r"[ .*·•_-]")
_PREPOSITIONS = frozenset("вс")
_LONG_SHORT_NAME = 4
_LED_ALONE = 3  # words: «в вайбер» and little else
_MOST_NAMES = 6  # names looked at in one message
_SHORT_AND_COMMON = frozenset({"snapchat", "imo", "bip", "line", "session"})
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
        text = message.text
        if _SIGN_BETWEEN.search(text) or _LETTERS_APART.search(line_of(text).text):
            return self._by_parted_name(text) or self._by_bank_details(text)
        return self._by_bank_details(text)

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
        for name in short:
            if _is_hinted(line, name, around):
                return self._named(line, name, certain=False)
        return None

    def _named(self, line: Line, name: Cue, certain: bool) -> Violation:
        start, end = line.span(name.first, name.last)
        fragment = line.original[start:end]
        return self._violation(certain, fragment, start, fragment)

    def _by_parted_name(self, text: str) -> Violation | None:
        for match in islice(_PARTED.finditer(text), _MOST_PARTED):
            whole = _BETWEEN_LETTERS.sub("", match[0])
            bare = whole[1:] if whole[:1].lower() in _PREPOSITIONS else whole
            for name in {whole, bare}:
                plain, short = _names_in(name)
                found = plain or tuple(cue for cue in short if len(name) > _LONG_SHORT_NAME)
                if not found or found[0].kind in self.allowed:
                    continue
                if "against" in kinds_of(_SURROUNDINGS.find(line_of(text))):
                    return None
                return self._violation(True, match[0], match.start(), match[0])
        return None

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
    found = _NAMES.find(line_of(text))
    if not found:
        return (), ()
    plain = [cue for cue in found if not cue.kind.startswith(_SHORT)]
    short = [
        Cue(cue.kind.removeprefix(_SHORT), cue.first, cue.last)
        for cue in found
        if cue.kind.startswith(_SHORT)
    ]
    return tuple(plain[:_MOST_NAMES]), tuple(short[:_MOST_NAMES])


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
    if _near(name, around, {"call", "place", "own"}) or _has_handle(line, name):
        return True
    return _is_led(name, around) and len(line.reading.words) <= _LED_ALONE


def _is_led(name: Cue, around: Sequence[Cue]) -> bool:
    return name.first > 0 and any(
        cue.kind == "preposition" and cue.first == name.first - 1 for cue in around
    )


def _is_hinted(line: Line, name: Cue, around: Sequence[Cue]) -> bool:
    """«Твиттер и телега», «го телега»: perhaps a messenger, and no cart is in sight."""
    kinds = kinds_of(around)
    if name.kind == "discord" and not kinds & {"nursery", "against"}:
        called = _near(name, around, {"call"})
        return called and _is_led(name, around) and len(line.reading.words) <= _LED_ALONE
    if name.kind != "telegram" or kinds & {"cart", "mathematics", "lesson"}:
        return False
    if "against" in kinds:  # «чат не работает, го телега»: the call stands just before the name
        return any(cue.kind == "call" and 0 < name.first - cue.first <= 2 for cue in around)
    social = any(cue.kind == "social" and abs(cue.first - name.first) <= 2 for cue in around)
    return social or (len(line.reading.words) <= _LED_ALONE and _near(name, around, {"call"}))


def _is_meant(line: Line, name: Cue, around: Sequence[Cue]) -> bool:
    """Is «телега», «тг» or «дс» a messenger here?"""
    kinds = kinds_of(around)
    word = line.reading.words[name.first]
    if kinds & {"against", "news"}:
        return False
    led = _is_led(name, around)
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
    if name.kind in _SHORT_AND_COMMON or word.text == "ва":
        return led and called
    if word.text.startswith("сигнал") or word.text == "signal":
        if _near(name, around, {"install"}):
            return True
        meant = (
            word.text == "signal"
            or line.original[word.start].isupper()
            or _near(name, around, {"place", "own"})
        )
        return led and called and meant
    if word.text.startswith("вайб"):
        return False
    if word.text.startswith("директ"):
        return led and called and "инст" in line.text
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
