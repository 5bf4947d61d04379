"""«Дела»: the list with its filters, and a case with everything that hangs on it."""

from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from bot.card_faces import fragments_of
from bot.commands.asked import Asked
from bot.commands.disputes import annul as annul_command
from bot.commands.numbered import LONGEST_REASON
from bot.commands.told import STATES, told
from bot.desk import Desk
from bot.web import asking
from bot.web.pages.common import (
    Option,
    back,
    chats_to_choose,
    field,
    house_of,
    viewer_in,
)
from bot.web.render import address, page
from bot.web.viewer import Viewer
from bot.web.waiting import Waiting
from rules.regulation.cases import OVER, Case, State
from rules.regulation.clauses import CLAUSES
from rules.regulation.fairness import is_side
from rules.regulation.message import Message
from storage.unit import Unit
from storage.web_filters import CaseFilter, JournalFilter

ON_A_PAGE = 30
MOST_ROWS = 200  # of one case's history
WAYS = {
    "": "Ещё не сообщалось.",
    "told": "Сообщено в чате.",
    "private": "Сообщено лично.",
    "chat": "Сообщено в чате.",
    "owed": "Ночью не беспокоим: скажем утром.",
    "summary": "Сообщено утром, вместе с другими.",
}


async def cases(request: web.Request) -> web.Response:
    house, viewer = house_of(request), viewer_in(request)
    number = _as_number(asking.words(request))
    if number is not None:
        async with house.memory.look() as unit:
            found = await unit.cases.get(number)
        if found is not None and found.chat in viewer.chats:
            raise web.HTTPSeeOther(f"/cases/{number}")
    wanted, chat = _wanted(request, house.desk, viewer), asking.chat_asked(request, viewer)
    before = asking.number(request, "before")
    async with house.memory.look() as unit:
        listed = await unit.web_listing.cases(
            viewer.within(chat), wanted, before=before, limit=ON_A_PAGE + 1
        )
        queue = await Waiting(house.desk, unit, viewer).count()
    shown = listed[:ON_A_PAGE]
    more = len(listed) > ON_A_PAGE
    return page(
        request,
        viewer,
        "cases.html.j2",
        "cases",
        queue=queue,
        cases=shown,
        next=address("/cases", **_asked(request), before=shown[-1].number) if more else "",
        is_first=before is None,
        asked=_asked(request),
        chats=chats_to_choose(house.desk, viewer, chat),
        state_options=[
            Option(state.value, STATES[state], state in wanted.states) for state in State
        ],
        clause_options=clause_options(wanted.clause),
    )


def clause_options(chosen: str | None) -> list[Option]:
    return [
        Option(number, f"{clause.cited}, {clause.title}", number == chosen)
        for number, clause in CLAUSES.items()
        if number.startswith(("3.3.", "Д."))
    ]


def _asked(request: web.Request) -> dict[str, str]:
    """The filters as they were asked for, to be carried on."""
    names = ("q", "chat", "state", "clause", "since", "until")
    return {name: request.query.get(name, "")[: asking.LONGEST] for name in names}


def _wanted(request: web.Request, desk: Desk, viewer: Viewer) -> CaseFilter:
    said, state = asking.words(request), asking.state(request)
    days = asking.days(request, desk.settings.zone)
    return CaseFilter(
        members=asking.people_called(desk, viewer, said) if said else None,
        clause=asking.clause(request),
        states=(state,) if state else (),
        since=days.since,
        until=days.until,
    )


def _as_number(said: str) -> int | None:
    """«17», «№17», «дело 17»."""
    bare = said.casefold().removeprefix("дело").strip().removeprefix("№").strip()
    return int(bare) if bare.isascii() and bare.isdecimal() and len(bare) <= 12 else None


@dataclass(frozen=True, slots=True)
class Shown:
    """One case as its page tells it."""

    case: Case
    strike: int  # which of the allowed ones it was; 0: none
    until: datetime | None  # the end of its block, while that lasts
    is_side: bool  # the viewer is one: he may not decide
    may_annul: bool


async def one_case(request: web.Request) -> web.Response:
    house, viewer = house_of(request), viewer_in(request)
    number = asking.place(request, "number")
    async with house.memory.look() as unit:
        case = await unit.cases.get(number)
        asking.check_seen(viewer, case.chat if case else None)
        assert case is not None  # noqa: S101 - none is nobody's
        waiting = Waiting(house.desk, unit, viewer)
        rows = await unit.web_listing.journal(
            (case.chat,), JournalFilter(case=number), before=None, limit=MOST_ROWS
        )
        telling = await unit.cases.telling(number)
        notice = await unit.outbox.get(telling.notice) if telling.notice else None
        data = {
            "shown": await _shown(house.desk, unit, viewer, case, house.clock()),
            "question": await waiting.about(case),
            "evidence": await fragments_of(unit, case),
            "messages": await unit.cases.messages_of(number),
            "appeal": await unit.appeals.get(number),
            "history": [told(row, house.desk) for row in reversed(rows)],
            "told_way": WAYS.get(telling.way, telling.way),
            "notice": str(notice.act.payload.get("text", "")) if notice else "",
            "queue": await waiting.count(),
        }
    return page(
        request,
        viewer,
        "case.html.j2",
        "cases",
        longest=LONGEST_REASON,
        allowed=house.desk.settings.strikes.allowed,
        **data,
    )


async def _shown(desk: Desk, unit: Unit, viewer: Viewer, case: Case, now: datetime) -> Shown:
    known = await unit.cases.of_member(case.chat, case.member)
    standing = desk.settings.ladder.standing(known, now)
    block, rank = standing.block_of(case.number), standing.ranks.get(case.number, 0)
    side = is_side(case, viewer.member, await unit.cases.reporters(case.number))
    return Shown(
        case,
        rank if rank <= desk.settings.strikes.allowed else 0,
        block.until if block is not None and block.in_force(now) else None,
        side,
        may_annul=not side and case.state not in OVER and case.state is not State.DOUBTFUL,
    )


async def annul(request: web.Request) -> web.StreamResponse:
    """As /отменить N причина, in the words of the one who pressed."""
    house, viewer = house_of(request), viewer_in(request)
    number = asking.place(request, "number")
    reason = " ".join(field(request, "reason").split())[:LONGEST_REASON]
    async with house.memory.look() as unit:
        case = await unit.cases.get(number)
    asking.check_seen(viewer, case.chat if case else None)
    assert case is not None  # noqa: S101 - none is nobody's

    async def deed(unit: Unit, now: datetime) -> str:
        asked = said_in_private(house.desk, viewer, case.chat, f"{number} {reason}", now)
        return (await annul_command(asked, house.desk, unit, now)).text

    house.say(viewer, await house.act(viewer, case.chat, deed))
    raise back(request, f"/cases/{number}")


def said_in_private(desk: Desk, viewer: Viewer, chat: int, rest: str, now: datetime) -> Asked:
    """What a page asks for, as the command that does the same hears it."""
    message = Message(chat=viewer.member, id=0, author=viewer.member, sent_at=now, text=rest)
    return Asked(
        chat=chat,
        member=viewer.member,
        role=desk.people.role(chat, viewer.member),
        rest=rest,
        is_private=True,
        message=message,
    )
