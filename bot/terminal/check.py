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
from bot.memory import memory_of
from bot.ports import Revoked
from bot.terminal.loading import settings_of
from bot.terminal.staffing import staffing
from bot.texts.texts import Texts
from bot.vk.api import VkApi
from bot.vk.survey import Finding, Survey
from storage.chats import Chat
from storage.errors import DatabaseError
from storage.migrate import migrate


def run(config: Path) -> None:
    """Exit 0 when all would work, 1 when something would not, 2 for the configuration."""
    settings = settings_of(config)
    findings = asyncio.run(_findings(settings))
    Console().print(_table(findings))
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)


async def _findings(settings: Settings) -> list[Finding]:
    found = [Finding("Настройки", True, f"прочитаны, часовой пояс {settings.school.timezone}")]
    Texts(settings.texts)  # raises ConfigError for a sentence of the school that cannot be filled
    chats, memory = await _memory(settings)
    found.extend(memory)
    api = VkApi(settings.vk.token.get_secret_value(), settings.vk.api_url)
    try:
        survey = Survey(api, settings.vk.group_id, school_clock(settings))
        named = [
            (chat.peer, settings.chats.peer[chat.peer].title or chat.title)
            if chat.peer in settings.chats.peer
            else (chat.peer, chat.title)
            for chat in chats
        ]
        found.extend(await survey.findings(named))
    except Revoked as error:
        problem = "ВК не принимает этот ключ доступа"
        remedy = "создайте новый: Управление → Работа с API → Ключи доступа"
        raise ConfigError(settings.fault(("vk", "token"), problem, remedy)) from error
    finally:
        await api.http_client.close()
    return found


async def _memory(settings: Settings) -> tuple[tuple[Chat, ...], list[Finding]]:
    memory = memory_of(settings)
    try:
        await migrate(memory.engine)
        async with memory.look() as unit:
            chats = await unit.chats.all()
            rows, _ = await unit.journal.head()
            fault = await unit.journal.verify()
            aside = await unit.reception.aside()
            staffed = await staffing(unit, settings)
    except DatabaseError as error:
        return (), [Finding("База данных", False, error.problem, error.remedy)]
    finally:
        await memory.close()
    broken = f"нарушен в строке {fault.seq}" if fault else f"цел, строк {rows}"
    return chats, [
        Finding("База данных", True, "открывается"),
        Finding("Журнал", fault is None, broken, "восстановите базу из резервной копии"),
        Finding("Отложенные события", True, f"{aside}: не удалось понять" if aside else "нет"),
        *staffed,
    ]


def _table(findings: list[Finding]) -> Table:
    table = Table(title="Проверка", title_justify="left")
    for column in ("", "Что", "Увидели", "Что сделать"):
        table.add_column(column, overflow="fold")
    for finding in findings:
        well = "[yellow]![/]" if finding.is_warning else "[green]✓[/]"
        mark = well if finding.ok else "[red]✗[/]"
        remedy = finding.remedy if finding.is_warning or not finding.ok else ""
        # A chat's title is a member's text: never markup here either.
        table.add_row(mark, *map(escape, (finding.what, finding.seen, remedy)))
    return table
