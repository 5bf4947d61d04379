"""`dezhurny check`: would it work? A table of ✓ and ✗, each ✗ with what to do, and warnings."""

import asyncio
from pathlib import Path

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.clocks import school_clock
from bot.config import Settings
from bot.errors import ConfigError
from bot.ports import Refused, Revoked, Unavailable
from bot.terminal.loading import as_called, settings_of
from bot.terminal.looking_inside import own_findings
from bot.terminal.progress import progress
from bot.vk.api import VkApi
from bot.vk.findings import Finding
from bot.vk.survey import KEYS, Survey


def run(config: Path, *, fix: bool) -> None:
    """Exit 0 when all would work, 1 when something would not, 2 for the configuration."""
    settings = settings_of(config)
    findings = asyncio.run(_findings(settings, config, fix=fix))
    Console().print(_table(findings))
    wrong = [finding for finding in findings if not finding.ok]
    if wrong:
        typer.echo("Исправьте, что отмечено ✗, и проверьте ещё раз.")
        raise typer.Exit(1)
    typer.echo(f"Всё готово: {as_called()} run")


async def _findings(settings: Settings, config: Path, *, fix: bool) -> list[Finding]:
    chats, found = await own_findings(settings, config)
    api = VkApi(settings.vk.token.get_secret_value(), settings.vk.api_url)
    survey = Survey(api, settings.vk.group_id, school_clock(settings))
    try:
        if fix:
            await _mend(survey)
        with progress() as bar:
            step = bar("Чаты") if chats else lambda _, __: None
            return found + await survey.findings(chats, settings.blocks.enforcement, step)
    except Revoked as error:
        problem = "ВК не принимает этот ключ доступа"
        remedy = f"создайте новый: {KEYS}"
        raise ConfigError(settings.fault(("vk", "token"), problem, remedy)) from error
    finally:
        await api.http_client.close()


async def _mend(survey: Survey) -> None:
    try:
        changed = await survey.mend()
    except (Refused, Unavailable) as error:
        typer.echo(f"Исправить не вышло: {error}.", err=True)
    else:
        typer.echo(f"Исправлено: {'; '.join(changed)}." if changed else "Исправлять нечего.")


def _table(findings: list[Finding]) -> Table:
    table = Table(title="Проверка", title_justify="left", show_lines=False)
    for column in ("", "Что", "Увидели и что сделать"):
        table.add_column(column, overflow="fold")
    for finding in findings:
        well = "[yellow]![/]" if finding.is_warning else "[green]✓[/]"
        mark = well if finding.ok else "[red]✗[/]"
        # A chat's title is a member's text: never markup here either.
        told = escape(finding.seen)
        if finding.remedy and (finding.is_warning or not finding.ok):
            told += f"\n[bold]→[/] {escape(finding.remedy)}"
        table.add_row(mark, escape(finding.what), told)
    return table
