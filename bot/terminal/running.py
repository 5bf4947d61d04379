"""`dezhurny run`."""

import asyncio
import gc
import os
from pathlib import Path

import structlog

from bot import logs
from bot.app import run_until_told
from bot.assembly import build
from bot.clocks import school_clock
from bot.config import Settings
from bot.errors import ConfigError, Fault
from bot.health.systemd import Systemd
from bot.health.vitals import Vitals
from bot.ports import Refused, Revoked
from bot.terminal.loading import settings_of, storage_in_words
from bot.vk.api import VkApi
from bot.vk.messenger import VkMessenger

log = structlog.get_logger(__name__)


def run(config: Path) -> None:
    settings = settings_of(config)
    logs.set_up(settings.log.level, settings.log.format)
    with storage_in_words():
        asyncio.run(_run(settings))


async def _run(settings: Settings) -> None:
    clock = school_clock(settings)
    vitals = Vitals(clock)
    systemd = Systemd.of(os.environ, os.getpid())
    api = VkApi(settings.vk.token.get_secret_value(), settings.vk.api_url, vitals.heard)

    def gap(reason: str) -> None:
        log.error("VK no longer offers some updates", reason=reason)
        vitals.gap()

    messenger = VkMessenger(api, settings.vk.group_id, settings.zone, clock, gap)
    app = build(settings, messenger, clock, vitals=vitals, systemd=systemd)
    log.info("the bot starts", community=settings.vk.group_id, school=settings.school.name)
    try:
        await run_until_told(app)
    except Revoked as error:
        raise ConfigError(_fault(settings, "token", "ВК не принимает этот ключ доступа")) from error
    except Refused as error:
        problem = f"ВК не даёт сообществу Long Poll (код {error.code})"
        raise ConfigError(_fault(settings, "group_id", problem)) from error
    finally:
        await messenger.close()
        gc.freeze()  # the end may not walk through all the rules' tables: seconds on a busy machine


def _fault(settings: Settings, key: str, problem: str) -> Fault:
    remedies = {
        "token": "создайте новый: Управление → Работа с API → Ключи доступа",
        "group_id": "проверьте номер и включите Long Poll API в настройках сообщества",
    }
    return settings.fault(("vk", key), problem, remedies[key])
