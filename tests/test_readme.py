"""What the READMEs promise is there: commands, files, steps, keys, and the verdicts they show."""

import re
import tomllib
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.cli import app
from bot.commands.asked import Who
from bot.commands.book import BOOK
from rules.catalogue import CATALOGUE

ROOT = Path(__file__).resolve().parent.parent
READMES = ["README.md", "README.ru.md"]
PAGES = [*READMES, "CONTRIBUTING.md", "CHANGELOG.md", "deploy/README.md"]
SANDBOX = "pip install uv && uv run dezhurny sandbox"
TESTS = "pip install uv && uv run pytest"
NOT_YET = re.compile(r"^\*\*(?:In the making|Делается):\*\*(.*?)\n\n", re.MULTILINE | re.DOTALL)


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def existing_commands():
    """«run», «journal export» …"""
    found = set()
    for name, command in vars(typer.main.get_command(app))["commands"].items():
        inner = getattr(command, "commands", {})
        found |= {f"{name} {each}" for each in inner} if inner else {name}
    return found


def in_the_making(name):
    (paragraph,) = NOT_YET.findall(read(name))
    return commands_in(paragraph)


def commands_in(text):
    return {
        " ".join(words.split())
        for words in re.findall(r"`dezhurny ([a-z -]+?)(?:`| [A-ZА-Я])", text)
    }


def table_of_commands(text):
    return commands_in("\n".join(re.findall(r"^\| (`dezhurny .*)", text, re.MULTILINE)))


@pytest.mark.parametrize("name", READMES)
def test_two_commands_do_everything(name):
    lines = [line.strip() for line in read(name).splitlines()]

    assert SANDBOX in lines
    assert TESTS in lines


def test_ci_ends_with_the_command_that_the_readme_gives():
    *_, last = read(".ci/run").strip().splitlines()

    assert last == TESTS


@pytest.mark.parametrize("name", READMES)
def test_the_table_lists_every_command_and_no_other(name):
    assert table_of_commands(read(name)) == existing_commands()


@pytest.mark.parametrize("name", READMES)
def test_what_is_said_to_be_in_the_making_is_not_there_yet(name):
    already_here = in_the_making(name) & existing_commands()

    assert already_here == set(), "it is here: move it into the table"


@pytest.mark.parametrize("name", READMES)
def test_every_command_named_exists_or_is_in_the_making(name):
    known = existing_commands() | in_the_making(name)

    assert commands_in(read(name)) - known == set()


@pytest.mark.parametrize("name", READMES)
def test_the_way_into_a_real_chat_has_ten_steps(name):
    steps = re.findall(r"^(\d+)\. ", read(name), re.MULTILINE)

    assert steps == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize("name", READMES)
def test_the_keys_that_the_steps_name_stand_in_the_example(name):
    example = tomllib.loads(read("config.example.toml"))

    assert "`token`" in read(name)
    assert "`group_id`" in read(name)
    assert {"token", "group_id"} <= example["vk"].keys()
    assert {"name", "timezone"} <= example["school"].keys()
    assert "mode" in example["chats"]


@pytest.mark.parametrize("name", READMES)
def test_the_steps_name_every_event_that_the_decoder_reads(name):
    decoder = read("bot/vk/decode.py")
    read_by_it = set(re.findall(r'"(message_(?:new|edit|event|reply|allow|deny))"', decoder))

    assert read_by_it
    assert set(re.findall(r"\(`(message_\w+)`\)", read(name))) == read_by_it


@pytest.mark.parametrize("name", READMES)
def test_the_table_of_clauses_has_each_clause_that_a_rule_cites(name):
    cited = {rule.clause.cited.removeprefix("п. ") for rule in CATALOGUE.values()}
    rows = set(re.findall(r"^\| ((?:3\.3 \(\d\))|Д\.[\d.]+) \|", read(name), re.MULTILINE))

    assert rows == cited


@pytest.mark.parametrize("name", READMES)
def test_the_verdicts_shown_are_what_classify_says(name):
    shown = re.findall(r"^\| `([^`]+)` \| `(\{[^`]+)` \|$", read(name), re.MULTILINE)
    messages = "".join(f"{message}\n" for message, _ in shown)

    answered = CliRunner().invoke(app, ["classify"], input=messages.encode())

    assert len(shown) >= 3
    assert answered.stdout.splitlines() == [verdict for _, verdict in shown]


@pytest.mark.parametrize("name", PAGES)
def test_every_file_that_a_page_points_to_is_there(name):
    targets = re.findall(r"\]\(([^)#:]+)\)", read(name))
    missing = [target for target in targets if not (ROOT / name).parent.joinpath(target).exists()]

    assert missing == []


GUIDES = ["docs/moderator.md", "docs/members.md"]


@pytest.mark.parametrize("name", GUIDES)
def test_the_guides_name_only_commands_that_are_there(name):
    named = set(re.findall(r"(?<![\w/])/([а-яё]+)", read(name)))

    assert named
    assert {word.replace("ё", "е") for word in named} <= BOOK.keys()


def test_the_moderators_page_names_every_command_of_a_moderator():
    page = read("docs/moderator.md").replace("ё", "е")
    book = {name for name, command in BOOK.items() if command.who is Who.MODERATOR}

    assert {name for name in book if f"/{name}" not in page} <= {"чат"}
