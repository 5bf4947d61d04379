"""Whom a command means: by reply, mention, `@name`, link or number."""

import re

from bot.commands.asked import Asked
from bot.people import People

_MENTION = re.compile(r"\[id(\d{1,15})\|[^\]]*\]")
_NUMBER = re.compile(r"(?:@|\*)?id(\d{1,15})\b", re.I)
_ADDRESS = re.compile(r"(?:https?://)?(?:m\.)?vk\.(?:com|ru|me)/", re.I)
_NAME = re.compile(r"([a-z][a-z0-9_.]{2,31})\b", re.I)
_AT = re.compile(r"[@*]")
_BETWEEN = " \t,;:—-"


def names_in(text: str) -> frozenset[str]:
    """The screen names in a text that only the messenger can turn into people."""
    found = set()
    for word in text.split()[:20]:
        name = _named(word)
        if name and not _NUMBER.match(name):
            found.add(name.casefold())
    return frozenset(found)


def _named(word: str) -> str:
    """«@anna» → «anna», «https://vk.com/anna» → «anna»; nothing for any other word."""
    sign = _ADDRESS.match(word) or _AT.match(word)
    name = _NAME.match(word, sign.end()) if sign else None
    return name[1].rstrip(".") if name else ""


def target_of(asked: Asked, people: People) -> tuple[int | None, str]:
    """The person that a command names, and what stands after him; else the one replied to.

    None: nobody is named, or nobody is found by that name.
    """
    rest = asked.rest
    sign = _ADDRESS.match(rest)
    after = rest[sign.end() :] if sign else rest
    if found := _MENTION.match(rest) or _NUMBER.match(after):
        end = found.end() + (sign.end() if sign and found.re is _NUMBER else 0)
        return int(found[1]), _trimmed(rest[end:])
    first = rest.split(maxsplit=1)[0] if rest else ""
    if name := _named(first):
        return people.numbered(name), _trimmed(rest[len(first) :])
    author = asked.message.reply_author
    return (author if author and author > 0 else None), rest


def _trimmed(rest: str) -> str:
    return rest.lstrip(_BETWEEN).strip()
