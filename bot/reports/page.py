"""A report as one self-contained page: no script, no request, made to be printed as well."""

import base64
import hashlib

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.reports import charts, words
from bot.reports.report import Report
from bot.reports.text import conclusions
from bot.texts.texts import Texts
from bot.texts.words import moment


def page(report: Report, texts: Texts) -> str:
    """The page's HTML."""
    environment = Environment(
        # The sheet of a replay is the ground of this one: the two pages look alike.
        loader=ChoiceLoader([PackageLoader("bot.reports"), PackageLoader("bot.replay")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        change=words.change, lasting=words.lasting, percent=words.percent, moment=moment
    )
    sheets = [environment.get_template(name).render() for name in ("style.css", "report.css")]
    style = "\n".join(sheets)
    most = max((line.breaches.now for line in report.clauses), default=0)
    before = max((line.breaches.before for line in report.clauses), default=0)
    return environment.get_template("report.html.j2").render(
        report=report,
        heading=words.heading(report),
        style=Markup(style),  # noqa: S704 - our own sheets, and no value of anybody's in them
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        totals=words.lines(report.totals),
        charts=(charts.by_hour(report.hours), charts.by_weekday(report.weekdays)),
        height=charts.HEIGHT,
        most=max(most, before, 1),
        conclusions=conclusions(report, texts),
        note=words.NOTE,
    )
