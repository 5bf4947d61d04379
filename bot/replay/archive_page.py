"""One page of VK's own data archive: `messages<N>.html`, windows-1251, fifty messages.

The shape, as VK's exporter writes it (seen in archives of 2019–2025):

    <div class="message" data-id="123">
      <div class="message__header"><a href="https://vk.com/id1">Имя</a>, 2 фев 2020 в 22:46:22
        <span class='message-edited' title='2 фев 2020 в 22:50:01'> (ред.)</span></div>
      <div>Текст<br>ещё текст<div class="kludges"><div class="attachment">
        <div class="attachment__description">Фотография</div>
        <a class='attachment__link' href='…'>…</a></div></div></div>
    </div>

One's own messages have «Вы» for an author and no link; whose archive it is stands in
`<meta name="jd">`. A service line has its words inside `kludges` as `im_srv_lnk` links.
What members wrote is escaped there, so no message can pretend to be markup.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from html import unescape
from itertools import pairwise

import orjson

from bot.replay.archive_dates import moment_in
from bot.replay.history import Reading
from rules.regulation.message import Attachment, Message, Role

_MESSAGE = re.compile(r"""<div\s[^>]*?class\s*=\s*["']message["'][^>]*>""")
_NUMBER = re.compile(r"""data-id\s*=\s*["']?(\d{1,18})""")
_HEADER = re.compile(
    r"""<div\s[^>]*?class\s*=\s*["']message__header["'][^>]*>(.*?)</div>""", re.DOTALL
)
_EDITED = re.compile(
    r"""<span\s[^>]*?message-edited[^>]*?title\s*=\s*["']([^"']+)["'][^>]*>.*?</span>""", re.DOTALL
)
_LINK = re.compile(r"""<a\s[^>]*?href\s*=\s*["']([^"']*)["'][^>]*>(.*?)</a>""", re.DOTALL)
_KLUDGES = re.compile(r"""<div\s[^>]*?class\s*=\s*["']kludges["'][^>]*>""")
_HANGING = re.compile(
    r"""attachment__description["'][^>]*>(.*?)</div>"""
    r"""(?:\s*<a\s[^>]*?href\s*=\s*["']([^"']*)["'])?""",
    re.DOTALL,
)
_SMILEY = re.compile(r"""<img\s[^>]*?alt\s*=\s*["']([^"']*)["'][^>]*>""")
_BREAK = re.compile(r"<br\s*/?>\n?", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_PAGE = re.compile(r"vk\.(?:com|ru)/(?:(id|club|public|event)(\d{1,15})\b|([\w.]+))")
_CRUMB = re.compile(r"""class\s*=\s*["']ui_crumb["'][^>]*>([^<]+)<""")
_OWNER = re.compile(r"""<meta\s+name\s*=\s*["']jd["']\s+content\s*=\s*["']([^"']+)["']""")
_KINDS = {
    "фотография": "photo", "photo": "photo",
    "видеозапись": "video", "video": "video",
    "аудиозапись": "audio", "audio": "audio",
    "файл": "doc", "file": "doc",
    "запись на стене": "wall", "wall post": "wall",
    "комментарий на стене": "wall_reply", "wall comment": "wall_reply",
    "стикер": "sticker", "sticker": "sticker",
    "ссылка": "link", "link": "link",
    "опрос": "poll", "poll": "poll",
    "история": "story", "story": "story",
    "подарок": "gift", "gift": "gift",
    "карта": "geo", "map": "geo",
    "товар": "market", "подборка товаров": "market_album",
    "граффити": "graffiti", "graffiti": "graffiti",
    "подкаст": "podcast", "статья": "article", "плейлист": "audio_playlist",
    "звонок": "call", "call": "call",
    "альбом фотографий": "album",
}  # fmt: skip
_GONE = ("сообщение удалено", "message deleted")
_NOT_A_PERSON = ("Частное сообщество", "Private community")
_OWN = ("Вы", "You")
_FIRST_YEAR, _LAST_YEAR = 2000, 2285  # VK is of 2006; beyond, moving a time to another zone fails
_STRANGERS_FROM = 10**12  # the numbers we give to authors without one: far above all of VK's


class _StrangeError(Exception):
    """A message that is not as VK writes it."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of its whole conversation."""

    title: str = ""
    owner: int = 0  # whose archive it is; 0 when the page does not tell


def text_of(page: bytes) -> str:
    """A page in VK's encoding, or in UTF-8 when a browser has saved it anew."""
    try:
        return page.decode("utf-8-sig")
    except UnicodeDecodeError:
        return page.decode("windows-1251", "replace")


def about(html: str) -> Page:
    crumbs = _CRUMB.findall(html)
    return Page(_unescaped(crumbs[-1]).strip() if crumbs else "", _owner(html))


def read_page(html: str, name: str, chat: int, owner: int, into: Reading, zone: tzinfo) -> None:
    """All messages of a page. `zone` is that of the times in it."""
    for place, block in enumerate(_blocks(html), start=1):
        try:
            _read(block, chat, owner, into, zone)
        except _StrangeError as strange:
            into.refuse(f"{name}, сообщение {place}", str(strange))


def _blocks(html: str) -> Iterator[str]:
    edges = [*(found.start() for found in _MESSAGE.finditer(html)), len(html)]
    for start, end in pairwise(edges):
        yield html[start:end]


def _read(block: str, chat: int, owner: int, into: Reading, zone: tzinfo) -> None:
    number, header = _NUMBER.search(block), _HEADER.search(block)
    if number is None or header is None:
        raise _StrangeError("нет номера или заголовка сообщения")
    body, *rest = _KLUDGES.split(block[header.end() :], maxsplit=1)
    hanging = rest[0] if rest else ""
    author, name = _author(header[1], owner)
    attached = [
        (_plain(what).lower(), _unescaped(where)) for what, where in _HANGING.findall(hanging)
    ]
    if "im_srv_lnk" in hanging or any(what in _GONE for what, _ in attached):
        into.service += 1
        return
    if name and author not in into.names:
        into.names[author] = name
    message = Message(
        chat=chat,
        id=int(number[1]),
        author=author,
        sent_at=_moment(_EDITED.sub("", header[1]), zone),
        text=_plain(body),
        attachments=tuple(_attachments(attached)),
        reply_to=0 if any(what.startswith("1 прикреп") for what, _ in attached) else None,
        role=Role.MEMBER if author > 0 else Role.BOT,
    )
    edited = _EDITED.search(header[1])
    into.add(message, int(_moment(edited[1], zone).timestamp()) if edited else 0)


def _author(header: str, owner: int) -> tuple[int, str]:
    link = _LINK.search(header)
    if link is None:
        name = _plain(re.split(r",\s*(?:at\s+)?\d", header, maxsplit=1)[0])
        if name in _OWN:
            return owner or _stranger("Вы"), ""
        return -_stranger(name) if name in _NOT_A_PERSON else _stranger(name), name
    page, name = _PAGE.search(link[1]), _plain(link[2])
    if page is None:
        return _stranger(link[1] or name), name
    kind, number, screen_name = page.groups()
    if screen_name:
        return _stranger(screen_name.lower()), name
    return (int(number) if kind == "id" else -int(number)), name


def _stranger(name: str) -> int:
    """The same number for the same name, in every run."""
    digest = hashlib.blake2b(name.encode(), digest_size=5).digest()
    return _STRANGERS_FROM + int.from_bytes(digest, "big")


def _moment(text: str, zone: tzinfo) -> datetime:
    try:
        moment = moment_in(text, zone)
    except ValueError as error:
        raise _StrangeError("такой даты не бывает") from error
    if moment is None:
        raise _StrangeError("нет даты и времени")
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise _StrangeError("такой даты не бывает")
    return moment


def _attachments(attached: list[tuple[str, str]]) -> Iterator[Attachment]:
    for what, where in attached:
        kind = _KINDS.get(what)
        if kind == "doc" and ("audiomsg" in where or where.endswith(".ogg")):
            kind = "audio_message"
        if kind is not None:
            yield Attachment(kind, url=where if kind == "link" else "")


def _plain(html: str) -> str:
    """Text without markup: breaks stay, smileys are their signs."""
    if "<" in html:
        html = _TAG.sub("", _BREAK.sub("\n", _SMILEY.sub(r"\1", html)))
    return (_unescaped(html) if "&" in html else html).strip()


def _unescaped(text: str) -> str:
    try:
        return unescape(text)
    except ValueError:  # a number of thousands of digits
        return text


def _owner(html: str) -> int:
    found = _OWNER.search(html)
    if found is None:
        return 0
    try:
        said = orjson.loads(base64.b64decode(found[1] + "=" * (-len(found[1]) % 4)))
    except (binascii.Error, ValueError):
        return 0
    owner = said.get("user_id") if isinstance(said, dict) else None
    return int(owner) if isinstance(owner, int | str) and str(owner).isdecimal() else 0
