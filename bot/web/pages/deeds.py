"""A pressed button of the pages: the same deeds as the buttons under the bot's cards."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from aiohttp import web

from bot.apology_questions import KEEP_TERM, LET_RETURN
from bot.card_faces import (
    ALLOW,
    ANNUL,
    BREACH,
    CITE,
    CLEAN,
    NO_BREACH,
    RIGHT,
    SEEN,
    UPHOLD,
    WRONG,
)
from bot.commands.asked import Press
from bot.commands.book import BUTTONS
from bot.judging.closing import DECLINE, SIGN
from bot.web.asking import check_seen
from bot.web.pages.common import back, field, house_of, viewer_in
from storage.unit import Unit

CASE, COMPLAINT, SIGNATURE = "case", "complaint", "signature"
# What may be pressed here, and what its number counts.
PRESSED: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys((BREACH, CLEAN, ALLOW, RIGHT, WRONG), CASE),
        **dict.fromkeys((UPHOLD, ANNUL, LET_RETURN, KEEP_TERM), CASE),
        **dict.fromkeys((CITE, NO_BREACH, SEEN), COMPLAINT),
        **dict.fromkeys((SIGN, DECLINE), SIGNATURE),
    }
)
_REASONED = (UPHOLD, ANNUL)  # without a reason they would ask for one under a card


async def press(request: web.Request) -> web.StreamResponse:
    house, viewer = house_of(request), viewer_in(request)
    do, number = field(request, "do"), _number(field(request, "n"))
    reason = _number(field(request, "r"))
    if do not in PRESSED or number is None or (do in _REASONED and reason is None):
        raise web.HTTPBadRequest
    async with house.memory.look() as unit:
        chat = await _chat_of(unit, PRESSED[do], number)
    check_seen(viewer, chat)
    assert chat is not None  # noqa: S101 - none of the viewer's chats is None
    data: dict[str, Any] = {"do": do, "n": number, "c": field(request, "c")}
    if reason is not None:
        data["r"] = reason
    pressed = Press(chat=viewer.member, member=viewer.member, message=None, data=data)

    async def deed(unit: Unit, now: datetime) -> str:
        return (await BUTTONS[do](pressed, house.desk, unit, now)).text

    house.say(viewer, await house.act(viewer, chat, deed))
    raise back(request, "/queue")


async def _chat_of(unit: Unit, what: str, number: int) -> int | None:
    found: Any
    if what == CASE:
        found = await unit.cases.get(number)
    elif what == COMPLAINT:
        found = await unit.complaints.get(number)
    else:
        found = await unit.signatures.get(number)
    return found.chat if found is not None else None


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= 18 else None
