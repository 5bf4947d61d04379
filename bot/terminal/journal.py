"""`dezhurny journal export` and `dezhurny journal verify`."""

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import typer

from bot.clocks import school_clock
from bot.config import Settings
from bot.errors import DezhurnyError, why
from bot.memory import journal_of
from bot.terminal.journal_forms import FORMATS, Written
from bot.terminal.loading import settings_of, storage_in_words
from bot.terminal.manifest import KEY, Manifest, fault_in, key_of, sha256_of
from storage.chain import Fault, Head
from storage.migrate import migrate


def export(
    config: Path,
    form: str,
    output: Path | None,
    manifest: Path | None = None,
    key: Path | None = None,
) -> None:
    if form not in FORMATS:
        raise DezhurnyError(f"Вид «{form}» не умею: напишите --format {', '.join(FORMATS)}.")
    if form == "xlsx" and output is None and sys.stdout.isatty():
        raise DezhurnyError("Таблицу xlsx на экран не вывести: добавьте --output журнал.xlsx.")
    if manifest is not None and output is None:
        raise DezhurnyError("Манифест говорит о файле: добавьте --output журнал.jsonl.")
    settings, secret = settings_of(config), key_of(key, os.environ)
    with storage_in_words():
        if output is None:
            asyncio.run(_export(settings, form, sys.stdout.buffer))
            sys.stdout.flush()
            return
        try:
            with output.open("wb") as file:
                written = asyncio.run(_export(settings, form, file))
            if manifest is not None:
                told = _manifest(settings, form, output, written)
                manifest.write_bytes(told.written(secret))
        except OSError as error:
            raise DezhurnyError(
                f"Файл {error.filename or output} не записать: {why(error)}."
            ) from error
    if manifest is not None:
        _tell_signed(manifest, told.told, signed=secret is not None)


def _manifest(settings: Settings, form: str, output: Path, written: Written) -> Manifest:
    return Manifest(
        school=settings.school.name,
        community=settings.vk.group_id,
        at=school_clock(settings)().isoformat(timespec="seconds"),
        file=output.name,
        format=form,
        sha256=sha256_of(output),
        rows=written.rows,
        first=written.first,
        last=written.last,
        head=written.head,
    )


def _tell_signed(manifest: Path, head: Head, *, signed: bool) -> None:
    end = "подписан" if signed else f"не подписан: ключа нет (переменная {KEY} или --key)"
    typer.echo(f"Манифест {manifest} {end}. Отпечаток: {head.digest}", err=True)


def verify(
    config: Path, head: str | None = None, manifest: Path | None = None, key: Path | None = None
) -> None:
    """Exit 1 where the chain is broken, or a row that was told of before is not in it."""
    settings = settings_of(config)
    told = [] if head is None else [_head_of(head)]
    if manifest is not None:
        told.append(_checked(manifest, key, settings))
    with storage_in_words():
        rows, fault, missing = asyncio.run(_verify(settings, told))
    if fault is not None:
        typer.echo(f"Журнал нарушен в строке {fault.seq}: {fault.problem}.", err=True)
    for one in missing:
        typer.echo(
            f"Отпечатка {one.digest} в журнале нет: после того как он был сообщён, журнал "
            "переписан или укорочен (или это журнал другого сообщества).",
            err=True,
        )
    if fault is not None or missing:
        raise typer.Exit(1)
    typer.echo(f"Журнал цел: строк {rows}.")
    for one in told:
        typer.echo(f"Отпечаток на месте: строка {one.seq}, после неё строк {rows - one.seq}.")


def _head_of(words: str) -> Head:
    try:
        return Head.parse(words)
    except ValueError:
        raise DezhurnyError(
            "Отпечаток непонятен: он выглядит как 1234-9f86d081884c7d659a2feaa0c55ad015, "
            "перенесите его из сообщения целиком."
        ) from None


def _checked(file: Path, key: Path | None, settings: Settings) -> Head:
    """What a manifest tells of the journal. Exit 1 where the exported file is another one."""
    manifest, was_signed = Manifest.read(file, key_of(key, os.environ))
    if manifest.community != settings.vk.group_id:
        raise DezhurnyError(
            f"Манифест — о журнале сообщества {manifest.community}, а в настройках "
            f"{settings.vk.group_id}."
        )
    exported = file.parent / Path(manifest.file).name
    if problem := fault_in(exported, manifest):
        raise DezhurnyError(f"Выгрузка {exported} не та, что в манифесте: {problem}.")
    sign = "подпись верна" if was_signed else f"подпись не проверена: нет ключа ({KEY} или --key)"
    typer.echo(f"Выгрузка {exported} не изменилась: строк {manifest.rows}; {sign}.")
    return manifest.told


async def _export(settings: Settings, form: str, out: BinaryIO) -> Written:
    memory, written = journal_of(settings), Written()
    try:
        await migrate(memory.engine)
        async with memory.look() as unit:
            await FORMATS[form](written.counted(unit.journal.rows()), out)
    finally:
        await memory.close()
    return written


async def _verify(settings: Settings, told: Sequence[Head]) -> tuple[int, Fault | None, list[Head]]:
    memory = journal_of(settings)
    try:
        await migrate(memory.engine)
        async with memory.look() as unit:
            rows, _ = await unit.journal.head()
            fault = await unit.journal.verify()
            # Before the first row there is nothing to be rewritten.
            missing = [one for one in told if one.seq and not await unit.journal.has(one)]
            return rows, fault, missing
    finally:
        await memory.close()
