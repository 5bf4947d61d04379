"""`dezhurny check`: what would not work is said, with the place to mend it."""

import asyncio

from typer.testing import CliRunner

from bot.cli import app
from bot.errors import ConfigError
from bot.sandbox import SandboxVK
from tests.bot.process import write_config


async def checked(config, *more):
    """The command in a thread of its own: its loop is not the one that VK runs in."""
    words = ["check", "--config", str(config), *more]
    said = await asyncio.to_thread(CliRunner().invoke, app, words, env={"COLUMNS": "200"})
    if said.exception and not isinstance(said.exception, SystemExit):
        raise said.exception
    return said.exit_code, said.output


async def test_where_all_is_well_every_line_is_ticked(tmp_path):
    async with SandboxVK() as vk:
        config = write_config(tmp_path, vk)
        config.chmod(0o600)
        code, said = await checked(config)

    assert code == 0, said
    assert "✗" not in said
    assert said.count("✓") >= 10
    assert "Всё готово" in said
    assert "dezhurny run" in said
    assert vk.token not in said
    assert "\x1b" not in said


async def test_a_chat_is_looked_at_and_shown_with_its_number(tmp_path):
    async with SandboxVK() as vk:
        teacher = vk.world.add_user("Мария", "Иванова")
        mended = vk.world.add_chat("5А", admins=[teacher])
        lacking = vk.world.add_chat("5Б", admins=[teacher], bot_is_admin=False)
        named = f'[chats.peer.{mended.peer_id}]\ntitle = "5А"\n[chats.peer.{lacking.peer_id}]\n'
        code, said = await checked(write_config(tmp_path, vk, named))

    assert code == 1
    assert f"Чат «5А» ({mended.peer_id})" in said
    assert "администратор, видит сообщения, может удалять и ограничивать" in said
    assert f"Чат {lacking.peer_id}" in said
    assert "Назначить администратором" in said


async def test_fix_enables_long_poll_and_its_events_and_says_so(tmp_path):
    async with SandboxVK() as vk:
        community = vk.world.community
        community.long_poll_enabled, community.long_poll_version = False, "5.50"
        community.events = dict.fromkeys(community.events, False) | {"message_allow": True}
        config = write_config(tmp_path, vk)
        before = await checked(config)
        after = await checked(config, "--fix")
        again = await checked(config, "--fix")

    assert before[0] == 1
    assert before[1].count("│ ✗ │") == 3
    assert "Управление → Дополнительно → Работа с API → Long Poll API" in before[1]
    assert after[0] == 0, after[1]
    assert "Исправлено: Long Poll включён; отмечены типы событий: «Входящее" in after[1]
    assert "версия Long Poll 5.199 (была 5.50)" in after[1]
    assert {name for name, on in community.events.items() if on} == {
        "message_new",
        "message_edit",
        "message_event",
        "message_allow",
    }
    assert "Исправлять нечего." in again[1]


async def test_a_token_without_rights_is_named_and_cannot_fix(tmp_path):
    async with SandboxVK() as vk:
        vk.world.community.permissions = {"messages"}
        code, said = await checked(write_config(tmp_path, vk), "--fix")

    assert code == 1
    assert "нет прав: «управление сообществом» (manage)" in said
    assert "Исправить не вышло" in said


async def test_a_vk_that_is_not_there_is_said_once_and_not_waited_for(tmp_path):
    async with SandboxVK() as vk:
        config = write_config(tmp_path, vk)

    code, said = await checked(config)

    assert code == 1
    assert said.count("недоступен") == 1


async def test_a_refused_token_is_the_configurations_fault(tmp_path):
    async with SandboxVK() as vk:
        config = write_config(tmp_path, vk)
        config.write_text(config.read_text("utf-8").replace(vk.token, "another-token"), "utf-8")
        words = ["check", "--config", str(config)]
        said = await asyncio.to_thread(CliRunner().invoke, app, words)

    assert isinstance(said.exception, ConfigError)
    assert said.exception.exit_code == 2
    assert "vk.token" in str(said.exception)
    assert "another-token" not in str(said.exception) + said.output


async def test_a_file_that_others_may_read_is_a_warning(tmp_path):
    async with SandboxVK() as vk:
        config = write_config(tmp_path, vk)
        config.chmod(0o644)
        code, said = await checked(config)

    assert code == 0
    assert f"chmod 600 {config}" in said.replace("\n", "")


async def test_a_database_that_cannot_be_written_is_told(tmp_path):
    async with SandboxVK() as vk:
        config = write_config(tmp_path, vk)
        tmp_path.joinpath("dezhurny.db").write_text("это не база данных", "utf-8")
        code, said = await checked(config)

    assert code == 1
    assert "не база данных бота" in said


async def test_a_journal_that_the_network_sees_without_https_is_a_warning(tmp_path):
    async with SandboxVK() as vk:
        config = write_config(tmp_path, vk, '[web]\nport = 8082\nhost = "0.0.0.0"\n')
        code, said = await checked(config)

    assert code == 0
    assert "открыт на 0.0.0.0 без https" in said
