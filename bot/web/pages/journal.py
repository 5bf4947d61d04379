"""«Журнал»: the rows as they were written, the state of their chain, and the exports."""

from aiohttp import web

from bot.commands.told import DEEDS, told
from bot.web import asking
from bot.web.exporting import FORMS, export_of
from bot.web.guard import set_headers
from bot.web.pages.cases import clause_options
from bot.web.pages.common import Option, back, chats_to_choose, house_of, viewer_in
from bot.web.render import address, page
from bot.web.waiting import Waiting
from storage.chain import Head
from storage.web_filters import JournalFilter

ON_A_PAGE = 50
_KEPT = ("q", "chat", "action", "clause", "since", "until")


async def journal(request: web.Request) -> web.Response:
    house, viewer = house_of(request), viewer_in(request)
    chat, action = asking.chat_asked(request, viewer), asking.deed(request)
    wanted = _wanted(request)
    before = asking.number(request, "before")
    async with house.memory.look() as unit:
        rows = await unit.web_listing.journal(
            viewer.within(chat), wanted, before=before, limit=ON_A_PAGE + 1
        )
        head = Head(*await unit.journal.head())
        queue = await Waiting(house.desk, unit, viewer).count()
    shown = rows[:ON_A_PAGE]
    asked = {name: request.query.get(name, "")[: asking.LONGEST] for name in _KEPT}
    more = len(rows) > ON_A_PAGE
    return page(
        request,
        viewer,
        "journal.html.j2",
        "journal",
        queue=queue,
        rows=[{**row, **told(row, house.desk)} for row in shown],
        head=head,
        chain=house.chain,
        asked=asked,
        is_first=before is None,
        next=address("/journal", **asked, before=shown[-1]["seq"]) if more else "",
        chats=chats_to_choose(house.desk, viewer, chat),
        action_options=[Option(d.value, said, d is action) for d, said in DEEDS.items()],
        clause_options=clause_options(wanted.clause),
        forms=FORMS,
    )


def _wanted(request: web.Request) -> JournalFilter:
    house, viewer = house_of(request), viewer_in(request)
    action, said = asking.deed(request), asking.words(request)
    days = asking.days(request, house.desk.settings.zone)
    people = asking.people_called(house.desk, viewer, said) if said else None
    return JournalFilter(
        targets=people,
        clause=asking.clause(request),
        actions=(action.value,) if action else (),
        since=days.since,
        until=days.until,
    )


async def verify(request: web.Request) -> web.StreamResponse:
    """Walk the chain now, and show what came of it."""
    house, viewer = house_of(request), viewer_in(request)
    await house.chain.look(house.memory, house.clock())
    checked = house.chain.checked
    if checked is not None:
        is_whole = checked.fault is None
        house.say(viewer, "Журнал цел." if is_whole else "Цепочка журнала нарушена.")
    raise back(request, "/journal")


async def export(request: web.Request) -> web.StreamResponse:
    """The file that `journal export` makes; a moderator's holds the rows of his chats."""
    house, viewer = house_of(request), viewer_in(request)
    form = FORMS.get(request.query.get("format", ""))
    if form is None:
        raise web.HTTPNotFound
    file = await export_of(house.memory, form, viewer.scope)
    day = house.clock().date().isoformat()
    headers = {
        "Content-Type": form.type,
        "Content-Disposition": f'attachment; filename="journal-{day}.{form.name}"',
    }
    response = web.StreamResponse(headers=headers)
    set_headers(request, response)
    with file:
        await response.prepare(request)
        while piece := file.read(1 << 16):
            await response.write(piece)
    return response
