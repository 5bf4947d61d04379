"""The two lists of exact versions agree with each other and with what the project asks for.

When one of these fails: uv run --no-project deploy/renew_versions.py --keep
"""

import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from deploy.renew_versions import constraints, with_constraints

ROOT = Path(__file__).resolve().parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = PROJECT["project"]["dependencies"]
GROUPS = PROJECT["dependency-groups"]


def versions(lines):
    """name → its pinned versions: more than one where systems or Pythons differ."""
    pinned = defaultdict(set)
    for line in lines:
        requirement = Requirement(line)
        (pin,) = requirement.specifier
        assert pin.operator == "==", line
        pinned[canonicalize_name(requirement.name)].add(pin.version)
    return dict(pinned)


CONSTRAINED = versions(PROJECT["tool"]["uv"]["constraint-dependencies"])
LOCKED = versions(re.findall(r"^[a-z][^\\\n]*", LOCK, re.MULTILINE))


def fits(line, pinned):
    requirement = Requirement(line)
    found = pinned.get(canonicalize_name(requirement.name), set())
    return bool(found) and all(requirement.specifier.contains(version) for version in found)


def test_both_lists_pin_the_same_versions():
    parted = {
        name: (CONSTRAINED.get(name), found)
        for name, found in LOCKED.items()
        if CONSTRAINED.get(name) != found
    }

    assert parted == {}


@pytest.mark.parametrize("dependency", RUNTIME)
def test_every_runtime_dependency_is_locked_at_a_version_that_fits(dependency):
    assert fits(dependency, LOCKED)


@pytest.mark.parametrize("dependency", [line for group in GROUPS.values() for line in group])
def test_every_dependency_of_a_group_is_constrained_to_a_version_that_fits(dependency):
    assert fits(dependency, CONSTRAINED)


def test_a_server_installs_nothing_that_only_development_needs():
    asked_for = {canonicalize_name(Requirement(line).name) for line in RUNTIME}
    for_development = {
        canonicalize_name(Requirement(line).name) for group in GROUPS.values() for line in group
    }

    # `packaging` and the like may be needed by both; the tools themselves may not.
    assert LOCKED.keys() & {"pytest", "mypy", "ruff", "playwright", "hypothesis"} == set()
    assert for_development & asked_for == set()


def test_every_locked_package_carries_its_hashes():
    blocks = re.split(r"^(?=[a-z])", LOCK, flags=re.MULTILINE)[1:]

    assert len(blocks) >= len(LOCKED)
    assert [block for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("file", ["requirements.lock", "pyproject.toml", ".ci/run"])
def test_no_list_names_an_address(file):
    assert "://" not in (ROOT / file).read_text(encoding="utf-8")


def test_a_renewal_that_finds_the_same_versions_changes_nothing():
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    own = PROJECT["tool"]["uv"]["constraint-dependencies"]

    assert with_constraints(project, own) == project


def test_a_package_of_two_versions_is_constrained_by_marker():
    source = {"registry": "somewhere"}
    old = {"name": "numpy", "version": "1.26.4", "source": source}
    new = {**old, "version": "2.3.0"}
    resolved = {
        "package": [
            {"name": "dezhurny", "version": "0.1.0", "source": {"editable": "."}},
            {**new, "resolution-markers": ["python_full_version >= '3.13'"]},
            {**old, "resolution-markers": ["python_full_version < '3.13'"]},
        ]
    }

    assert constraints(resolved) == [
        "numpy==1.26.4 ; (python_full_version < '3.13')",
        "numpy==2.3.0 ; (python_full_version >= '3.13')",
    ]
