"""«Сегодня»: what happened since midnight, and what waits for the viewer."""

from datetime import datetime, time, timedelta

from aiohttp import web

from bot.desk import Desk
from bot.reports.figures import DONE
from bot.web.pages.common import house_of, viewer_in
from bot.web.render import page
from bot.web.viewer import Viewer
from bot.web.waiting import Waiting
from rules.regulation.cases import State
from rules.regulation.entry import Deed
from rules.regulation.policy import Mode
from storage.unit import Unit
from storage.web_filters import CaseFilter

NEWEST = 8  # cases that are shown
MOST_WAITING = 3  # questions that are shown: the rest stand in the queue
HAPPENED = (State.COUNTED, State.REMINDED, State.OBSERVED, State.DOUBTFUL)


async def today(request: web.Request) -> web.Response:
    house, viewer = house_of(request), viewer_in(request)
    now = house.clock()
    midnight = datetime.combine(now.date(), time(), now.tzinfo)
    async with house.memory.look() as unit:
        waiting, queue = await Waiting(house.desk, unit, viewer).asked(MOST_WAITING)
        wanted = CaseFilter(since=midnight)
        cases = await unit.web_listing.cases(viewer.scope, wanted, before=None, limit=NEWEST + 1)
        figures = await _figures(unit, viewer, midnight)
        blocks = await unit.web_queue.blocks(viewer.scope)
    return page(
        request,
        viewer,
        "today.html.j2",
        "today",
        waiting=waiting,
        others=queue - len(waiting),
        queue=queue,
        cases=cases[:NEWEST],
        more=len(cases) > NEWEST,
        figures=figures,
        blocks=blocks,
        soon=now + timedelta(days=1),
        notes=_notes(house.desk, viewer, now),
    )


async def _figures(unit: Unit, viewer: Viewer, since: datetime) -> list[tuple[int, str]]:
    """Numbers, each with the forms of its word."""
    states = await unit.web_listing.states(viewer.scope, since)
    deeds = await unit.web_listing.deeds(viewer.scope, since)
    count = {
        deed: sum(n for (action, _), n in deeds.items() if action == deed.value)
        for deed in (Deed.WARNING, Deed.BLOCK)
    }
    return [
        (sum(states.get(state, 0) for state in HAPPENED), "случай случая случаев"),
        (deeds.get((Deed.DELETE.value, DONE), 0), "удаление удаления удалений"),
        (count[Deed.WARNING], "предупреждение предупреждения предупреждений"),
        (count[Deed.BLOCK], "блокировка блокировки блокировок"),
    ]


def _notes(desk: Desk, viewer: Viewer, now: datetime) -> list[tuple[str, int]]:
    """What is out of the ordinary in the viewer's chats: its kind, and the chat."""
    notes = []
    for chat in viewer.chats:
        if not desk.orders.enabled(chat):
            continue
        if desk.people.rights(chat) is False:
            notes.append(("no_rights", chat))
        elif desk.orders.mode(chat) is Mode.OBSERVE:
            notes.append(("observing", chat))
        if desk.orders.is_urgent(chat, now):
            notes.append(("urgent", chat))
    return notes
