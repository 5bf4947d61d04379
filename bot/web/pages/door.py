"""The way in by a one-time link, and the way out."""

from datetime import timedelta

from aiohttp import web

from bot.commands.sign_in import new_secret
from bot.web.pages.common import house_of, viewer_in
from bot.web.render import plain_page
from bot.web.sessions import Cookie, begin, csrf_of, end

DOOR_LASTS = timedelta(minutes=10)


async def door(request: web.Request) -> web.StreamResponse:
    """A button: whoever only looks at the link, as messengers do, does not use it up."""
    house = house_of(request)
    async with house.memory.look() as unit:
        member = await unit.web_sessions.offered(request.match_info["link"], house.clock())
    if member is None:
        return plain_page(request, "dead_link.html.j2", 410)
    secret = new_secret(house.desk)
    response = plain_page(request, "door.html.j2", csrf=csrf_of(secret))
    Cookie.of(house, "door").put(response, secret, DOOR_LASTS)
    return response


async def enter(request: web.Request) -> web.StreamResponse:
    """Use the link up: from now on it opens nothing."""
    house = house_of(request)
    secret = await begin(house, request.match_info["link"])
    if secret is None:
        return plain_page(request, "dead_link.html.j2", 410)
    response = web.Response(status=303, headers={"Location": "/"})
    Cookie.of(house, "journal").put(response, secret, house.desk.settings.web.lasts)
    Cookie.of(house, "door").drop(response)
    return response


async def leave(request: web.Request) -> web.StreamResponse:
    house = house_of(request)
    await end(house, viewer_in(request).session)
    response = plain_page(request, "left.html.j2")
    Cookie.of(house, "journal").drop(response)
    return response
