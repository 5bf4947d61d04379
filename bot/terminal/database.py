"""`dezhurny db backup` and `dezhurny db migrate-to`."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from pydantic import ValidationError
from sqlalchemy.engine import make_url

from bot.config import Settings
from bot.config.sections import Storage
from bot.errors import DezhurnyError, why
from bot.terminal.loading import settings_of, storage_in_words
from bot.terminal.progress import progress
from bot.texts.words import plural
from storage.backup import back_up, file_of
from storage.chain import Head
from storage.copying import Checked, Copied, Stage, Told, copy
from storage.engine import open_engine
from storage.migrate import migrate

_STAGES = {Stage.COPY: "Перенос", Stage.COMPARE: "Сверка"}


def backup(config: Path, file: Path, *, replace: bool) -> None:
    """Exit 0 with the copy on the disk and read through; what is broken in it is said."""
    settings = settings_of(config)
    try:
        with storage_in_words(), _bars() as told:
            journals = asyncio.run(_backed_up(settings, file, told, replace=replace))
    except FileExistsError:
        raise DezhurnyError(
            f"Файл {file} уже есть: назовите копию иначе или добавьте --force."
        ) from None
    except OSError as error:
        raise DezhurnyError(f"Файл {file} не записать: {why(error)}.") from error
    size = plural(-(-file.stat().st_size // 1024), "килобайт", "килобайта", "килобайт")
    typer.echo(f"Копия готова: {file}, {size}; читать её может только её владелец.")
    _show(journals)


def migrate_to(config: Path, target: str) -> None:
    """Exit 0 when the other database holds all that this one does, row by row."""
    settings = settings_of(config)
    url = _address(target)
    _refuse_itself(settings.storage.url, url)
    with storage_in_words(), _bars() as told:
        copied = asyncio.run(_moved(settings.storage.url, url, told))
    rows = plural(copied.rows, "строка", "строки", "строк")
    tables = plural(copied.tables, "таблицы", "таблиц", "таблиц")
    typer.echo(f"Перенесено и сверено: {rows} из {tables}. Старая база не изменилась.")
    _show(copied.journals)
    typer.echo(
        "Теперь впишите новый адрес в [storage] url, проверьте его командой dezhurny check и "
        "запускайте бота. Что он записал бы в старую базу после переноса, в новую не попадёт."
    )


async def _backed_up(
    settings: Settings, file: Path, told: Told, *, replace: bool
) -> tuple[Checked, ...]:
    if file_of(settings.storage.url) is None:  # SQLite copies itself as it is
        engine = open_engine(settings.storage.url)
        try:
            await migrate(engine)
        finally:
            await engine.dispose()
    return await back_up(settings.storage.url, file, told, replace=replace)


async def _moved(source: str, target: str, told: Told) -> Copied:
    old, new = open_engine(source), open_engine(target)
    try:
        await migrate(old)
        return await copy(old, new, told, alone=True)
    finally:
        await old.dispose()
        await new.dispose()


def _address(target: str) -> str:
    try:
        return Storage.model_validate({"url": target}).url
    except ValidationError as error:
        told = error.errors()[0]["ctx"]
    # Outside of `except`: the address may carry a password, and travels along with the error.
    raise DezhurnyError(f"Не перенести: {told['problem']}; {told['remedy']}.")


def _refuse_itself(source: str, target: str) -> None:
    old, new = file_of(source), file_of(target)
    if old is not None and not old.exists():
        raise DezhurnyError(f"Переносить нечего: файла {old} нет. Проверьте [storage] url.")
    is_file = old is not None and new is not None and old.resolve() == new.resolve()
    if is_file or make_url(source) == make_url(target):
        raise DezhurnyError("Это та же самая база: укажите адрес новой, пустой.")


@contextmanager
def _bars() -> Iterator[Told]:
    """A bar for each stage that is come to."""
    with progress() as bar:
        steps: dict[Stage, Callable[[int, int], None]] = {}

        def told(stage: Stage, done: int, total: int) -> None:
            if stage not in steps:
                steps[stage] = bar(_STAGES[stage])
            steps[stage](done, total)

        yield told


def _show(journals: Iterable[Checked]) -> None:
    found = list(journals)
    for one in found:
        rows = plural(one.rows, "строка", "строки", "строк")
        if one.fault is None:
            head = Head(one.rows, one.head).digest
            typer.echo(f"Журнал сообщества {one.community} цел: {rows}, отпечаток {head}")
        else:
            typer.echo(
                f"Журнал сообщества {one.community} нарушен в строке {one.fault.seq}: "
                f"{one.fault.problem}. Таким он был и до копирования.",
                err=True,
            )
    if not found:
        typer.echo("Журнал пока пуст.")
