"""The program reaches nobody but VK and its database: nothing else imports what opens addresses.

`tests/bot/test_hostile_words.py` looks on while addresses are written to the bot.
"""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REACHING = {
    *("aiohttp", "asyncpg", "ftplib", "http.client", "httpx", "poplib", "requests", "smtplib"),
    *("socket", "ssl", "subprocess", "telnetlib", "urllib.request", "urllib3", "webbrowser"),
    *("vkbottle", "xmlrpc", "os.system"),
}
ALLOWED = {
    "bot/vk/api.py": {"aiohttp", "vkbottle"},  # the address of the settings alone
    "bot/vk/poll.py": {"aiohttp", "vkbottle"},  # and the one that VK names for its long poll
    "bot/vk/reach.py": {"aiohttp"},  # the names of its errors
    "bot/open_port.py": {"aiohttp"},  # listens
    "bot/health/server.py": {"aiohttp"},  # answers
    "bot/health/systemd.py": {"socket"},  # a socket of this machine
    "storage/engine.py": {"asyncpg"},  # the database of the settings
    "bot/terminal/sandbox.py": {"aiohttp", "socket", "webbrowser"},  # its own page
}
LISTENS = "bot/sandbox/", "bot/web/"  # serve pages, and call nobody


@cache
def imported(path):
    return frozenset(_imported(path))


def _imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def reaching(path):
    return {
        name
        for name in REACHING
        if any(module == name or module.startswith(f"{name}.") for module in imported(path))
    }


def test_only_the_messenger_can_open_an_address():
    found = {}
    for folder in ("bot", "rules", "storage"):
        for path in (ROOT / folder).rglob("*.py"):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith(LISTENS) and (ways := reaching(path)):
                found[name] = ways

    assert found == ALLOWED


def test_what_serves_pages_calls_nobody():
    for folder in LISTENS:
        for path in (ROOT / folder).rglob("*.py"):
            text = path.read_text(encoding="utf-8")

            assert reaching(path) <= {"aiohttp"}, path
            assert "ClientSession" not in text, path


def test_the_list_of_suffixes_is_never_fetched():
    links = (ROOT / "rules" / "language" / "links.py").read_text(encoding="utf-8")

    assert links.count("TLDExtract(") == links.count("TLDExtract(suffix_list_urls=()") == 1
