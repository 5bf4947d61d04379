"""A VK that runs on this machine: its API and Long Poll over real HTTP, and a page to talk
through.

The bot reaches it as it reaches VK, over HTTP, and knows nothing of it. A test writes

    async with SandboxVK(clock) as vk:
        anna = vk.world.add_user("Анна", "Белова", sex=1)
        chat = vk.world.add_chat("5А родители", admins=[teacher], members=[anna])
        vk.world.write(chat, anna, "Добрый день!")

and looks at `vk.world.visible(chat)`, `deleted`, `restricted`, `private` and `calls`.
"""

from bot.clocks import machine_clock
from bot.sandbox.app import create_sandbox_app
from bot.sandbox.cast import populate, seed_day
from bot.sandbox.clock import SandboxClock
from bot.sandbox.errors import (
    NotFoundError,
    NotPossibleError,
    SandboxError,
    VKError,
    WriteRefusedError,
)
from bot.sandbox.fault_plan import FaultPlan
from bot.sandbox.faults import Faults
from bot.sandbox.page import PageSources
from bot.sandbox.sandbox_vk import SandboxVK
from bot.sandbox.world import World

__all__ = [
    "FaultPlan",
    "Faults",
    "NotFoundError",
    "NotPossibleError",
    "PageSources",
    "SandboxClock",
    "SandboxError",
    "SandboxVK",
    "VKError",
    "World",
    "WriteRefusedError",
    "create_sandbox_app",
    "machine_clock",
    "populate",
    "seed_day",
]
