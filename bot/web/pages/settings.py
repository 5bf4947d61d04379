"""«Настройки»: what holds in each chat, and the little that a moderator may change there.

Every change goes through the command that does the same, and is a row of the journal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from aiohttp import web

from bot.commands import orders
from bot.commands.asked import Does
from bot.commands.orders import KINDS
from bot.commands.urgent import urgent
from bot.desk import Desk
from bot.night import quiet_hours_of
from bot.web import asking
from bot.web.pages.cases import said_in_private
from bot.web.pages.common import Option, back, field, house_of, viewer_in
from bot.web.render import page
from bot.web.viewer import title_of
from bot.web.waiting import Waiting
from rules.quiet_hours import QuietHours
from rules.regulation.clauses import Clause
from rules.regulation.policy import Action, ChatKind, Mode
from storage.unit import Unit

CHANGES: Mapping[str, Does] = MappingProxyType(
    {"mode": orders.mode, "kind": orders.kind, "exception": orders.exception, "urgent": urgent}
)
LONGEST = 60  # characters of a change's word
KIND_SAID = {kind: word for word, kind in KINDS.items()}
ACTIONS = {
    Action.DELETE: "удалить, дело",
    Action.WARN: "предупредить",
    Action.REMIND: "сначала напомнить",
    Action.REVIEW: "спросить модераторов",
}


RULES = {
    "flood": "поток сообщений",
    "clutter": "пустое общение",
    "advertising": "реклама",
    "profanity": "брань и обидные слова",
    "own_words": "слова из списка школы",
}


@dataclass(frozen=True, slots=True)
class Held:
    """What holds in one chat."""

    chat: int
    title: str
    is_enabled: bool
    rights: bool | None
    mode: Mode
    kind: ChatKind
    is_kind_fixed: bool  # by the file
    quiet: QuietHours | None
    urgent_until: datetime | None
    exceptions: tuple[str, ...]
    rules: tuple[tuple[Clause, str, str], ...]  # what it is about, what a certain breach brings
    moderators: tuple[int, ...]

    @property
    def is_observing(self) -> bool:
        return self.mode is Mode.OBSERVE


def held_in(desk: Desk, chat: int, now: datetime) -> Held:
    own, book = desk.settings.chats.peer.get(chat), desk.orders.rulebook(chat)
    clauses = desk.settings.clauses
    return Held(
        chat,
        title_of(desk, chat),
        desk.orders.enabled(chat),
        desk.people.rights(chat),
        desk.orders.mode(chat),
        desk.orders.kind(chat),
        own is not None and own.kind is not None,
        quiet_hours_of(book),
        desk.orders.of(chat).urgent_until if desk.orders.is_urgent(chat, now) else None,
        tuple(sorted(desk.orders.exceptions(chat))),
        tuple(
            (
                clauses[rule.clause.number],
                RULES.get(rule.name, rule.clause.title),
                ACTIONS[policy.action],
            )
            for rule, policy in book
        ),
        tuple(sorted(desk.people.moderators(chat))),
    )


async def settings(request: web.Request) -> web.Response:
    house, viewer = house_of(request), viewer_in(request)
    async with house.memory.look() as unit:
        queue = await Waiting(house.desk, unit, viewer).count()
    held = [held_in(house.desk, chat, house.clock()) for chat in viewer.chats]
    return page(
        request,
        viewer,
        "settings.html.j2",
        "settings",
        queue=queue,
        held=sorted(held, key=lambda one: one.title),
        kind_said=KIND_SAID,
        school_settings=house.desk.settings,
    )


async def one_chat(request: web.Request) -> web.Response:
    house, viewer = house_of(request), viewer_in(request)
    chat = asking.place(request, "chat")
    asking.check_seen(viewer, chat)
    async with house.memory.look() as unit:
        queue = await Waiting(house.desk, unit, viewer).count()
    held = held_in(house.desk, chat, house.clock())
    kinds = [Option(word, word, kind is held.kind) for word, kind in KINDS.items()]
    return page(
        request,
        viewer,
        "chat.html.j2",
        "settings",
        queue=queue,
        held=held,
        kinds=kinds,
        kind_said=KIND_SAID,
    )


async def change(request: web.Request) -> web.StreamResponse:
    house, viewer = house_of(request), viewer_in(request)
    chat = asking.place(request, "chat")
    asking.check_seen(viewer, chat)
    does = CHANGES.get(request.match_info["what"])
    if does is None:
        raise web.HTTPNotFound
    word = " ".join(field(request, "word").split())[:LONGEST]

    async def deed(unit: Unit, now: datetime) -> str:
        asked = said_in_private(house.desk, viewer, chat, word, now)
        return (await does(asked, house.desk, unit, now)).text

    house.say(viewer, await house.act(viewer, chat, deed))
    raise back(request, f"/settings/{chat}")
