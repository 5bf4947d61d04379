"""«Участники»: who has how many strikes and until when, and all cases of one of them."""

from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from bot.desk import Desk
from bot.web import asking
from bot.web.pages.common import chats_to_choose, house_of, viewer_in
from bot.web.render import address, page
from bot.web.viewer import Viewer, name_of
from bot.web.waiting import Waiting
from rules.regulation.cases import Case
from rules.regulation.message import Role
from storage.roster import Capacity
from storage.unit import Unit

ON_A_PAGE = 30
CAPACITIES = {Capacity.PUPIL: "ученик", Capacity.PARENT: "родитель", Capacity.STAFF: "сотрудник"}
MOST_FOUND = 60  # people of a search by name


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a member stands in one chat now."""

    chat: int
    member: int
    strikes: int
    counts_until: datetime | None  # when the first of the strikes is spent
    blocked_until: datetime | None
    cases: int
    newest: int = 0  # the number of the latest case
    is_gone: bool = False
    is_staff: bool = False


async def members(request: web.Request) -> web.Response:
    house, viewer = house_of(request), viewer_in(request)
    chat, said = asking.chat_asked(request, viewer), asking.words(request)
    before = asking.number(request, "before")
    async with house.memory.look() as unit:
        queue = await Waiting(house.desk, unit, viewer).count()
        if said:
            pairs, more = _called(house.desk, viewer, chat, said), False
        else:
            known = await unit.web_listing.members(
                viewer.within(chat), before=before, limit=ON_A_PAGE + 1
            )
            pairs = [(one.chat, one.member) for one in known[:ON_A_PAGE]]
            more = len(known) > ON_A_PAGE
        shown = await _standings(house.desk, unit, pairs, house.clock())
    asked = {"q": said, "chat": request.query.get("chat", "")}
    return page(
        request,
        viewer,
        "members.html.j2",
        "members",
        queue=queue,
        members=shown,
        asked=asked,
        allowed=house.desk.settings.strikes.allowed,
        is_first=before is None,
        next=address("/members", **asked, before=shown[-1].newest) if more else "",
        chats=chats_to_choose(house.desk, viewer, chat),
    )


def _called(desk: Desk, viewer: Viewer, chat: int | None, said: str) -> list[tuple[int, int]]:
    people = asking.people_called(desk, viewer, said)
    places = viewer.chats if chat is None else (chat,)
    found = [
        (place, person.id)
        for place in places
        for person in desk.people.everybody(place)
        if person.id in people and person.id > 0
    ]
    return sorted(found, key=lambda pair: name_of(desk, *pair))[:MOST_FOUND]


async def _standings(
    desk: Desk, unit: Unit, pairs: list[tuple[int, int]], now: datetime
) -> list[Standing]:
    by_pair: dict[tuple[int, int], list[Case]] = {}
    for case in await unit.web_listing.of_members(pairs):
        by_pair.setdefault((case.chat, case.member), []).append(case)
    return [_standing(desk, pair, by_pair.get(pair, []), now) for pair in pairs]


def _standing(desk: Desk, pair: tuple[int, int], cases: list[Case], now: datetime) -> Standing:
    chat, member = pair
    ladder = desk.settings.ladder
    standing = ladder.standing(cases, now)
    block = standing.block_at(now)
    ends = [ladder.expire.after(c.opened_at) for c in cases if c.number in standing.strikes]
    return Standing(
        chat,
        member,
        len(standing.strikes),
        min(ends, default=None),
        block.until if block else None,
        len(cases),
        max((case.number for case in cases), default=0),
        desk.people.has_left(chat, member),
        desk.people.role(chat, member) is not Role.MEMBER,
    )


async def one_member(request: web.Request) -> web.Response:
    house, viewer = house_of(request), viewer_in(request)
    chat, member = asking.place(request, "chat"), asking.place(request, "member")
    asking.check_seen(viewer, chat)
    now = house.clock()
    async with house.memory.look() as unit:
        cases = list(await unit.cases.of_member(chat, member))
        # The school's list is the administrators' to see.
        listed = await unit.roster.of_member(member) if viewer.is_administrator else ()
        queue = await Waiting(house.desk, unit, viewer).count()
    known = any(person.id == member for person in house.desk.people.everybody(chat))
    if not cases and not known:
        raise web.HTTPNotFound
    return page(
        request,
        viewer,
        "member.html.j2",
        "members",
        queue=queue,
        standing=_standing(house.desk, (chat, member), cases, now),
        listed=[line for line in listed if line.left_at is None],
        capacities=CAPACITIES,
        cases=sorted(cases, key=lambda case: -case.number),
        allowed=house.desk.settings.strikes.allowed,
    )
