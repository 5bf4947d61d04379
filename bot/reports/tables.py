"""A report on the terminal."""

from rich.console import Console
from rich.table import Table

from bot.reports import words
from bot.reports.report import Pair, Report
from bot.reports.text import conclusions
from bot.texts.texts import Texts


def print_report(console: Console, report: Report, texts: Texts) -> None:
    console.print(f"{words.heading(report)}: {report.period.title}")
    console.print(f"Для сравнения: {report.period.compared}\n")
    if not report.places:
        console.print(texts.render("reports.no_chats"))
        return
    if report.is_empty:
        console.print("Нарушений не было, вмешиваться не пришлось.\n")
    for sentence in conclusions(report, texts):
        console.print(f"• {sentence}")
    if not report.is_empty or report.totals.breaches.before:
        _print_breaches(console, report)
    _print_decisions(console, report)
    if report.quiet:
        console.print(f"Спокойно, ни одного дела: {', '.join(one.title for one in report.quiet)}.")
    for place in report.troubled:
        console.print(f"Без надзора: {place.title} ({place.trouble}).")
    console.print(f"\n{words.NOTE}")


def _print_breaches(console: Console, report: Report) -> None:
    totals = _table("Всего", "", "Сейчас", "Было", "±")
    for name, pair in words.lines(report.totals):
        totals.add_row(name, *_compared(pair))
    annulled, judged = report.totals.annulled, report.totals.judged
    totals.add_row(
        "Доля отменённых дел",
        words.percent(annulled.now, judged.now),
        words.percent(annulled.before, judged.before),
    )
    console.print(totals)
    clauses = _table("По пунктам", "Пункт", "Сейчас", "Было", "±", "Отменено")
    for of in report.clauses:
        name = f"{of.clause.cited}, {of.clause.title}"
        clauses.add_row(name, *_compared(of.breaches), str(of.annulled))
    chats = _table("По чатам", "Чат", "Сейчас", "Было", "±", "Удал.", "Пред.", "Блок.", "Отмен.")
    for line in report.chats:
        numbers = (line.deleted, line.warnings, line.blocks, line.annulled)
        chats.add_row(line.place.title, *_compared(line.breaches), *map(str, numbers))
    hours = _table("По часам", "Время", "Сейчас", "Было", "±")
    for number, pair in enumerate(report.hours):
        if pair != Pair():
            hours.add_row(words.hour(number), *_compared(pair))
    days = _table("По дням недели", "День", "Сейчас", "Было", "±")
    for number, pair in enumerate(report.weekdays):
        days.add_row(words.WEEKDAYS[number], *_compared(pair))
    for table in (clauses, chats, hours, days):
        if table.row_count:
            console.print(table)


def _print_decisions(console: Console, report: Report) -> None:
    appeals, doubts, work = report.appeals, report.doubts, report.work
    if appeals.filed.now or appeals.decided.now or appeals.open:
        console.print(
            f"Обжалований подано: {appeals.filed.now}, решено: {appeals.decided.now}, "
            f"удовлетворено: {appeals.granted}, ждут решения: {appeals.open}. Обычный срок: "
            f"{words.lasting(appeals.waits.usual)}, "
            f"самый долгий: {words.lasting(appeals.waits.longest)}."
        )
    if doubts.asked.now:
        console.print(
            f"Сомнительных случаев: {doubts.asked.now}; нарушений из них: {doubts.breaches}, "
            f"не нарушений: {doubts.dismissed}, без ответа закрыто: {doubts.lapsed}, "
            f"ждут ответа: {doubts.waiting}. Обычный срок ответа: "
            f"{words.lasting(doubts.waits.usual)}."
        )
    if work.shares:
        table = _table("Кто решает", "Модератор", "Решений", "Доля", "Чатов")
        for share in work.shares:
            table.add_row(share.name, str(share.decisions), f"{share.percent}%", str(share.chats))
        console.print(table)
        if work.idle:
            console.print(f"Ничего не решали: {work.idle} из {work.moderators}.")


def _compared(pair: Pair) -> tuple[str, str, str]:
    return str(pair.now), str(pair.before), words.change(pair)


def _table(title: str, first: str, *numbers: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    table.add_column(first)
    for name in numbers:
        table.add_column(name, justify="right")
    return table
