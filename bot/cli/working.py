"""`run` and `sandbox`: the bot at work, in earnest and in play."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import ConfigPath, config_of
from bot.cli.russian import command

PANEL = "Работать"


def add_to(app: typer.Typer) -> None:
    command(app, "run", "dezhurny run", "dezhurny run --config school5.toml", panel=PANEL)(run)
    command(
        app,
        "sandbox",
        "dezhurny sandbox",
        "dezhurny sandbox --port 8090 --no-browser",
        panel=PANEL,
    )(sandbox)


def run(context: typer.Context, config: ConfigPath = None) -> None:
    """Запустить бота. Ctrl+C или SIGTERM останавливают его без потерь."""
    from bot.terminal.running import run as start

    start(config_of(context, config))


def sandbox(
    port: Annotated[
        int,
        typer.Option(metavar="ЧИСЛО", help="Порт страницы; 0 — любой свободный.", min=0, max=65535),
    ] = 8080,
    browser: Annotated[bool, typer.Option(help="Открыть страницу в браузере.")] = True,
    faults: Annotated[
        Path | None, typer.Option(help="План неполадок ВК (TOML), чтобы увидеть бота в беде.")
    ] = None,
) -> None:
    """Всё на этом компьютере: свой «ВКонтакте», бот и страница в браузере. Без ключа и настроек."""
    from bot.terminal.sandbox import run as start

    start(port, browser=browser, faults=faults)
