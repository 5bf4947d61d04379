"""`journal`, `report` and `db`: what was done, in figures and in full, and its safe keeping."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import ConfigPath, KeyPath, config_of
from bot.cli.russian import OPTIONS, RussianGroup, command

PANEL = "Журнал, отчёты, база"

journal = typer.Typer(
    cls=RussianGroup, help="Журнал: выгрузить или проверить.", no_args_is_help=True
)
database = typer.Typer(
    cls=RussianGroup, help="База данных: копия, перенос, шифрование.", no_args_is_help=True
)


def add_to(app: typer.Typer) -> None:
    command(
        app,
        "report",
        "dezhurny report",
        "dezhurny report --period month --whole --output otchet.html",
        panel=PANEL,
    )(report)
    command(
        journal,
        "export",
        "dezhurny journal export -o zhurnal.jsonl --manifest zhurnal.manifest.json",
        "dezhurny journal export --format xlsx -o zhurnal.xlsx",
    )(journal_export)
    command(
        journal,
        "verify",
        "dezhurny journal verify",
        "dezhurny journal verify --head 1234-9f86d081884c7d659a2feaa0c55ad015",
        "dezhurny journal verify --manifest zhurnal.manifest.json --key kluch",
    )(journal_verify)
    command(database, "backup", "dezhurny db backup kopia-2026-11-23.db")(database_backup)
    command(database, "encrypt", "dezhurny db encrypt")(database_encrypt)
    command(database, "decrypt", "dezhurny db decrypt")(database_decrypt)
    command(
        database,
        "migrate-to",
        "TARGET_DATABASE_URL=postgresql://бот:пароль@сервер/dezhurny dezhurny db migrate-to",
        "dezhurny db migrate-to sqlite:///novaya.db",
    )(database_migrate_to)
    for name, line in (("journal", journal), ("db", database)):
        app.add_typer(line, name=name, options_metavar=OPTIONS, rich_help_panel=PANEL)


def report(
    context: typer.Context,
    config: ConfigPath = None,
    period: Annotated[
        str, typer.Option("--period", help="Срок: week — неделя, month — месяц.")
    ] = "week",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Файл .html (страница с графиками) или .xlsx."),
    ] = None,
    names: Annotated[
        bool, typer.Option("--names", help="Показать имена модераторов вместо «модератор 1».")
    ] = False,
    whole: Annotated[
        bool,
        typer.Option("--whole", help="Последняя целая неделя или месяц, а не последние дни."),
    ] = False,
) -> None:
    """Отчёт для директора: нарушения по пунктам, чатам и часам, обжалования, работа модераторов."""
    from bot.terminal.report import run as start

    start(config_of(context, config), period, output, names=names, whole=whole)


def journal_export(
    context: typer.Context,
    config: ConfigPath = None,
    form: Annotated[
        str, typer.Option("--format", help="Вид выгрузки: jsonl, csv или xlsx.")
    ] = "jsonl",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Файл; иначе — на экран.")
    ] = None,
    manifest: Annotated[
        Path | None,
        typer.Option("--manifest", help="Записать рядом, что выгружено, с подписью."),
    ] = None,
    key: KeyPath = None,
) -> None:
    """Выгрузить журнал, старые строки сначала."""
    from bot.terminal.journal import export

    export(config_of(context, config), form, output, manifest, key)


def journal_verify(
    context: typer.Context,
    config: ConfigPath = None,
    head: Annotated[
        str | None,
        typer.Option("--head", help="Отпечаток, который бот прислал раньше: на месте ли он."),
    ] = None,
    manifest: Annotated[
        Path | None,
        typer.Option("--manifest", help="Манифест выгрузки: та ли она и сходится ли с журналом."),
    ] = None,
    key: KeyPath = None,
) -> None:
    """Проверить, что журнал цел. Код 0 — цел, 1 — изменён."""
    from bot.terminal.journal import verify

    verify(config_of(context, config), head, manifest, key)


def database_backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Куда: файл копии, SQLite.")],
    config: ConfigPath = None,
    force: Annotated[bool, typer.Option("--force", help="Заменить файл, если он есть.")] = False,
) -> None:
    """Скопировать базу в один файл. Бота останавливать не нужно."""
    from bot.terminal.database import backup

    backup(config_of(context, config), file, replace=force)


def database_encrypt(context: typer.Context, config: ConfigPath = None) -> None:
    """Зашифровать уже записанное новым ключом из настроек. Бота на это время остановите.

    Так же меняют ключ: в [storage] key новый ключ стоит первым, прежний — за ним.
    """
    from bot.terminal.sealing import encrypt

    encrypt(config_of(context, config))


def database_decrypt(context: typer.Context, config: ConfigPath = None) -> None:
    """Вернуть записанное к виду без шифрования. Бота на это время остановите."""
    from bot.terminal.sealing import decrypt

    decrypt(config_of(context, config))


def database_migrate_to(
    context: typer.Context,
    target: Annotated[
        str,
        typer.Argument(
            metavar="URL",
            envvar="TARGET_DATABASE_URL",
            help="Адрес новой, пустой базы: postgresql://… или sqlite:///…",
        ),
    ],
    config: ConfigPath = None,
) -> None:
    """Перенести всё в другую базу и сверить. Бота на это время остановите.

    Адрес с паролем лучше не писать в команде, а дать в переменной TARGET_DATABASE_URL.
    """
    from bot.terminal.database import migrate_to

    migrate_to(config_of(context, config), target)
