"""«Очередь»: everything that waits for the viewer's word, the longest waiting first."""

from dataclasses import replace

from aiohttp import web

from bot.web.asking import chat_asked
from bot.web.pages.common import chats_to_choose, house_of, viewer_in
from bot.web.render import page
from bot.web.waiting import Waiting

MOST = 20  # questions on one page: who has answered some sees the next


async def queue(request: web.Request) -> web.Response:
    house, viewer = house_of(request), viewer_in(request)
    chat = chat_asked(request, viewer)
    async with house.memory.look() as unit:
        narrowed = viewer if chat is None else replace(viewer, chats=(chat,), is_narrowed=True)
        questions, number = await Waiting(house.desk, unit, narrowed).asked(MOST)
        everything = number
        if chat is not None:
            everything = await Waiting(house.desk, unit, viewer).count()
    return page(
        request,
        viewer,
        "queue.html.j2",
        "queue",
        questions=questions,
        others=number - len(questions),
        chats=chats_to_choose(house.desk, viewer, chat),
        queue=everything,
    )
