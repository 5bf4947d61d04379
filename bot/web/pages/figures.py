"""«Цифры»: the head's report on the viewer's chats, on the page and ready to be printed."""

from aiohttp import web

from bot.reports import charts, words
from bot.reports.making import make
from bot.reports.period import Length, Period
from bot.reports.text import conclusions
from bot.web import asking
from bot.web.pages.common import Option, chats_to_choose, house_of, viewer_in
from bot.web.render import page
from bot.web.waiting import Waiting

SPANS = {
    "week": (Length.WEEK, False, "7 дней"),
    "month": (Length.MONTH, False, "30 дней"),
    "last_week": (Length.WEEK, True, "Прошлая неделя"),
    "last_month": (Length.MONTH, True, "Прошлый месяц"),
}


async def figures(request: web.Request) -> web.Response:
    house, viewer = house_of(request), viewer_in(request)
    desk, chat = house.desk, asking.chat_asked(request, viewer)
    said = request.query.get("period", "")
    length, is_whole, _ = SPANS.get(said, SPANS["week"])
    period = (Period.whole if is_whole else Period.running)(length, house.clock())
    async with house.memory.look() as unit:
        queue = await Waiting(desk, unit, viewer).count()
        report = await make(unit, desk.settings, period, viewer.within(chat))
    most = max((max(c.breaches.now, c.breaches.before) for c in report.clauses), default=0)
    chosen = said if said in SPANS else "week"
    return page(
        request,
        viewer,
        "figures.html.j2",
        "figures",
        queue=queue,
        report=report,
        totals=words.lines(report.totals),
        charts=(charts.by_hour(report.hours), charts.by_weekday(report.weekdays)),
        height=charts.HEIGHT,
        most=max(most, 1),
        conclusions=conclusions(report, desk.texts),
        note=words.NOTE,
        periods=[Option(key, label, key == chosen) for key, (_, _, label) in SPANS.items()],
        chats=chats_to_choose(desk, viewer, chat),
        chat=request.query.get("chat", ""),
    )
