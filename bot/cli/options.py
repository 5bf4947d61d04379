"""What several commands are given."""

from pathlib import Path
from typing import Annotated

import typer

ConfigPath = Annotated[
    Path | None,
    typer.Option("--config", help="Файл настроек (по умолчанию config.toml).", show_default=False),
]

KeyPath = Annotated[
    Path | None,
    typer.Option("--key", help="Файл с ключом подписи; иначе переменная JOURNAL_KEY."),
]

MemberArgument = Annotated[
    str, typer.Argument(metavar="MEMBER", help="Номер, vk.com/id1, @имя или ссылка на страницу.")
]


def config_of(context: typer.Context, own: Path | None) -> Path:
    """`--config` may stand before or after the command; the nearer one counts."""
    return own or context.find_root().obj or Path("config.toml")
