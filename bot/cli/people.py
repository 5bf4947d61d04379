"""`roster`, `forget` and `export-member`: the school's list, and what is kept of a person."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import ConfigPath, MemberArgument, config_of
from bot.cli.russian import OPTIONS, RussianGroup, command

PANEL = "Люди"

roster = typer.Typer(
    cls=RussianGroup, help="Список школы: прочитать из таблицы.", no_args_is_help=True
)


def add_to(app: typer.Typer) -> None:
    command(
        roster,
        "import",
        "dezhurny roster import spisok.xlsx --dry-run",
        "dezhurny roster import spisok.csv --whole --yes",
    )(roster_import)
    app.add_typer(roster, name="roster", options_metavar=OPTIONS, rich_help_panel=PANEL)
    command(
        app,
        "export-member",
        "dezhurny export-member vk.com/id1 --output id1.json",
        "dezhurny export-member 1 --format text",
        panel=PANEL,
    )(export_member)
    command(
        app,
        "forget",
        "dezhurny forget vk.com/id1 --dry-run",
        "dezhurny forget 1 --yes",
        panel=PANEL,
    )(forget)


def roster_import(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="Таблица .csv или .xlsx со столбцами: ФИО, класс, роль, ссылка ВК, чей родитель.",
        ),
    ],
    config: ConfigPath = None,
    dry: Annotated[bool, typer.Option("--dry-run", help="Только показать, что изменится.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Записать без вопроса.")] = False,
    whole: Annotated[
        bool, typer.Option("--whole", help="В файле вся школа: чего в нём нет, стереть.")
    ] = False,
) -> None:
    """Прочитать список школы: кто есть кто и чей родитель. Ошибки — по строкам."""
    from bot.terminal.roster import run as start

    start(config_of(context, config), file, dry=dry, yes=yes, whole=whole)


def export_member(
    context: typer.Context,
    member: MemberArgument,
    config: ConfigPath = None,
    form: Annotated[str, typer.Option("--format", help="Вид на экране: json или text.")] = "json",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Файл .json; рядом появится .txt для чтения."),
    ] = None,
) -> None:
    """Выдать всё, что хранится о человеке."""
    from bot.terminal.person import export

    export(config_of(context, config), member, form, output)


def forget(
    context: typer.Context,
    member: MemberArgument,
    config: ConfigPath = None,
    dry: Annotated[
        bool, typer.Option("--dry-run", help="Только показать, что будет стёрто.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Стереть без вопроса.")] = False,
) -> None:
    """Стереть данные человека: имена, фрагменты, слова, ссылки. Журнал остаётся цел."""
    from bot.terminal.person import forget as start

    start(config_of(context, config), member, dry=dry, yes=yes)
