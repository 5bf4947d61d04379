"""From a template and its data to a page. Whatever a member wrote is text here, never markup."""

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import urlencode

from aiohttp import web
from babel.dates import format_date
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from bot.commands.told import STATES
from bot.reports import words as report_words
from bot.texts import words
from bot.web.house import HOUSE, House
from bot.web.viewer import Viewer, name_of, title_of

# Our own link to a person, as the bot's sentences carry it; a member's own has a space of no
# width after the bracket and stays as he wrote it.
_MENTION = re.compile(r"\[(?:id|club)\d+\|([^\[\]]*)\]")
_NO_WIDTH = "\u200b"

SECTIONS = (
    ("today", "/", "Сегодня"),
    ("queue", "/queue", "Очередь"),
    ("cases", "/cases", "Дела"),
    ("members", "/members", "Участники"),
    ("journal", "/journal", "Журнал"),
    ("figures", "/figures", "Цифры"),
    ("settings", "/settings", "Настройки"),
)
ERRORS = {
    401: ("Войдите в журнал", "Этот раздел открыт только тем, кто вошёл."),
    403: ("Форма не принята", "Страница устарела или открыта не отсюда. Обновите её и повторите."),
    404: ("Здесь ничего нет", "Такой страницы нет, или она о чате, которого вы не ведёте."),
    413: ("Слишком длинно", "Напишите короче и повторите."),
    421: ("Не тот адрес", "Журнал открывают по адресу, который назван в настройках, раздел [web]."),
    429: ("Слишком часто", "Подождите минуту и повторите."),
    500: ("Не получилось", "Ничего не изменилось. Повторите, а если не помогает — скажите школе."),
    503: ("База данных занята", "Ничего не потеряно. Повторите через минуту."),
}
_OTHER = ("Не получилось", "Так сюда обратиться нельзя. Вернитесь назад и повторите.")


def plainly(text: str) -> str:
    """A sentence of the bot without the messenger's notation: «[id1|Анна]» → «Анна»."""
    return _MENTION.sub(r"\1", text).replace(_NO_WIDTH, "")


def page(
    request: web.Request, viewer: Viewer, template: str, section: str, **data: Any
) -> web.Response:
    """A page of one section, with what every page shows."""
    house = request.app[HOUSE]
    common = {
        "viewer": viewer,
        "section": section,
        "sections": SECTIONS,
        "said": house.said(viewer),
        "here": request.rel_url.raw_path_qs if request.method == "GET" else "/",
        "school": house.desk.settings.school.name,
        "now": house.clock(),
        **_of_people(house),
    }
    return _html(_environment().get_template(template).render(common | data))


def plain_page(request: web.Request, template: str, status: int = 200, **data: Any) -> web.Response:
    """A page for one who is not signed in."""
    school = request.app[HOUSE].desk.settings.school.name
    return _html(_environment().get_template(template).render(school=school, **data), status)


def error_page(request: web.Request, status: int, viewer: Viewer | None) -> web.Response:
    title, says = ERRORS.get(status, _OTHER)
    data = {"title": title, "says": says, "is_outside": viewer is None, "code": status}
    return plain_page(request, "error.html.j2", status, **data)


def fragment(template: str, **data: Any) -> str:
    return _environment().get_template(template).render(data)


def _html(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, status=status, content_type="text/html", charset="utf-8")


def _of_people(house: House) -> dict[str, Any]:
    desk = house.desk
    return {
        "name": lambda chat, member: name_of(desk, chat, member),
        "title": lambda chat: title_of(desk, chat),
        "clauses": desk.settings.clauses,
        "states": STATES,
        "when": lambda moment: when(moment, house.clock()),
    }


def when(moment: datetime, now: datetime) -> str:
    """«18:30», «вчера, 18:30», «21 ноября, 18:30», «21 ноября 2025»."""
    moment = moment.astimezone(now.tzinfo)
    if moment.date() == now.date():
        return f"{moment:%H:%M}"
    if moment.date() == (now - timedelta(days=1)).date():
        return f"вчера, {moment:%H:%M}"
    if moment.date() == (now + timedelta(days=1)).date():
        return f"завтра, {moment:%H:%M}"
    if moment.year == now.year:
        return words.moment(moment)
    return str(format_date(moment, "d MMMM y", locale="ru"))


def address(path: str, /, **query: object) -> str:
    """A path with the parts of its query that say something."""
    told = {name: value for name, value in query.items() if value not in (None, "")}
    return f"{path}?{urlencode(told)}" if told else path


@cache
def static_version(name: str) -> str:
    """Changes with the file, so that a browser may keep it for ever."""
    content = resources.files("bot.web").joinpath("static", name).read_bytes()
    return hashlib.sha256(content).hexdigest()[:12]


@cache
def _environment() -> Environment:
    environment = Environment(
        # The body of the report is the one that the head is sent.
        loader=ChoiceLoader([PackageLoader("bot.web"), PackageLoader("bot.reports")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "address": address,
        "static": lambda name: f"/static/{name}?v={static_version(name)}",
        "change": report_words.change,
        "lasting": report_words.lasting,
        "percent": report_words.percent,
    }
    environment.filters |= _filters()
    return environment


def _filters() -> Mapping[str, Any]:
    return {
        "cited": words.cited,
        "date": words.date,
        "day": lambda moment: str(format_date(moment, "EEEE, d MMMM", locale="ru")),
        "duration": words.duration,
        "form": words.form,
        "moment": words.moment,
        "plainly": plainly,
        "plural": words.plural,
        "sentence": words.sentence,
    }
