"""`init` and `check`: from a clean folder to a bot that would work."""

from typing import Annotated

import typer

from bot.cli.options import ConfigPath, config_of
from bot.cli.russian import command

PANEL = "Установить"


def add_to(app: typer.Typer) -> None:
    command(
        app,
        "check",
        "dezhurny check",
        "dezhurny check --fix",
        "dezhurny check --config /etc/dezhurny/config.toml",
        panel=PANEL,
    )(check)


def check(
    context: typer.Context,
    config: ConfigPath = None,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix", help="Включить Long Poll и нужные типы событий; остальное не меняется."
        ),
    ] = False,
) -> None:
    """Проверить настройки, ВКонтакте, права и базу: что не так и где это исправить."""
    from bot.terminal.check import run as start

    start(config_of(context, config), fix=fix)
