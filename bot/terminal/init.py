"""`dezhurny init`: from a few answers to a `config.toml` that works."""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import typer
from pydantic import SecretStr

from bot.config import load
from bot.config.writing import example, filled, keep
from bot.errors import DezhurnyError
from bot.terminal.acquaintance import Acquaintance
from bot.terminal.answers import Answers, Given
from bot.terminal.interview import Interview
from bot.terminal.loading import as_called
from bot.terminal.voice import Voice, agreed, terminal
from rules.regulation.policy import Mode

VK_URL = "https://api.vk.ru/method/"

_NEXT = """\
Что дальше:
  1. {program} check --fix{config}
     проверит всё и сам включит Long Poll;
  2. {program} run{config}
     запустит бота;
  3. на странице сообщества: Ещё → Добавить в чат; в чате сделайте его
     администратором. Он ответит, что начинает работу."""
_OBSERVES = """\
Пока бот только наблюдает и рассказывает модераторам, что сделал бы.
Чтобы он действовал, напишите в {config}, в разделе [chats]: mode = "enforce"."""


def run(config: Path, given: Given, *, token_file: Path | None, force: bool, check: bool) -> None:
    """Exit 0 when the file is written; 1 when VK has something against the key, written too."""
    voice, environ = terminal(), os.environ
    _may_replace(config, voice, force=force)
    said = _with_environment(given, token_file, environ)
    interview = Interview(said, voice, environ, _vk(said.api_url) if check else None)
    answers = interview.answers()
    old = keep(config, filled(example(), answers.keys))
    load(config, {})  # nothing is promised of a file that would not be read
    _tell(config, answers, old)
    if interview.trouble:
        typer.echo(f"Внимание: {interview.trouble}. Файл записан как есть.", err=True)
    if interview.is_wrong:
        raise typer.Exit(1)


def _with_environment(given: Given, file: Path | None, environ: Mapping[str, str]) -> Given:
    """The key from its file («-»: from standard input), else from the environment."""
    return replace(
        given,
        token=_key_in(file) if file else environ.get("DEZHURNY_VK__TOKEN") or None,
        group_id=given.group_id or environ.get("DEZHURNY_VK__GROUP_ID") or None,
        api_url=environ.get("DEZHURNY_VK__API_URL", ""),
    )


def _key_in(file: Path) -> str:
    if str(file) == "-":
        return typer.get_text_stream("stdin").readline().strip()
    try:
        return file.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError):
        raise DezhurnyError(f"Файл с ключом {file} не прочитать.") from None


def _vk(api_url: str) -> Callable[[SecretStr], Acquaintance]:
    return lambda token: Acquaintance(token, api_url or VK_URL)


def _may_replace(config: Path, voice: Voice | None, *, force: bool) -> None:
    """Raises DezhurnyError when the file is there and is not to be replaced."""
    if force or not config.exists():
        return
    question = f"Файл {config} уже есть. Записать новый, а прежний сохранить рядом?"
    if voice is None or not agreed(voice, question, default=False):
        raise DezhurnyError(
            f"Файл {config} уже есть, он остался прежним. Чтобы заменить его, добавьте --force."
        )


def _tell(config: Path, answers: Answers, old: Path | None) -> None:
    typer.echo(f"\nЗаписано: {config}; прочесть его может только владелец.")
    if old is not None:
        typer.echo(f"Прежний файл сохранён: {old}")
    if answers.mode is Mode.OBSERVE:
        typer.echo(_OBSERVES.format(config=config))
    shown = "" if config == Path("config.toml") else f" --config {config}"
    typer.echo(_NEXT.format(config=shown, program=as_called()))
