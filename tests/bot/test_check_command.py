"""`dezhurny check`: what would not work is said, with the place to mend it."""

import asyncio

import pytest

from bot.sandbox import SandboxVK
from tests.bot.process import start, write_config

pytestmark = pytest.mark.slow


async def _checked(config, tmp_path):
    process = await start("check", "--config", config, log=tmp_path / "log")
    said, _ = await asyncio.wait_for(process.communicate(), 30)
    return process.returncode, said.decode() + (tmp_path / "log").read_text("utf-8")


async def test_where_all_is_well_every_line_is_ticked(tmp_path):
    async with SandboxVK() as vk:
        code, said = await _checked(write_config(tmp_path, vk), tmp_path)

    assert code == 0, said
    assert "✗" not in said
    assert said.count("✓") >= 8
    assert vk.token not in said


async def test_a_long_poll_that_is_off_is_named_with_its_place(tmp_path):
    async with SandboxVK() as vk:
        vk.world.community.long_poll_enabled = False
        code, said = await _checked(write_config(tmp_path, vk), tmp_path)

    assert code == 1
    assert "✗" in said
    assert "Long Poll API" in said


async def test_a_token_without_rights_is_named(tmp_path):
    async with SandboxVK() as vk:
        vk.world.community.permissions = {"messages"}
        code, said = await _checked(write_config(tmp_path, vk), tmp_path)

    assert code == 1
    assert "manage" in said


async def test_a_vk_that_is_not_there_is_said_and_not_waited_for(tmp_path):
    async with SandboxVK() as vk:
        config = write_config(tmp_path, vk)

    code, said = await _checked(config, tmp_path)

    assert code == 1
    assert "недоступен" in said


async def test_a_refused_token_is_the_configurations_fault(tmp_path):
    async with SandboxVK() as vk:
        config = write_config(tmp_path, vk)
        config.write_text(config.read_text("utf-8").replace(vk.token, "another-token"), "utf-8")
        code, said = await _checked(config, tmp_path)

    assert code == 2
    assert "vk.token" in said
    assert "another-token" not in said
