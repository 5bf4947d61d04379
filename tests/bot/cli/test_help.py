"""The command line explains itself in Russian: help, examples that work, and wrong calls."""

import re
import shlex
import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from bot.cli import app

LINE = typer.main.get_command(app)
ENGLISH = re.compile(r"Usage|Options|Arguments|Commands?\b|required|default|Show |Error|Try ")


def commands(group=LINE, path=()):
    """(("journal", "verify"), the command) …"""
    for name, each in group.commands.items():
        if hasattr(each, "commands"):
            yield from commands(each, (*path, name))
        else:
            yield (*path, name), each


COMMANDS = dict(commands())


def called(*words):
    return CliRunner().invoke(app, list(words), prog_name="dezhurny")


@pytest.mark.parametrize("path", [(), ("journal",), *COMMANDS], ids=" ".join)
def test_help_is_in_russian(path):
    said = called(*path, "--help")

    assert said.exit_code == 0
    assert "Как вызвать: dezhurny" in said.stdout
    assert not ENGLISH.search(said.stdout.replace("--default", ""))


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_has_examples_that_it_would_take(path, monkeypatch):
    shown = called(*path, "--help").stdout.partition("Примеры:\n")[2].splitlines()
    own = f"dezhurny {' '.join(path)}"
    examples = [line for line in shown if own in line]

    assert examples
    for example in examples:
        for name, value in re.findall(r"([A-Z_]+)=(\S+)", example.partition(own)[0]):
            monkeypatch.setenv(name, value)
        words = re.split(r" [|<>] ?", example[example.index(own) + len(own) :])[0]
        COMMANDS[path].make_context("example", shlex.split(words))


def test_every_option_says_what_it_is_for():
    for path, each in COMMANDS.items():
        for parameter in each.params:
            assert re.search("[а-яё]", parameter.help or ""), (path, parameter.name)


def test_the_help_names_every_exit_code_of_the_program():
    said = called("--help").stdout

    assert re.findall(r"^  (\d+) ", said.partition("Коды выхода:")[2], re.MULTILINE) == [
        "0",
        "1",
        "2",
        "130",
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("runn", "Команды «runn» нет. Вы имели в виду run?"),
        ("щщщ", "Команды «щщщ» нет. Есть: "),
        ("check --conf x", "Параметра --conf нет. Похожие: --config."),
        ("check --config", "После --config нужно значение."),
        ("check extra", "Лишнее в команде: extra."),
        ("replay", "Не указано FILE: "),
        ("replay --names=1 x", "Параметр --names пишется без значения."),
        ("sandbox --port 99999", "Не подходит значение: --port: "),
        ("sandbox --port много", "От 0 до 65535."),
    ],
)
def test_a_wrong_call_is_answered_in_russian(words, sentence):
    refused = called(*words.split())

    assert refused.exit_code == 2
    assert sentence in refused.stderr
    assert not ENGLISH.search(refused.output)


def test_no_command_at_all_shows_the_help():
    said = called()

    assert said.exit_code == 2
    assert "Коды выхода" in said.stdout


def test_help_waits_for_no_library():
    heavy = "{'pydantic', 'sqlalchemy', 'aiohttp', 'vkbottle', 'rich', 'jinja2', 'pymorphy3'}"
    program = f"import bot.cli, sys; print(sorted({heavy} & sys.modules.keys()))"

    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert loaded.stdout.decode().strip() == "[]"
