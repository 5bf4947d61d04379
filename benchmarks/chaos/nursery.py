"""A process that has imported everything once and forks a bot for each life.

It is told `CONFIG<tab>CLOCK<tab>LOG` on its standard input, forks, answers with the child's
number, waits for its death, and answers with how it died. It has no thread and no loop of its
own, so that a fork of it is as good as a new process.
"""

import asyncio
import gc
import os
import random
import sys
from pathlib import Path

from alembic import command  # noqa: F401 - imported late by the bot, and here once for all lives

from benchmarks.chaos.clock import SharedClock
from benchmarks.chaos.said import Judge
from benchmarks.chaos.traffic import BREACHES, DOUBTFUL, HELP, annulment, clean_text, warning
from bot import logs
from bot.app import run_until_told
from bot.assembly import build
from bot.clocks import school_clock
from bot.config import Settings, settings_from
from bot.health.vitals import Vitals
from bot.ports import Clock, Refused, Revoked
from bot.terminal.loading import settings_of
from bot.texts.texts import Texts
from bot.vk.api import VkApi
from bot.vk.messenger import VkMessenger

BEAT = 0.25  # seconds between two looks: a life is short, and looks have to come up in it
WAIT = 5  # seconds of one long poll
REVOKED = 3  # the exit code of a bot whose token VK took back


def main() -> None:
    _warm_up()
    gc.collect()
    gc.freeze()
    for line in sys.stdin.buffer:
        config, clock, log = map(Path, line.decode().rstrip("\n").split("\t"))
        child = os.fork()
        if child == 0:
            _child(config, clock, log)
        _say(child)
        _, status = os.waitpid(child, 0)
        _say(os.waitstatus_to_exitcode(status))


def _warm_up() -> None:
    """What the first message makes the rules compute is computed here, once for all lives."""
    off = {"enabled": False}
    tables = {"vk": {"token": "x", "group_id": 1}, "rules": {"flood": off, "clutter": off}}
    settings = settings_from(tables)
    judge = Judge(settings)
    clean = [clean_text(random.Random(n)) for n in range(50)]
    orders = [warning(1001, "знак1"), annulment(1, "знак2"), HELP]
    for text in (*BREACHES, *DOUBTFUL, *clean, *orders):
        judge.of((1, 1), 1, text, school_clock(settings)(), edited=False, by_staff=False)
    Texts(settings.texts)


def _say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def _child(config: Path, clock: Path, log: Path) -> None:
    """Never returns: what stands above belongs to the nursery alone."""
    code = 1
    try:
        out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for stream, target in ((0, os.open(os.devnull, os.O_RDONLY)), (1, out), (2, out)):
            os.dup2(target, stream)
        settings = settings_of(config)
        logs.set_up(settings.log.level, settings.log.format)
        asyncio.run(_live(settings, school_clock(settings, SharedClock(clock))))
        code = 0
    except (Revoked, Refused):
        code = REVOKED
    except BaseException:  # noqa: BLE001 - shown where a person looks for it, and then it is over
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(code)


async def _live(settings: Settings, clock: Clock) -> None:
    """As `dezhurny run` does it, by the trial's clock."""
    vitals = Vitals(clock)
    api = VkApi(settings.vk.token.get_secret_value(), settings.vk.api_url, vitals.heard)
    messenger = VkMessenger(
        api, settings.vk.group_id, settings.zone, clock, lambda _: vitals.gap(), wait=WAIT
    )
    try:
        await run_until_told(build(settings, messenger, clock, beat=BEAT, vitals=vitals))
    finally:
        await messenger.close()


if __name__ == "__main__":
    main()
