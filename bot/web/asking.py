"""What an address asks for: filters and places in a list. What makes no sense asks for nothing."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from aiohttp import web

from bot.desk import Desk
from bot.web.viewer import Viewer
from rules.regulation.cases import State
from rules.regulation.clauses import CLAUSES
from rules.regulation.entry import Deed

LARGEST = 2**62  # no database holds a larger number
LONGEST = 100  # characters of a search
_STATES = {state.value: state for state in State}
_DEEDS = {deed.value: deed for deed in Deed}


def number(request: web.Request, name: str) -> int | None:
    """A number of the query; None where there is none. Raises HTTPNotFound for one too large."""
    said = request.query.get(name, "").strip()
    if not said.isascii() or not said.isdecimal():
        return None
    return _bounded(said)


def place(request: web.Request, name: str) -> int:
    """A number of the path."""
    return _bounded(request.match_info[name])


def _bounded(said: str) -> int:
    if len(said) > 19 or int(said) > LARGEST:
        raise web.HTTPNotFound
    return int(said)


def chat_asked(request: web.Request, viewer: Viewer) -> int | None:
    """The chat that a list is narrowed to. Raises HTTPNotFound for one that is not the viewer's."""
    chat = number(request, "chat")
    if chat is not None:
        check_seen(viewer, chat)
    return chat


def check_seen(viewer: Viewer, chat: int | None) -> None:
    """Raises HTTPNotFound: what is not his does not exist, as far as he is told."""
    if chat is None or chat not in viewer.chats:
        raise web.HTTPNotFound


def words(request: web.Request, name: str = "q") -> str:
    return " ".join(request.query.get(name, "").split())[:LONGEST]


def clause(request: web.Request) -> str | None:
    said = request.query.get("clause", "")
    return said if said in CLAUSES else None


def state(request: web.Request) -> State | None:
    return _STATES.get(request.query.get("state", ""))


def deed(request: web.Request) -> Deed | None:
    return _DEEDS.get(request.query.get("action", ""))


@dataclass(frozen=True, slots=True)
class Days:
    """From a day to a day, both of them included; None: open."""

    first: date | None
    last: date | None
    zone: tzinfo

    @property
    def since(self) -> datetime | None:
        return None if self.first is None else datetime.combine(self.first, time(), self.zone)

    @property
    def until(self) -> datetime | None:
        if self.last is None or self.last == date.max:
            return None
        return datetime.combine(self.last + timedelta(days=1), time(), self.zone)


def days(request: web.Request, zone: tzinfo) -> Days:
    return Days(_day(request, "since"), _day(request, "until"), zone)


def _day(request: web.Request, name: str) -> date | None:
    try:
        found = date.fromisoformat(request.query.get(name, ""))
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2100 else None


def people_called(desk: Desk, viewer: Viewer, said: str) -> frozenset[int]:
    """Members of the viewer's chats whose name has every word of the search, or its number."""
    wanted = [_folded(word) for word in said.split()]
    found = set()
    for chat in viewer.chats:
        for person in desk.people.everybody(chat):
            name = _folded(person.name)
            if wanted and all(word in name for word in wanted):
                found.add(person.id)
    return frozenset(found) | ({int(said)} if said.isascii() and said.isdecimal() else frozenset())


def _folded(word: str) -> str:
    return word.casefold().replace("ё", "е")
