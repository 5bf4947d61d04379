"""What a terminal shows of a command, as a page to be photographed."""

import asyncio
import os
import pty
import re
import sys
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from select import select

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from bot.sandbox import SandboxVK

COLUMNS = 92
_BAR = re.compile(r"[^\n]*━[^\n]*%[^\n]*\n")  # a terminal shows it and wipes it out again
_PATIENCE = 60  # seconds without a word from the command
_PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #11151c; width: max-content }}
pre {{ margin: 0; padding: 18px 22px; color: #dfe5ee;
  font: 15px/1.4 "DejaVu Sans Mono", monospace }}
</style><pre>{lines}</pre>"""


def talk(folder: Path, words: Sequence[str], answers: Sequence[str] = ()) -> str:
    """What a person sees who starts `dezhurny WORDS` in a folder and answers its questions."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        size = {"COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
        environment = {**os.environ, **size, "UV_RUN_RECURSION_DEPTH": "1"}  # as `uv run` does
        command = [sys.executable, "-m", "bot", *words]
        os.execve(sys.executable, command, environment)  # noqa: S606 - our own program
    shown, asked, waiting = b"", 0, list(answers)
    while select([terminal], [], [], _PATIENCE)[0]:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # the command has closed its end
            break
        if not part:
            break
        shown += part
        if waiting and shown[asked:].endswith(b": "):
            os.write(terminal, f"{waiting.pop(0)}\n".encode())
            asked = len(shown)
    os.waitpid(child, 0)
    return _BAR.sub("", shown.decode().replace("\r\n", "\n"))


def page(command: str, shown: str) -> str:
    """A page of a command as it was typed and of what it answered, in its colours."""
    console = Console(record=True, width=COLUMNS, file=StringIO())
    console.print(Text(f"$ {command}", style="bold #7fb8ff"))
    console.print(Text.from_ansi(shown.strip("\n")))
    return _PAGE.format(
        lines=console.export_html(theme=MONOKAI, inline_styles=True, code_format="{code}")
    )


async def asked_for_settings(vk: SandboxVK, folder: Path) -> str:
    answers = [vk.token, "Школа №5", "Пермь", "vk.com/id7", "да"]
    return await asyncio.to_thread(talk, folder, ["init"], answers)


async def checked(vk: SandboxVK, folder: Path) -> str:
    teacher = vk.world.add_user("Мария", "Соколова")
    well = vk.world.add_chat("5А родители", admins=[teacher])
    lacking = vk.world.add_chat("5А класс", admins=[teacher], bot_is_admin=False)
    vk.world.community.long_poll_enabled = False
    await asked_for_settings(vk, folder)
    with (folder / "config.toml").open("a", encoding="utf-8") as config:
        for chat in (well, lacking):
            config.write(f'\n[chats.peer.{chat.peer_id}]\ntitle = "{chat.title}"\n')
    return await asyncio.to_thread(talk, folder, ["check", "--fix"])
