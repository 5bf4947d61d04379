"""What all sections have in common: who looks, where a form leads back to."""

from dataclasses import dataclass

from aiohttp import web

from bot.desk import Desk
from bot.web.guard import FORM, VIEWER
from bot.web.house import HOUSE, House
from bot.web.viewer import Viewer, title_of

SECTION_PATHS = ("/", "/queue", "/cases", "/members", "/journal", "/figures", "/settings")


def house_of(request: web.Request) -> House:
    return request.app[HOUSE]


def viewer_in(request: web.Request) -> Viewer:
    return request[VIEWER]


def field(request: web.Request, name: str) -> str:
    return request[FORM].get(name, "").strip()


def back(request: web.Request, otherwise: str) -> web.HTTPSeeOther:
    """To the page that the form stood on, which is one of ours or the section's first."""
    said = field(request, "back")
    path = said.partition("?")[0]
    known = path in SECTION_PATHS or path.startswith(("/cases/", "/members/", "/settings/"))
    plain = said.isascii() and said.isprintable() and "\\" not in said and "//" not in said
    return web.HTTPSeeOther(said if known and plain else otherwise)


@dataclass(frozen=True, slots=True)
class Option:
    """A line of a list to choose from."""

    value: str
    label: str
    is_chosen: bool = False


def chats_to_choose(desk: Desk, viewer: Viewer, chosen: int | None) -> list[Option]:
    """The viewer's chats by title; empty where there is nothing to choose."""
    if len(viewer.chats) < 2:
        return []
    named = sorted((title_of(desk, chat), chat) for chat in viewer.chats)
    return [Option(str(chat), title, chat == chosen) for title, chat in named]
