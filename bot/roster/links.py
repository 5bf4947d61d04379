"""Who is meant by «vk.com/id1», «https://vk.com/anna», «@anna», «[id1|Анна]», «id1» or «1»."""

import re
from dataclasses import dataclass

_ADDRESS = re.compile(r"(?:https?://)?(?:www\.|m\.)?vk\.(?:com|ru|me)/", re.I)
_MENTION = re.compile(r"\[(id|club|public)(\d{1,15})\|[^\]]*\]")
_NUMBER = re.compile(r"(?:id)?(\d{1,15})(?:\.0)?", re.I)  # a spreadsheet may keep 1 as 1.0
_COMMUNITY = re.compile(r"(?:club|public|event)\d+|-\d+", re.I)
_NAME = re.compile(r"[a-z][a-z0-9_.]{2,31}", re.I)


@dataclass(frozen=True, slots=True)
class Link:
    """A person's number, or a screen name that only the messenger can turn into one."""

    member: int | None = None
    name: str = ""


def link_of(text: str) -> Link | None:
    """The person that a cell or a word of the command line means; None when it is empty.

    Raises ValueError with a Russian sentence for anything else.
    """
    bare = text.strip()
    if not bare:
        return None
    if found := _MENTION.fullmatch(bare):
        bare = found[1] + found[2]
    elif sign := _ADDRESS.match(bare):
        bare = re.split(r"[/?#\s]", bare[sign.end() :], maxsplit=1)[0]
    else:
        bare = bare.removeprefix("@")
    if _COMMUNITY.fullmatch(bare):
        raise ValueError("это сообщество, а не человек")
    if number := _NUMBER.fullmatch(bare):
        if int(number[1]) == 0:
            raise ValueError("номера 0 в ВК нет")
        return Link(member=int(number[1]))
    if _NAME.fullmatch(bare):
        return Link(name=bare.casefold())
    raise ValueError("ссылка непонятна: напишите, например, vk.com/id1")
