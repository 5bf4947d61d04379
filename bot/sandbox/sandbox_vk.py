"""A VK on a free port of this machine, for a test or a `with` of one's own."""

from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.clocks import machine_clock
from bot.sandbox.faults import Faults
from bot.sandbox.server import create_vk_app
from bot.sandbox.world import World


class SandboxVK:
    """Serves a world on 127.0.0.1 while the context lasts; the world has one community.

    Leaving the context closes the port and keeps the world: a second SandboxVK with the same
    `world` and `port` is the same VK, back after an outage.
    """

    def __init__(
        self,
        clock: Callable[[], datetime] = machine_clock,
        *,
        world: World | None = None,
        faults: Faults | None = None,
        port: int = 0,
    ) -> None:
        self.world = world or World(faults.clock(clock) if faults else clock)
        if not self.world.communities:
            self.world.add_community()
        self._app = create_vk_app(self.world, faults)
        self._runner = web.AppRunner(self._app, access_log=None, shutdown_timeout=1)
        self.port = port

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def api_url(self) -> str:
        """For the config's `[vk] api_url`; ends with a slash."""
        return f"{self.url}/method/"

    @property
    def token(self) -> str:
        return self.world.community.token

    @property
    def group_id(self) -> int:
        return self.world.community.id

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._runner.cleanup()
