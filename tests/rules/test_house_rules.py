"""What every rule promises by its form: catalogue, clause, test, docstring, examples that hold."""

import importlib
import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from datetime import datetime
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest

import rules
from rules.catalogue import CATALOGUE
from rules.regulation.clauses import CLAUSES
from rules.regulation.message import NOTHING_BEFORE, Message
from rules.regulation.violation import Rule

ROOT = Path(rules.__file__).parent
NO_RULES = {"__init__", "catalogue"}
NAMES = sorted(path.stem for path in ROOT.glob("*.py") if path.stem not in NO_RULES)
HEADINGS = ("What it does", "Why", "Allowed", "Breaks it")
_LABELLED = re.compile(r"(Breaks it|Allowed)\s{2,}(\S.*)")
_EXAMPLE = re.compile(r"(?:(\d\d:\d\d:\d\d)\s+)?(«.+»)")


def module(name: str) -> ModuleType:
    return importlib.import_module(f"rules.{name}")


def examples(docstring: str) -> Iterator[tuple[bool, str, str]]:
    """(does it break the rule, the time it is sent at, its text) of the self-contained lines.

    A line that needs a talk around it («the seventh message …») says so outside the quotes,
    and is left to the rule's own test.
    """
    breaks: bool | None = None
    for line in docstring.splitlines():
        labelled = _LABELLED.fullmatch(line)
        if labelled is not None:
            breaks, line = labelled[1] == "Breaks it", labelled[2]
        elif not line.startswith(" " * 10):
            breaks = None
        example = _EXAMPLE.fullmatch(line.strip())
        if breaks is not None and example is not None:
            for text in quoted(example[2]):
                yield breaks, example[1] or "12:00:00", text


def quoted(line: str) -> list[str]:
    """The texts in the outer quotes of a line; none when words stand between them."""
    texts, depth, start = [], 0, 0
    for place, letter in enumerate(line):
        if letter == "«":
            depth += 1
            start = place + 1 if depth == 1 else start
        elif letter == "»":
            depth -= 1
            if depth == 0:
                texts.append(line[start:place])
        elif depth == 0 and letter not in ",; ":
            return []
    return texts


def all_examples() -> list[tuple[str, bool, str, str]]:
    return [(name, *example) for name in NAMES for example in examples(module(name).__doc__ or "")]


def flagged(rule: Rule, clock: str, text: str) -> bool:
    sent_at = datetime.fromisoformat(f"2026-09-14T{clock}").replace(
        tzinfo=ZoneInfo("Europe/Moscow")
    )
    message = Message(chat=1, id=1, author=1, sent_at=sent_at, text=text)
    return rule.check(message, NOTHING_BEFORE) is not None


def test_there_are_rules():
    assert "quiet_hours" in NAMES
    assert "clutter" in NAMES


def test_the_catalogue_lists_every_rule_and_nothing_else():
    assert sorted(CATALOGUE) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_stands_in_a_file_of_its_name(name: str) -> None:
    assert CATALOGUE[name].__module__ == f"rules.{name}"
    assert CATALOGUE[name].name == name


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_cites_a_clause_of_the_regulation(name: str) -> None:
    clause = CATALOGUE[name].clause

    assert CLAUSES[clause.number] is clause


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_is_frozen_and_made_without_arguments(name: str) -> None:
    rule = CATALOGUE[name]

    assert is_dataclass(rule)
    assert hash(rule()) == hash(rule())


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_has_its_test(name: str) -> None:
    assert (Path(__file__).parent / f"test_{name}.py").is_file()


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_is_explained_under_the_usual_headings(name: str) -> None:
    docstring = module(name).__doc__ or ""

    assert docstring.startswith("Пункт "), "begins with its clause"
    for heading in HEADINGS:
        assert re.search(rf"^{heading}\b", docstring, re.MULTILINE), heading


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_shows_what_breaks_it_and_what_is_allowed(name: str) -> None:
    labels = {match[1] for match in _LABELLED.finditer(module(name).__doc__ or "")}

    assert labels == {"Breaks it", "Allowed"}


@pytest.mark.parametrize(("name", "breaks", "clock", "text"), all_examples())
def test_an_example_of_a_docstring_holds(name: str, breaks: bool, clock: str, text: str) -> None:
    assert flagged(CATALOGUE[name](), clock, text) is breaks


def test_examples_are_read_with_their_times_and_inner_quotes():
    docstring = (
        "Breaks it     21:00:01  «Кто решил?»\n"
        "              the seventh message within 30 seconds\n"
        "              «Продам» for the third time\n"
        "              «да» after «нет»\n"
        "Allowed       «Телеграмма», «прочитать»\n"
        "              «Паустовский, «Телеграмма», прочитать»\n"
        "\n"
        "Why\n"
        "    «это не пример»\n"
    )

    assert list(examples(docstring)) == [
        (True, "21:00:01", "Кто решил?"),
        (False, "12:00:00", "Телеграмма"),
        (False, "12:00:00", "прочитать"),
        (False, "12:00:00", "Паустовский, «Телеграмма», прочитать"),
    ]
