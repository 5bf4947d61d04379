"""`dezhurny roster import`: the school's list, first shown, then kept."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import typer

from bot.clocks import school_clock
from bot.config import Settings
from bot.errors import DezhurnyError
from bot.memory import memory_of
from bot.roster.comparison import Comparison, compared
from bot.roster.lines import Fault, Read, Reading, reading_of
from bot.roster.sheet import read
from bot.terminal.asking import agreed, resolved
from bot.terminal.loading import settings_of, storage_in_words
from rules.regulation.clauses import LEAVERS
from rules.regulation.entry import Deed, Entry
from storage.migrate import migrate
from storage.roster import Listed
from storage.unit import Memory, Unit

MOST_SHOWN = 20  # lines of each kind on the screen


def run(config: Path, file: Path, *, dry: bool, yes: bool, whole: bool) -> None:
    """Exit 1 with the faults by row when there are any: then nothing is changed."""
    settings = settings_of(config)
    reading = reading_of(read(file))
    if reading.faults:
        _show_faults(reading.faults)
        raise typer.Exit(1)
    if not reading.lines:
        raise DezhurnyError(f"В файле {file} нет ни одной строки с людьми.")
    with storage_in_words():
        asyncio.run(_import(settings, reading, dry=dry, yes=yes, whole=whole))


def _show_faults(faults: Iterable[Fault]) -> None:
    told = sorted(faults, key=lambda fault: fault.row)
    for fault in told[:MOST_SHOWN]:
        typer.echo(f"{str(fault).capitalize()}.", err=True)
    if len(told) > MOST_SHOWN:
        typer.echo(f"… и ещё ошибок: {len(told) - MOST_SHOWN}.", err=True)
    typer.echo("Ничего не записано: исправьте эти строки и повторите.", err=True)


async def _import(
    settings: Settings, reading: Reading, *, dry: bool, yes: bool, whole: bool
) -> None:
    people = await resolved(settings, reading.names)
    lines = [_with_number(one, people) for one in reading.lines]
    unresolved = [one for one in reading.lines if _is_unresolved(one, people)]
    memory = memory_of(settings)
    try:
        await migrate(memory.engine)
        async with memory.look() as unit:
            found = compared(lines, await unit.roster.all())
        _show(found, unresolved, whole=whole)
        if dry:
            typer.echo("Это проба: ничего не записано.")
        elif found.is_empty and not (whole and found.absent):
            typer.echo("Всё уже записано.")
        elif not agreed("Записать?", yes=yes):
            typer.echo("Ничего не записано.")
        else:
            await _keep(memory, lines, school_clock(settings)(), whole=whole)
            typer.echo("Записано.")
    finally:
        await memory.close()


def _with_number(one: Read, people: Mapping[str, int]) -> Listed:
    name = one.link.name if one.link else ""
    return replace(one.line, member=people[name]) if name in people else one.line


def _is_unresolved(one: Read, people: Mapping[str, int]) -> bool:
    return bool(one.link and one.link.name and one.link.name not in people)


async def _keep(memory: Memory, lines: list[Listed], now: datetime, *, whole: bool) -> None:
    async with memory.unit() as unit:
        # Compared once more under the lock: another import may have come between.
        found = compared(lines, await unit.roster.all())
        await unit.roster.add(found.added)
        for line in found.changed:
            await unit.roster.change(line)
        if whole:
            await unit.roster.drop(line.id for line in found.absent if line.id is not None)
        await _journal(unit, found, now, whole=whole)
        await unit.commit()


async def _journal(unit: Unit, found: Comparison, now: datetime, *, whole: bool) -> None:
    erased = len(found.absent) if whole else 0
    outcome = f"добавлено {len(found.added)}, изменено {len(found.changed)}, стёрто {erased}"
    entry = Entry(
        action=Deed.ROSTER,
        clause=LEAVERS.number,
        reason="список школы прочитан администратором",
        outcome=outcome,
    )
    await unit.journal.add([entry], now)


def _show(found: Comparison, unresolved: Iterable[Read], *, whole: bool) -> None:
    typer.echo(
        f"Новых строк: {len(found.added)}, изменится: {len(found.changed)}, "
        f"без изменений: {found.same}."
    )
    _list("Добавятся", map(_described, found.added))
    _list("Изменятся", map(_described, found.changed))
    absent = "Сотрутся: в файле их нет" if whole else "Останутся, хотя в файле их нет"
    _list(absent, map(_described, found.absent))
    _list("Ссылка не найдена во ВКонтакте", (_unknown(one) for one in unresolved))
    _list("В списке нет ученика этих родителей", map(_described, found.parentless))


def _unknown(one: Read) -> str:
    return f"строка {one.row}: {one.line.name}, {one.link.name if one.link else ''}"


def _described(line: Listed) -> str:
    of = f"родитель: {line.pupil}" if line.pupil else _CAPACITIES[line.capacity.value]
    link = f"vk.com/id{line.member}" if line.member else "без ссылки на ВК"
    return ", ".join(part for part in (line.name, line.form, of, link) if part)


_CAPACITIES = {"pupil": "ученик", "parent": "родитель", "staff": "сотрудник"}


def _list(title: str, lines: Iterable[str]) -> None:
    told = list(lines)
    if not told:
        return
    typer.echo(f"{title} ({len(told)}):")
    for line in told[:MOST_SHOWN]:
        typer.echo(f"  {line}")
    if len(told) > MOST_SHOWN:
        typer.echo(f"  … и ещё {len(told) - MOST_SHOWN}")
