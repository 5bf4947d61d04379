"""`init` and `check`: from a clean folder to a bot that would work."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import ConfigPath, config_of
from bot.cli.russian import command

PANEL = "Установить"


def add_to(app: typer.Typer) -> None:
    command(
        app,
        "init",
        "dezhurny init",
        "dezhurny init --group-id 123456789 --token-file kluch.txt --zone Пермь",
        "DEZHURNY_VK__TOKEN=… dezhurny init --group-id 123456789 --config school5.toml",
        panel=PANEL,
    )(init)
    command(
        app,
        "check",
        "dezhurny check",
        "dezhurny check --fix",
        "dezhurny check --config /etc/dezhurny/config.toml",
        panel=PANEL,
    )(check)


def init(
    context: typer.Context,
    config: ConfigPath = None,
    group_id: Annotated[
        str | None,
        typer.Option(metavar="НОМЕР", help="Номер или адрес сообщества; иначе его назовёт ВК."),
    ] = None,
    token_file: Annotated[
        Path | None,
        typer.Option(
            help="Файл, в котором только ключ сообщества; «-» — с входа. "
            "Иначе переменная DEZHURNY_VK__TOKEN, иначе вопрос."
        ),
    ] = None,
    school: Annotated[str | None, typer.Option(metavar="НАЗВАНИЕ", help="Название школы.")] = None,
    zone: Annotated[
        str | None, typer.Option(metavar="ГОРОД", help="Город или часовой пояс школы.")
    ] = None,
    admin: Annotated[
        list[str] | None,
        typer.Option(metavar="СТРАНИЦА", help="Администратор школы; можно указать несколько раз."),
    ] = None,
    mode: Annotated[
        str | None,
        typer.Option(metavar="РЕЖИМ", help="observe — сначала наблюдать, enforce — действовать."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Заменить файл, если он есть; прежний останется рядом.")
    ] = False,
    check: Annotated[bool, typer.Option(help="Спросить ВК, подходит ли ключ.")] = True,
) -> None:
    """Записать настройки: несколько вопросов, и config.toml готов. Ключ нигде не показывается.

    Без терминала ничего не спрашивает: нужны ключ и, если ВК недоступен, номер сообщества.
    """
    from bot.terminal.answers import Given
    from bot.terminal.init import run as start

    said = Given(group_id=group_id, school=school, zone=zone, admins=tuple(admin or ()), mode=mode)
    start(config_of(context, config), said, token_file=token_file, force=force, check=check)


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
