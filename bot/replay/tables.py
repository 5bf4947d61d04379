"""A replay on the terminal."""

from rich.console import Console
from rich.table import Table

from bot.replay.charts import periods
from bot.replay.difference import Difference
from bot.replay.tally import Tally
from bot.replay.words import People, cited, moment, outcome
from rules.language.plurals import counted

MOST_PERIODS = 31  # rows of the table by day; a longer history goes by weeks
MOST_MEMBERS = 30
MOST_CHANGES = 20


def print_tally(console: Console, tally: Tally, people: People) -> None:
    if not tally.whole.breaches:
        console.print("Нарушений не нашлось.")
        return
    console.print(f"{_sum(tally)}\n")
    console.print(_by_clause(tally))
    console.print(_by_member(tally, people))
    if len(tally.members) > MOST_MEMBERS:
        rest = counted(len(tally.members) - MOST_MEMBERS, "участник", "участника", "участников")
        console.print(f"… и ещё {rest}: все — на странице (--html).\n")
    console.print(_by_day(tally))


def _sum(tally: Tally) -> str:
    breaches = counted(tally.whole.breaches, "нарушение", "нарушения", "нарушений")
    lines = [
        f"Нашлось бы: {breaches} (точно {tally.whole.certain}, "
        f"сомнительно {tally.whole.doubtful} — их решал бы модератор).",
        f"Удалено: {tally.whole.deleted}. Напоминаний: {tally.reminders}. "
        f"Предупреждений: {tally.warnings}. Блокировок: {tally.blocks}.",
    ]
    if tally.unwritten:
        unwritten = counted(tally.unwritten, "сообщение", "сообщения", "сообщений")
        lines.append(f"Из-за блокировок не были бы написаны: {unwritten}.")
    if tally.staff:
        lines.append(f"Сотрудники школы нарушили бы: {tally.staff} — без взысканий.")
    return "\n".join(lines)


def _table(title: str, first: str, *numbers: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    table.add_column(first)
    for name in numbers:
        table.add_column(name, justify="right")
    return table


def _by_clause(tally: Tally) -> Table:
    table = _table("По пунктам", "Пункт", "Точно", "Сомнит.", "Удалено")
    for clause, count in tally.clauses.items():
        name = f"{clause.cited}, {clause.title}"
        table.add_row(name, str(count.certain), str(count.doubtful), str(count.deleted))
    return table


def _by_member(tally: Tally, people: People) -> Table:
    table = _table("По участникам", "Участник", "Точно", "Сомн.", "Удал.", "Пред.")
    table.add_column("Заблокирован до")
    for member in tally.members[:MOST_MEMBERS]:
        numbers = (member.counts.certain, member.counts.doubtful, member.counts.deleted)
        until = ", ".join(moment(block.until) for block in member.blocks)
        table.add_row(people(member.member), *map(str, numbers), str(member.warnings), until)
    return table


def _by_day(tally: Tally) -> Table:
    table = _table("По времени", "Когда", "Сообщений", "Точно", "Сомнит.", "Удалено")
    for label, count in periods(tally.days, MOST_PERIODS):
        if count.breaches:
            numbers = (count.messages, count.certain, count.doubtful, count.deleted)
            table.add_row(label, *map(str, numbers))
    return table


def print_difference(
    console: Console, found: Difference, before: Tally, after: Tally, people: People, allowed: int
) -> None:
    if not found.changes:
        console.print("\nДругие настройки не изменили бы ничего.")
        return
    console.print()
    console.print(_clauses_changed(found))
    console.print(_sums_changed(before, after))
    for change in found.changes[:MOST_CHANGES]:
        sign = {"added": "+", "removed": "−", "changed": "±"}[change.kind]
        breach = change.shown
        console.print(
            f"{sign} {moment(breach.message.sent_at)}, {people(breach.message.author)}, "
            f"сообщение {breach.message.id}: {cited(breach)} — {outcome(breach, allowed)}"
        )
    if len(found.changes) > MOST_CHANGES:
        console.print(f"… и ещё {len(found.changes) - MOST_CHANGES}: все — на странице (--html).")


def _clauses_changed(found: Difference) -> Table:
    table = _table("Что изменится по пунктам", "Пункт", "Было", "Станет", "+", "−")
    for clause, change in found.clauses.items():
        numbers = (change.before, change.after, change.added, change.removed)
        table.add_row(f"{clause.cited}, {clause.title}", *map(str, numbers))
    return table


def _sums_changed(before: Tally, after: Tally) -> Table:
    table = _table("Что изменится всего", "", "Было", "Станет")
    for name, old, new in (
        ("Удалено", before.whole.deleted, after.whole.deleted),
        ("Напоминаний", before.reminders, after.reminders),
        ("Предупреждений", before.warnings, after.warnings),
        ("Блокировок", before.blocks, after.blocks),
        ("Не написано", before.unwritten, after.unwritten),
    ):
        table.add_row(name, str(old), str(new))
    return table
