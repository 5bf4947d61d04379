"""The guides say what is so: the reference is the program's own, and what is named is there."""

import importlib.util
import re
from functools import cache
from pathlib import Path

import pytest
import typer

from bot.cli import app
from bot.commands.book import BOOK
from bot.config.reference import reference
from storage.errors import _KNOWN as KNOWN_FAULTS

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"


def commands(group, before=()):
    for name, each in group.commands.items():
        if hasattr(each, "commands"):
            yield from commands(each, (*before, name))
        else:
            yield (*before, name)


COMMANDS = set(commands(typer.main.get_command(app)))


def script(name):
    """A script of docs/ as a module."""
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_is_what_the_program_says_of_itself():
    written = (DOCS / "reference.md").read_text("utf-8")

    assert written == script("make_reference").page(), "uv run docs/make_reference.py"


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.name)
def test_every_file_and_heading_that_a_guide_points_to_is_there(page):
    text = page.read_text("utf-8")
    links = re.findall(r"\]\(([^):]+)\)", text) + re.findall(r'src="([^"]+)"', text)
    missing = []
    for link in links:
        file, _, heading = link.partition("#")
        target = (page.parent / file) if file else page
        if not target.exists() or (heading and heading not in _anchors(target)):
            missing.append(link)

    assert missing == []


def _anchors(page):
    """As the forges make them: lower case, no signs, hyphens for spaces."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {
        re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings
    }


def test_every_picture_is_drawn_by_the_script_and_shown_somewhere():
    pictures = {path.stem for path in (DOCS / "img").glob("*.png")}
    drawn = re.findall(r'^    "([a-z-]+)": ', (DOCS / "make_pictures.py").read_text("utf-8"), re.M)
    pages = [*DOCS.glob("*.md"), *ROOT.glob("README*.md")]
    shown = "".join(page.read_text("utf-8") for page in pages)

    assert pictures == set(drawn)
    assert {name for name in pictures if f"img/{name}.png" not in shown} == set()


@cache
def said_by_the_program():
    """The sources and the texts as one, with strings that are broken over lines put together."""
    files = [*ROOT.glob("bot/**/*.py"), *ROOT.glob("bot/**/*.toml"), *ROOT.glob("storage/**/*.py")]
    whole = "\n".join(file.read_text("utf-8") for file in files)
    return re.sub(r'"\s*\n\s*f?"', "", whole)


OTHERS_SAY = {  # pip, uv and shells
    "externally-managed-environment",
    "invalid peer certificate: UnknownIssuer",
    "command not found: dezhurny",
}


def rows():
    page = (DOCS / "troubleshooting.md").read_text("utf-8")
    cells = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("|")]
    return [row for row in cells if row[0] != "что видно" and not row[0].startswith("---")]


def test_each_symptom_has_a_meaning_and_a_remedy():
    assert len(rows()) > 50
    assert [row[0] for row in rows() if len(row) != 3 or not all(map(str.strip, row))] == []


def test_every_sentence_that_troubleshooting_quotes_is_one_that_the_program_says():
    quoted = {words for row in rows() for words in re.findall(r"`([^`]+)`", row[0])}
    own = {words for words in quoted - OTHERS_SAY if not words.startswith("/")}

    assert len(own) > 40
    assert {words for words in own if words not in said_by_the_program()} == set()


@pytest.mark.parametrize("name", ["troubleshooting", "install", "update", "head"])
def test_the_keys_and_commands_that_a_guide_names_are_there(name):
    page = (DOCS / f"{name}.md").read_text("utf-8")
    keys = {entry.key for entry in reference()}
    tables = {key.rpartition(".")[0] for key in keys} | {"regulation.clauses", "chats.peer"}

    for table, key in re.findall(r"`\[([a-z_.*]+)\](?: (\w+))?`", page):
        assert f"{table}.{key}" in keys if key else table in tables, (table, key)
    for words in re.findall(r"(?:run |-m |`|    )dezhurny ((?:[a-z][a-z-]* ?){1,2})", page):
        path = tuple(words.split())
        assert path in COMMANDS or path[:1] in COMMANDS, words
    for word in re.findall(r"`/([а-яё]+)", page):
        assert word.replace("ё", "е") in BOOK, word


def test_every_fault_of_the_database_has_its_row():
    page = (DOCS / "troubleshooting.md").read_text("utf-8")

    assert [problem for _, problem, _ in KNOWN_FAULTS if f"`{problem}`" not in page] == []
