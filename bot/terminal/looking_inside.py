"""What `dezhurny check` finds on this computer: the file, the zone, the texts, the database."""

import os
import stat
from pathlib import Path

from bot.clocks import school_clock
from bot.config import Settings
from bot.health.pulse import ROUTINE
from bot.memory import memory_of
from bot.terminal.staffing import staffing
from bot.texts.words import plural
from bot.vk.chat_survey import Watched
from bot.vk.findings import Finding, warning
from storage.errors import DatabaseError
from storage.migrate import migrate

LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})


async def own_findings(
    settings: Settings, config: Path
) -> tuple[tuple[Watched, ...], list[Finding]]:
    """The chats that the bot looks after, and what was found."""
    chats, memory = await _memory(settings)
    return chats, [_file(config), _zone(settings), _texts(settings), _web(settings), *memory]


def _file(config: Path) -> Finding:
    # Windows keeps other rights than these.
    rights = config.stat().st_mode if os.name == "posix" else 0
    if rights & (stat.S_IRGRP | stat.S_IROTH):
        seen = f"{config}: прочесть файл с ключом может не только владелец"
        return warning("Настройки", seen, f"выполните: chmod 600 {config}")
    return Finding("Настройки", True, f"{config} прочитан")


def _zone(settings: Settings) -> Finding:
    now = school_clock(settings)()
    return Finding("Часовой пояс", True, f"{settings.school.timezone}, в школе {now:%H:%M}")


def _texts(settings: Settings) -> Finding:
    # A sentence that cannot be filled was refused with the rest of the file.
    own = sum(map(len, settings.texts.values()))
    said = plural(own, "предложение", "предложения", "предложений")
    return Finding("Тексты", True, f"{said} словами школы" if own else "обычные")


def _web(settings: Settings) -> Finding:
    web = settings.web
    if web.port is None:
        return Finding("Журнал в браузере", True, "выключен")
    if web.host not in LOCAL and not web.address.startswith("https://"):
        seen = f"открыт на {web.host} без https: ссылку для входа можно подслушать"
        remedy = "поставьте перед ним сервер с https и впишите [web] address"
        return warning("Журнал в браузере", seen, remedy)
    return Finding("Журнал в браузере", True, web.public)


async def _memory(settings: Settings) -> tuple[tuple[Watched, ...], list[Finding]]:
    memory = memory_of(settings)
    try:
        await migrate(memory.engine)
        async with memory.unit() as unit:
            await unit.routines.done(ROUTINE, school_clock(settings)())  # is it writable?
            await unit.commit()
        async with memory.look() as unit:
            known = {chat.peer: chat.title for chat in await unit.chats.all()}
            rows, _ = await unit.journal.head()
            fault = await unit.journal.verify()
            aside = await unit.reception.aside()
            staffed = await staffing(unit, settings)
    except DatabaseError as error:
        return (), [Finding("База данных", False, error.problem, error.remedy)]
    finally:
        await memory.close()
    broken = f"нарушен в строке {fault.seq}" if fault else f"цел, строк {rows}"
    return _watched(settings, known), [
        Finding("База данных", True, "открывается и пишется"),
        Finding("Журнал", fault is None, broken, "восстановите базу из резервной копии"),
        Finding("Отложенные события", True, f"{aside}: не удалось понять" if aside else "нет"),
        *staffed,
    ]


def _watched(settings: Settings, known: dict[int, str]) -> tuple[Watched, ...]:
    """The chats that the database knows and the ones that the file names, but for those off."""
    named = {peer: chat.title for peer, chat in settings.chats.peer.items()}
    return tuple(
        Watched(peer, named.get(peer) or known.get(peer, ""))
        for peer in sorted(known.keys() | named.keys())
        if settings.enabled(peer)
    )
