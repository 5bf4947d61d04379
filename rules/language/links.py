"""Links in a text and in what hangs on it, also those that are hidden: «t . me / klass».

A link is known by its shape and by its ending; the bot never opens one. `registered_domain`
alone asks the public suffix list, which is loaded when first needed, from the package's own copy.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

import ahocorasick

from rules.language.limits import LONGEST_TEXT
from rules.language.tables import words

if TYPE_CHECKING:
    from tldextract import TLDExtract

_ENDINGS = (
    "ru|рф|com|net|org|me|su|gg|info|biz|io|shop|store|online|site|club|pro|app|dev|link|ly|cc|by|kz|"
    "ua|uz|tv|top|xyz|space|school|moscow|market|fun|live|art|pw|tk|ws|one|to|im|vip|ai|page|click|"
    "xn--p1ai|москва|дети|онлайн|сайт|dog|be|eu|uk|de|cn|us|fm|media|world|website|life"
)
_LABEL = r"[a-zа-яё0-9][a-zа-яё0-9-]{0,62}"
_LINK = re.compile(
    rf"(?<![\w@.-])(?:(?P<scheme>h(?:tt|xx|хх|тт)ps?|tg|viber|whatsapp|ftp)(?::|\[:\])//(?P<any>[^\s<>\"«»]+)"
    rf"|(?:www\.)?(?:{_LABEL}\.){{1,4}}(?:{_ENDINGS})(?![\w-])(?::\d+)?(?:/[^\s<>\"«»]*)?)",
    re.IGNORECASE,
)
_HIDDEN_DOT = re.compile(
    r"\s?[\[({]\s?(?:\.|dot|точка)\s?[\])}]\s?|(?<=\w)\s(?:точка|dot)\s(?=\w)|(?<=[a-zтм])\s\.\s?(?=[a-zм])"
    r"|(?<=[a-zт])\.\s(?=(?:me|ме|gg|com|ru)\s?/)|(?<=\bt),\s?(?=me/)",
    re.IGNORECASE,
)
_HIDDEN_SLASH = re.compile(r"\s(?:слеш|слэш|slash)\s|\s?/\s?(?=[\w+@])", re.IGNORECASE)
_HIDDEN_ENDINGS = "me|ме|ru|ру|com|ком|gg|рф|org"
_MOST_LINKS = 40  # of one message
_MOST_MARKS = 24  # hidden dots and slashes made plain in one message
_SIGN = re.compile(r"[./\])}]")  # no link is without one of these, or has it in words
_TRAILING = ".,;:!?)]}»\"'…"
_SHORTENERS = words("""
    bit.ly clck.ru vk.cc goo.gl tinyurl.com is.gd t.co cutt.ly goo.su u.to ow.ly rebrand.ly
    surl.li clk.li shorturl.at tiny.cc ya.cc qps.ru lnk.bio taplink.cc taplink.ws rb.gy kutt.it
    inlnk.ru s.click.aliexpress.com
""")


@dataclass(frozen=True, slots=True)
class Link:
    """`start` and `end` in the original; for an attachment's link both are 0."""

    host: str  # lower case, without «www.»; punycode read as letters
    path: str  # what follows the host, with its slash
    start: int = 0
    end: int = 0
    hidden: bool = False  # written so that no machine shall see it

    def is_of(self, hosts: Iterable[str]) -> bool:
        """Is it on one of the hosts, or on a host below one?"""
        return any(self.host == host or self.host.endswith("." + host) for host in hosts)

    @property
    def is_shortened(self) -> bool:
        return self.is_of(_SHORTENERS)


def links_in(text: str) -> tuple[Link, ...]:
    """Every link of a text; never raises."""
    if _SIGN.search(text) is None:
        lowered = text.lower()
        if "точка" not in lowered and "dot" not in lowered:
            return ()
    return _found_in(text[:LONGEST_TEXT])


@lru_cache(maxsize=2048)
def _found_in(text: str) -> tuple[Link, ...]:
    signs = {kind for _, kind in _signs().iter(text.lower())}
    if not signs:
        return ()
    plain = islice(_LINK.finditer(text), _MOST_LINKS)
    found = [_link(match, match.start(), match.end(), False) for match in plain]
    if "hidden" in signs:
        shown, places = _revealed(text)
        for match in islice(_LINK.finditer(shown), _MOST_LINKS):
            start, end = places[match.start()], places[match.end() - 1] + 1
            if not any(link.start < end and start < link.end for link in found):
                found.append(_link(match, start, end, True))
    return tuple(sorted(found, key=lambda link: link.start))


def link_of(url: str) -> Link | None:
    """The link of an attachment."""
    match = _LINK.search(url)
    return None if match is None else _link(match, 0, 0, False)


def spans_of_links(text: str) -> list[tuple[int, int]]:
    return [(link.start, link.end) for link in links_in(text)]


def registered_domain(host: str) -> str:
    """«maps.school.edu.ru» → «edu.ru» or what the public suffix list holds; "" if unknown."""
    return _extractor()(host).top_domain_under_public_suffix


@cache
def _signs() -> ahocorasick.Automaton:
    """What a text with a link cannot do without: cheaper to look for than a link."""
    automaton = ahocorasick.Automaton()
    for ending in _ENDINGS.split("|"):
        automaton.add_word("." + ending, "plain")
    automaton.add_word("://", "plain")
    for ending in _HIDDEN_ENDINGS.split("|"):
        for before in (". ", "] ", ") ", "]", ")", "} ", "}", "точка ", "dot ", "точка", "dot"):
            automaton.add_word(before + ending, "hidden")
    for sign in ("[:]", "t,me/", "t, me/"):
        automaton.add_word(sign, "hidden")
    automaton.make_automaton()
    return automaton


@cache
def _extractor() -> "TLDExtract":
    from tldextract import TLDExtract  # 0.2 s and 18 MB: most schools never need it

    return TLDExtract(suffix_list_urls=(), cache_dir=None)


def _link(match: re.Match[str], start: int, end: int, hidden: bool) -> Link:
    written = match[0].rstrip(_TRAILING)
    end -= len(match[0]) - len(written) if not hidden else 0
    scheme = (match["scheme"] or "").lower()
    if scheme in ("tg", "viber", "whatsapp"):
        return Link(f"{scheme}:", "/" + written.partition("//")[2], start, end, hidden)
    address = written.partition("//")[2] if scheme else written
    host, slash, path = address.partition("/")
    host = host.replace("[.]", ".").replace("(.)", ".")
    host = host.partition("?")[0].rpartition("@")[2].partition(":")[0].lower()
    return Link(_read_punycode(host.removeprefix("www.")), slash + path, start, end, hidden)


def _read_punycode(host: str) -> str:
    if "xn--" not in host:
        return host
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:  # no such name can be registered: keep it as written
        return host


def _revealed(text: str) -> tuple[str, list[int]]:
    """The text with hidden dots and slashes made plain, and each letter's place."""
    letters: list[str] = []
    places: list[int] = []
    done = 0
    marks = [(match.start(), match.end(), ".") for match in _HIDDEN_DOT.finditer(text)]
    marks += [(match.start(), match.end(), "/") for match in _HIDDEN_SLASH.finditer(text)]
    for start, end, sign in sorted(marks)[:_MOST_MARKS]:
        if start < done:
            continue
        letters += [*text[done:start], sign]
        places += [*range(done, start), start]
        done = end
    letters += text[done:]
    places += range(done, len(text))
    return "".join(letters), places
