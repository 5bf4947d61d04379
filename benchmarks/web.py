"""How long the journal's pages take over a journal of 200,000 rows, asked for over HTTP.

    python -m benchmarks.web [--rows 200000] [--chats 500] [--times 25] [--url URL] [--output FILE]

For each page: the median and the slowest of the answers in milliseconds, with the processor's
own time beside, which a busy machine does not lengthen. Exit code 1 where a page's median is
over its bound. `--url` is a database of your own, which is written to; `--output` is where
docs/benchmarks.md is renewed.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from aiohttp import ClientSession, web

from benchmarks.school_year import FIRST_CHAT, HEAD, MODERATOR, fill
from benchmarks.sections import put_in
from bot.app import App
from bot.assembly import build
from bot.clocks import machine_clock, school_clock
from bot.config import settings_from
from bot.ports import Refused
from bot.reports.making import make
from bot.reports.period import Length, Period, Span
from bot.web.server import create_app
from storage.migrate import migrate

PAGE, FIGURES = 200.0, 1000.0  # ms: the bounds
PORT = 18_082


class Silent:
    """A messenger that tells nobody anything."""

    async def people(self, chat: int) -> None:
        raise Refused(15)


@dataclass(frozen=True, slots=True)
class Measured:
    what: str
    median: float  # ms
    slowest: float
    processor: float
    bound: float


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=200_000)
    asked.add_argument("--chats", type=int, default=500)
    asked.add_argument("--times", type=int, default=25)
    asked.add_argument("--url")
    asked.add_argument("--output", type=Path)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = given.url or f"sqlite+aiosqlite:///{folder}/year.db"
        found = asyncio.run(_measure(url, given.rows, given.chats, given.times))
    table = _table(found)
    print(table)
    if given.output:
        title = f"## The journal in the browser, {given.rows:,} rows, {given.chats} chats"
        load = f"{os.getloadavg()[0]:.0f} on {os.cpu_count()} cores"
        how = (
            "Written by `python -m benchmarks.web --output docs/benchmarks.md`; milliseconds, at a "
            f"load of {load}. The processor's own time is what a calm machine takes."
        )
        put_in(given.output, "web", f"{title}\n\n{how}\n\n{table}")
    late = [one.what for one in found if one.median > one.bound]
    if late:
        print(f"Over the bound: {', '.join(late)}", file=sys.stderr)
    return 1 if late else 0


async def _measure(url: str, rows: int, places: int, times: int) -> list[Measured]:
    app = _app(url)
    now = school_clock(app.settings)()
    begun = time.perf_counter()
    await migrate(app.memory.engine)
    await fill(app.memory, rows, places, now)
    print(f"{rows:,} rows in {places} chats written in {time.perf_counter() - begun:.0f} s")
    await app._remember()
    cookies = {who: await _signed_in(app, who) for who in (HEAD, MODERATOR)}
    runner = web.AppRunner(create_app(app.web.house), access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", PORT).start()
    found = []
    try:
        async with ClientSession(f"http://127.0.0.1:{PORT}") as session:
            for what, who, path, bound in _asked(rows, now):
                ask = _asking(session, path, cookies[who])
                found.append(await _timed(what, ask, times, bound))
        found.append(await _timed("report on a year", _a_year(app, now), 5, FIGURES))
    finally:
        await runner.cleanup()
        await app.memory.close()
    return found


def _app(url: str) -> App:
    settings = settings_from(
        {
            "vk": {"token": "benchmark", "group_id": 1},
            "school": {"admins": [HEAD]},
            "storage": {"url": url},
            "web": {"port": PORT},
        }
    )
    silent: Any = Silent()
    return build(settings, silent, school_clock(settings, machine_clock))


async def _signed_in(app: App, who: int) -> str:
    secret = f"benchmark-{who}"
    async with app.memory.unit() as unit:
        await unit.web_sessions.begin(secret, who, app.web.house.clock())
        await unit.commit()
    return secret


def _asked(rows: int, now: datetime) -> list[tuple[str, int, str, float]]:
    middle, chat = rows // 2, FIRST_CHAT + 7
    since = (now - timedelta(days=200)).date().isoformat()
    until = (now - timedelta(days=190)).date().isoformat()
    of_all = (
        ("today", "/", PAGE),
        ("queue", "/queue", PAGE),
        ("journal", "/journal", PAGE),
        ("journal, from the middle", f"/journal?before={middle}", PAGE),
        ("journal of one chat", f"/journal?chat={chat}", PAGE),
        ("journal, one action", "/journal?action=confirm", PAGE),
        ("journal, one clause", "/journal?clause=3.3.5", PAGE),
        ("journal, no such clause", "/journal?clause=%D0%94.2.6", PAGE),
        ("journal, ten days", f"/journal?since={since}&until={until}", PAGE),
        ("journal of one person", "/journal?q=%D0%98%D0%BC%D1%8F3+%D0%A4%D0%B0%D0%BC", PAGE),
        ("cases", "/cases", PAGE),
        ("cases, from the middle", f"/cases?before={middle // 4}", PAGE),
        ("cases, state and clause", "/cases?state=annulled&clause=3.3.4", PAGE),
        ("cases, ten days", f"/cases?since={since}&until={until}", PAGE),
        ("one case", "/cases/100", PAGE),
        ("members", "/members", PAGE),
        ("members of one chat", f"/members?chat={chat}", PAGE),
        ("settings", "/settings", PAGE),
        ("figures of a week", "/figures?period=week", FIGURES),
        ("figures of a month", "/figures?period=month", FIGURES),
    )
    one_chats = [
        (f"{what} (a moderator)", MODERATOR, path, bound)
        for what, path, bound in of_all
        if path in ("/", "/journal", "/cases", "/members")
    ]
    return [*((what, HEAD, path, bound) for what, path, bound in of_all), *one_chats]


def _asking(session: ClientSession, path: str, secret: str) -> Callable[[], Awaitable[None]]:
    async def ask() -> None:
        headers = {"Cookie": f"journal={secret}"}
        async with session.get(path, headers=headers, allow_redirects=False) as response:
            await response.read()
            assert response.status == 200, (path, response.status)

    return ask


def _a_year(app: App, now: datetime) -> Callable[[], Awaitable[None]]:
    year = timedelta(days=365)
    spans = Span(now - year, now), Span(now - 2 * year, now - year)
    period = Period(Length.MONTH, *spans, is_whole=False, made_at=now)

    async def ask() -> None:
        async with app.memory.look() as unit:
            report = await make(unit, app.settings, period)
        assert report.totals.breaches.now > 0

    return ask


async def _timed(
    what: str, ask: Callable[[], Awaitable[None]], times: int, bound: float
) -> Measured:
    await ask()  # templates are compiled, pages of the file read: once, not each time
    walls, works = [], []
    for _ in range(times):
        wall, work = time.perf_counter(), time.process_time()
        await ask()
        walls.append((time.perf_counter() - wall) * 1000)
        works.append((time.process_time() - work) * 1000)
    return Measured(what, median(walls), max(walls), median(works), bound)


def _table(found: list[Measured]) -> str:
    lines = ["| page | median | slowest | processor | bound |", "|---|---|---|---|---|"]
    lines += [
        f"| {one.what} | {one.median:.0f} | {one.slowest:.0f} | {one.processor:.0f} | "
        f"{one.bound:.0f} |"
        for one in found
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
