"""`classify` and `replay`: what the rules say of texts, before anybody is judged by them."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import ConfigPath
from bot.cli.russian import command

PANEL = "Попробовать правила"


def add_to(app: typer.Typer) -> None:
    command(
        app,
        "classify",
        "dezhurny classify < messages.txt",
        "echo 'Во сколько собрание?' | dezhurny classify --explain",
        panel=PANEL,
    )(classify)
    command(
        app,
        "replay",
        "dezhurny replay Archive.zip --html proverka.html",
        "dezhurny replay Archive.zip --diff config-novy.toml",
        "dezhurny replay istoria.jsonl --format jsonl",
        panel=PANEL,
    )(replay)


def classify(
    explain: Annotated[
        bool, typer.Option("--explain", help="Рассказать человеку, что и почему нашлось.")
    ] = False,
) -> None:
    """Проверить сообщения: строка на входе — объект JSON на выходе."""
    from bot.terminal.classify import run as start

    start(explain=explain)


def replay(
    context: typer.Context,
    history: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="Архив ВКонтакте (.zip, папка, messages0.html) или сообщения VK в JSON Lines.",
        ),
    ],
    config: ConfigPath = None,
    form: Annotated[
        str, typer.Option("--format", help="Вид: text — таблицы, jsonl — строка на нарушение.")
    ] = "text",
    html: Annotated[
        Path | None, typer.Option("--html", help="Записать ещё и страницу с графиками.")
    ] = None,
    diff: Annotated[
        Path | None, typer.Option("--diff", help="Другие настройки: что они изменили бы.")
    ] = None,
    names: Annotated[
        bool, typer.Option("--names", help="Показать имена вместо «участник 1».")
    ] = False,
    archive_zone: Annotated[
        str | None,
        typer.Option("--archive-zone", help="Часовой пояс времени в архиве, если не школьный."),
    ] = None,
) -> None:
    """Проверить настройки на прошлой переписке: что бот удалил бы и кого заблокировал."""
    from bot.terminal.replay import run as start

    start(
        history,
        config or context.find_root().obj,
        form=form,
        html=html,
        diff=diff,
        names=names,
        archive_zone=archive_zone,
    )
