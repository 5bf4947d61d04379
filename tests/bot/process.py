"""The bot as a process of its own, as `dezhurny run` starts it: for what must survive a kill."""

import asyncio
import os
import signal
import sys
from contextlib import asynccontextmanager
from pathlib import Path

from tests import databases

CONFIG = """
[vk]
token = "{token}"
group_id = {group}
api_url = "{api_url}"
[storage]
url = "{url}"
[log]
level = "debug"
format = "json"
{more}
"""


def write_config(folder: Path, vk, more: str = "") -> Path:
    config = folder / "config.toml"
    config.write_text(
        CONFIG.format(
            token=vk.token,
            group=vk.group_id,
            api_url=vk.api_url,
            url=databases.blank(folder),
            more=more,
        ),
        encoding="utf-8",
    )
    return config


async def start(*words: object, log: Path) -> asyncio.subprocess.Process:
    """`python -m bot WORDS`, its stderr added to a log."""
    with log.open("ab") as out:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *map(str, words),
            stdout=asyncio.subprocess.PIPE,
            stderr=out,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )


@asynccontextmanager
async def running(config: Path, log: Path):
    """`dezhurny run`, killed when the context is left with it alive."""
    process = await start("run", "--config", config, log=log)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def stop(process: asyncio.subprocess.Process, seconds: float = 5.0) -> int:
    process.send_signal(signal.SIGTERM)
    return await asyncio.wait_for(process.wait(), seconds)
