"""A report as one message for a phone, and what in it deserves a second look."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from bot.reports.report import Report
from bot.reports.words import WEEKDAYS, busiest, hour, lines, rounded
from bot.texts.texts import LONGEST, Texts

MOST_CHATS = 10  # of one list in a message
FEWEST_JUDGED = 5  # cases below which a share of annulled ones says nothing
OFTEN = 0.2  # of the cases annulled: too many
OVERDUE = timedelta(days=3)  # an appeal that has waited so long is told of


def message(report: Report, texts: Texts, *, with_work: bool) -> str:
    """The report as VK takes it. `with_work`: who decides how much, which a chat need not know."""
    if not report.places:
        return texts.render("reports.no_chats")
    parts = [_empty(report, texts)] if report.is_empty else list(_parts(report, texts))
    if with_work and report.work.shares:
        parts.append(_work(report, texts))
    said = "\n\n".join(parts + conclusions(report, texts, with_work=with_work))
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"


def conclusions(report: Report, texts: Texts, *, with_work: bool = True) -> list[str]:
    """What deserves a second look, a sentence each; nothing where all is well."""
    totals, doubts, uneven = report.totals, report.doubts, report.work.uneven
    found: list[str] = []

    def say(name: str, /, **data: Any) -> None:
        found.append(texts.render(f"reports.{name}", **data))

    if totals.breaches.change:
        pair, way = totals.breaches, "more" if totals.breaches.change > 0 else "fewer"
        if pair.now and pair.before:
            say(way, now=pair.now, before=pair.before, compared=report.period.compared)
    if troubled := report.troubled:
        shown = [{"title": one.title, "why": one.trouble} for one in troubled[:MOST_CHATS]]
        say("unsupervised", chats=shown, others=len(troubled) - len(shown))
    annulled, judged = totals.annulled.now, totals.judged.now
    if judged >= FEWEST_JUDGED and annulled > OFTEN * judged:
        say("often_annulled", annulled=annulled, judged=judged)
    if report.appeals.oldest is not None and report.appeals.oldest >= OVERDUE:
        say("overdue", open=report.appeals.open, oldest=_length(report.appeals.oldest))
    if doubts.lapsed:
        say("unanswered", lapsed=doubts.lapsed, asked=doubts.asked.now)
    if uneven and with_work:
        say("uneven", name=uneven.name, percent=uneven.percent, decisions=uneven.decisions)
    return found


def _empty(report: Report, texts: Texts) -> str:
    return texts.render(
        "reports.empty",
        title=report.period.title,
        scope=report.scope,
        compared=report.period.compared,
        before=report.totals.breaches.before,
    )


def _parts(report: Report, texts: Texts) -> Iterator[str]:
    yield _summary(report, texts)
    if report.clauses:
        clauses = [
            {"number": one.clause.number, "now": one.breaches.now, "before": one.breaches.before}
            for one in report.clauses
        ]
        yield texts.render("reports.clauses", clauses=clauses)
    if len(report.chats) > 1:
        chats = [
            {"title": one.place.title, "now": one.breaches.now, "before": one.breaches.before}
            for one in report.chats[:MOST_CHATS]
        ]
        yield texts.render("reports.chats", chats=chats, others=len(report.chats) - len(chats))
    day, time = busiest(report.weekdays), busiest(report.hours)
    if day is not None and time is not None:
        yield texts.render("reports.times", weekday=WEEKDAYS[day], hour=hour(time))
    if report.appeals.filed.now or report.appeals.decided.now or report.appeals.open:
        yield _appeals(report, texts)
    if report.doubts.asked.now:
        yield _doubts(report, texts)
    if report.quiet and len(report.places) > 1:
        quiet = [{"title": one.title} for one in report.quiet[:MOST_CHATS]]
        yield texts.render("reports.quiet", chats=quiet, others=len(report.quiet) - len(quiet))


def _summary(report: Report, texts: Texts) -> str:
    annulled, judged = report.totals.annulled.now, report.totals.judged.now
    return texts.render(
        "reports.summary",
        title=report.period.title,
        scope=report.scope,
        compared=report.period.compared,
        lines=[
            {"name": name, "now": pair.now, "before": pair.before}
            for name, pair in lines(report.totals)
            if pair is not report.totals.annulled
        ],
        annulled=annulled,
        judged=judged,
        percent=round(100 * annulled / judged) if judged else 0,
    )


def _appeals(report: Report, texts: Texts) -> str:
    told = report.appeals
    return texts.render(
        "reports.appeals",
        filed=told.filed.now,
        decided=told.decided.now,
        granted=told.granted,
        open=told.open,
        usual=_length(told.waits.usual),
        longest=_length(told.waits.longest),
        oldest=_length(told.oldest),
    )


def _doubts(report: Report, texts: Texts) -> str:
    told = report.doubts
    return texts.render(
        "reports.doubts",
        asked=told.asked.now,
        breaches=told.breaches,
        dismissed=told.dismissed,
        lapsed=told.lapsed,
        waiting=told.waiting,
        usual=_length(told.waits.usual),
    )


def _work(report: Report, texts: Texts) -> str:
    shares = [
        {"name": share.name, "decisions": share.decisions, "percent": share.percent}
        for share in report.work.shares[:MOST_CHATS]
    ]
    return texts.render(
        "reports.work", shares=shares, idle=report.work.idle, moderators=report.work.moderators
    )


def _length(wait: timedelta | None) -> dict[str, timedelta] | None:
    return None if wait is None else {"length": rounded(wait)}
