"""`dezhurny init`: a few answers make a `config.toml` that works, and the key is shown nowhere."""

import asyncio
import os
import pty
import stat
import sys
from select import select

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.config import default_rulebook, load
from bot.config.writing import filled, plain_example
from bot.errors import ConfigError, DezhurnyError
from bot.sandbox import SandboxVK
from rules.regulation.policy import Mode

TOKEN = "vk1.a." + "z" * 80


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "key").write_text(f"{TOKEN}\n", "utf-8")
    return tmp_path


def called(*words, **environ):
    """Without a terminal."""
    return CliRunner().invoke(app, ["init", *map(str, words)], env=environ)


WRITTEN = ("--token-file", "key", "--group-id", "vk.com/club555", "--no-check")


def test_the_file_holds_the_answers_and_the_examples_comments(folder):
    said = called(*WRITTEN, "--school", 'Школа "№5"', "--zone", "Пермь", "--admin", "vk.com/id7")

    written = (folder / "config.toml").read_text("utf-8")
    settings = load(folder / "config.toml", {})
    assert said.exit_code == 0
    assert settings.vk.token.get_secret_value() == TOKEN
    assert settings.vk.group_id == 555
    assert settings.school.name == 'Школа "№5"'
    assert settings.school.timezone == "Asia/Yekaterinburg"
    assert settings.school.admins == (7,)
    assert settings.chats.mode is Mode.OBSERVE
    assert "# Через какой срок нарушение перестаёт считаться." in written


def test_only_its_owner_may_read_the_file_and_the_key_is_not_shown(folder):
    said = called(*WRITTEN)

    assert stat.S_IMODE((folder / "config.toml").stat().st_mode) == 0o600
    assert TOKEN not in said.output
    assert "dezhurny check --fix" in said.output


def test_a_file_that_is_there_stays_unless_told_otherwise_and_is_kept_then(folder):
    (folder / "config.toml").write_text("# прежний", "utf-8")
    (folder / "config.toml.old").write_text("# ещё прежнее", "utf-8")

    refused = called(*WRITTEN)
    before = (folder / "config.toml").read_text("utf-8")
    replaced = called(*WRITTEN, "--force")

    assert isinstance(refused.exception, DezhurnyError)
    assert "--force" in str(refused.exception)
    assert before == "# прежний"
    assert replaced.exit_code == 0
    assert (folder / "config.toml.old2").read_text("utf-8") == "# прежний"
    assert stat.S_IMODE((folder / "config.toml.old2").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--group-id", "5"), "--token-file"),
        (("--token-file", "key", "--no-check"), "--group-id"),
        (("--token-file", "нет", "--group-id", "5"), "Файл с ключом нет не прочитать"),
        ((*WRITTEN, "--zone", "Хогвартс"), "исправьте --zone"),
        ((*WRITTEN, "--mode", "strict"), "observe (наблюдать) или enforce"),
        ((*WRITTEN, "--admin", "vk.com/club5"), "это сообщество, а не человек"),
        ((*WRITTEN, "--admin", "@anna"), "напишите её номер"),
        (("--token-file", "config", "--group-id", "5"), "пробелы или кавычки"),
    ],
)
def test_without_a_terminal_what_lacks_or_does_not_fit_is_refused(folder, words, sentence):
    (folder / "config").write_text(f'token = "{TOKEN}"', "utf-8")

    refused = called(*words, "--no-check")

    assert isinstance(refused.exception, DezhurnyError)
    assert sentence in str(refused.exception)
    assert TOKEN not in repr(refused.exception) + str(refused.exception)
    assert not (folder / "config.toml").exists()


def test_the_folder_of_the_file_is_made_and_a_refusal_of_the_system_is_in_russian(folder):
    made = called(*WRITTEN, "--config", "etc/dezhurny/config.toml")
    refused = called(*WRITTEN, "--config", "key/config.toml")

    assert made.exit_code == 0
    assert (
        str(refused.exception) == "Файл key/config.toml не записать: на этом месте уже есть файл."
    )


def test_what_to_type_next_is_as_the_program_was_called(folder):
    said = called(*WRITTEN, "--config", "school5.toml", UV_RUN_RECURSION_DEPTH="1")

    assert "uv run dezhurny run --config school5.toml" in said.output


def test_without_the_example_a_file_is_made_of_the_keys_themselves(folder):
    text = filled(plain_example(), {("vk", "token"): TOKEN, ("vk", "group_id"): 5})
    (folder / "config.toml").write_text(text, "utf-8")

    settings = load(folder / "config.toml", {})

    assert settings.rulebook(0) == default_rulebook()
    assert "# Сколько предупреждений даётся до блокировки, не меньше трёх.\nallowed = 3" in text


def test_the_environment_gives_the_key_too(folder):
    said = called("--group-id", "5", "--no-check", DEZHURNY_VK__TOKEN=TOKEN)

    assert said.exit_code == 0
    assert load(folder / "config.toml", {}).vk.token.get_secret_value() == TOKEN


def test_a_vk_that_cannot_be_reached_is_told_and_the_file_is_written(folder):
    nowhere = "http://127.0.0.1:9/method/"

    said = called("--token-file", "key", "--group-id", "5", DEZHURNY_VK__API_URL=nowhere)

    assert said.exit_code == 0
    assert "ключ не проверен" in said.stderr
    assert load(folder / "config.toml", {}).vk.api_url == nowhere


async def in_thread(*words, **environ):
    """While a VK answers in this loop."""
    return await asyncio.to_thread(called, *words, **environ)


async def test_vk_names_the_community_of_the_key_and_the_owner_of_a_name(folder):
    async with SandboxVK() as vk:
        teacher = vk.world.add_user("Мария", "Иванова")
        teacher.screen_name = "maria"
        (folder / "key").write_text(vk.token, "utf-8")
        said = await in_thread(
            "--token-file", "key", "--admin", "@maria", DEZHURNY_VK__API_URL=vk.api_url
        )

    settings = load(folder / "config.toml", {})
    assert said.exit_code == 0, said.output
    assert settings.vk.group_id == vk.group_id
    assert settings.school.admins == (teacher.id,)


@pytest.mark.parametrize(
    ("rights", "words", "trouble"),
    [
        ({"messages", "manage"}, ("--group-id", "5"), "ключ не от сообщества 5"),
        ({"messages"}, (), "у ключа нет прав: управление сообществом"),
        (None, ("--group-id", "5"), "ВК не принимает ключ доступа"),
    ],
)
async def test_what_vk_has_against_the_key_is_told_and_the_file_is_written(
    folder, rights, words, trouble
):
    async with SandboxVK() as vk:
        vk.world.community.permissions = rights or set()
        (folder / "key").write_text(vk.token if rights else "another-token", "utf-8")
        said = await in_thread("--token-file", "key", *words, DEZHURNY_VK__API_URL=vk.api_url)

    assert said.exit_code == 1
    assert trouble in said.stderr
    assert (folder / "config.toml").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_at_a_terminal_the_answers_are_asked_for_and_the_key_is_not_echoed(folder):
    answers = ["ключ с пробелом", TOKEN, "не номер", "vk.com/club555", "Школа №5"]
    answers += ["Хогвартс", "Омск", "", "может быть", "нет"]

    shown, code = _talk(["init", "--no-check"], answers)

    settings = load(folder / "config.toml", {})
    assert code == 0, shown
    assert TOKEN not in shown
    assert "ключ с пробелом" not in shown
    assert "пробелы или кавычки" in shown
    assert "Ответьте «да» или «нет»" in shown
    assert settings.vk.token.get_secret_value() == TOKEN
    assert settings.vk.group_id == 555
    assert settings.school.timezone == "Asia/Omsk"
    assert settings.chats.mode is Mode.ENFORCE


def _talk(words, answers):
    """What a person sees who types these answers, each after a question, and the exit code."""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-m", "bot", *words])  # noqa: S606 - ours
    shown, waiting = "", list(answers)
    while select([terminal], [], [], 30)[0]:
        try:
            part = os.read(terminal, 4096).decode("utf-8", "replace")
        except OSError:  # the program has closed its end
            break
        if not part:
            break
        shown += part
        if waiting and shown.endswith(": "):
            os.write(terminal, f"{waiting.pop(0)}\n".encode())
            shown += "\n"
    return shown, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_refusal_of_init_is_an_error_of_the_call(folder):
    refused = called("--no-check")

    assert isinstance(refused.exception, ConfigError)
    assert refused.exception.exit_code == 2
