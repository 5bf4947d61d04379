"""The sandbox on one port: VK's API, Long Poll and the page."""

from aiohttp import web

from bot.sandbox.clock import SandboxClock
from bot.sandbox.faults import Faults
from bot.sandbox.page import Page, PageSources
from bot.sandbox.server import create_vk_app
from bot.sandbox.world import World


def create_sandbox_app(
    world: World,
    clock: SandboxClock,
    sources: PageSources | None = None,
    faults: Faults | None = None,
) -> web.Application:
    """An application for `web.AppRunner`; without `sources` the page has no journal and no «why».

    `world` must run on `clock`: the page sets it and shows its time.
    """
    app = create_vk_app(world, faults)
    Page(world, clock, sources).attach(app)
    return app
