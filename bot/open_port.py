"""A port of this machine for pages of the bot's own, open while it is at work."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from aiohttp import web


@asynccontextmanager
async def open_port(
    app: web.Application, host: str, port: int, failed: Callable[[Exception], None]
) -> AsyncIterator[None]:
    """Serve the application; a port that is taken is told of, and stops no bot."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            failed(error)
        yield
    finally:
        await runner.cleanup()
