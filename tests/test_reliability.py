"""docs/reliability.md names tests that exist, and leaves no kind of fault untold."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from benchmarks.storm import A_THOUSAND_WITHIN, MOST_IN_A_SECOND
from tests.bot.test_faults import FAULTS

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in PAGE.partition("<!-- promises")[2].partition("<!-- /promises")[0].splitlines()
    if line.startswith("| ") and not line.startswith("| Promise")
]
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)
COMMANDS = sorted(set(re.findall(r"`python -m ([\w.]+)", PAGE)))


@cache
def _tests_of(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {
        one.name for one in tree.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
    }


@pytest.mark.parametrize(("path", "name"), sorted(set(NAMED)))
def test_every_test_that_is_named_exists(path, name):
    assert name in _tests_of(path)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:40])
def test_every_promise_has_a_way_and_a_test(row):
    promise, way, _, tests = row

    assert promise
    assert way
    assert re.fullmatch(r"`tests/[\w/]+\.py::\w+`(, `tests/[\w/]+\.py::\w+`)*", tests)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_that_is_named_exists(command):
    module = ROOT / command.replace(".", "/")

    assert module.with_suffix(".py").is_file() or (module / "__main__.py").is_file()


def test_the_numbers_that_are_promised_are_those_that_are_tested():
    assert f"more than {MOST_IN_A_SECOND} calls in any second" in PAGE
    assert f"1,000 breaches is off the chat within {A_THOUSAND_WITHIN:.0f} s" in PAGE
    assert f"{len(FAULTS)} of {len(FAULTS)} equal" in PAGE
    assert f"{len(FAULTS) - 1} kinds of faults" in PAGE
