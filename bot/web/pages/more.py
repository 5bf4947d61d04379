"""«Ещё»: on a phone, the sections that have no place in the bar below."""

from aiohttp import web

from bot.web.pages.common import house_of, viewer_in
from bot.web.render import page
from bot.web.waiting import Waiting


async def more(request: web.Request) -> web.Response:
    house, viewer = house_of(request), viewer_in(request)
    async with house.memory.look() as unit:
        queue = await Waiting(house.desk, unit, viewer).count()
    return page(request, viewer, "more.html.j2", "more", queue=queue)
