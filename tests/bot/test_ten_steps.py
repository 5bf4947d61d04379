"""The README's ten steps, walked on a VK of our own: from an empty folder to a moderated chat."""

import asyncio

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.sandbox import SandboxVK
from tests.bot.process import running, stop
from tests.bot.running import BAD

pytestmark = pytest.mark.slow

INIT = ["init", "--token-file", "kluch", "--zone", "Пермь", "--mode", "enforce"]


async def typed(vk, *words):
    """A command in the folder, beside the loop that VK answers in."""
    there = {"DEZHURNY_VK__API_URL": vk.api_url, "COLUMNS": "200"}
    return await asyncio.to_thread(CliRunner().invoke, app, list(words), env=there)


async def until(true):
    async with asyncio.timeout(90):
        while not true():  # noqa: ASYNC110 - another process has no events to wait for
            await asyncio.sleep(0.02)


async def test_from_an_empty_folder_to_a_moderated_chat(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with SandboxVK() as vk:
        vk.world.community.long_poll_enabled = False  # as a new community has it
        vk.world.community.events = dict.fromkeys(vk.world.community.events, False)
        teacher, anna = vk.world.add_user("Мария", "Иванова"), vk.world.add_user("Анна", "Белова")
        chat = vk.world.add_chat("5А", admins=[teacher], members=[anna], bot_is_member=False)
        (tmp_path / "kluch").write_text(vk.token, "utf-8")

        written = await typed(vk, *INIT)
        before = await typed(vk, "check")
        after = await typed(vk, "check", "--fix")
        async with running(tmp_path / "config.toml", tmp_path / "log") as bot:
            await until(lambda: vk.world.calls("groups.getLongPollServer"))
            vk.world.invite_bot(chat)
            vk.world.make_bot_admin(chat)
            await until(lambda: any("Я «Дежурный»" in each.text for each in vk.world.visible(chat)))
            vk.world.write(chat, anna, BAD)
            await until(lambda: vk.world.deleted(chat))
            code = await stop(bot)
        checked = await typed(vk, "check")

    assert written.exit_code == 0, written.output
    assert before.exit_code == 1
    assert "dezhurny check --fix" in before.output
    assert after.exit_code == 0, after.output
    assert code == 0
    assert checked.exit_code == 0, checked.output
    assert f"Чат «5А» ({chat.peer_id})" in checked.output
