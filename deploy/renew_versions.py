"""Renews the exact versions: `[tool.uv] constraint-dependencies` and `requirements.lock`.

    uv run --no-project deploy/renew_versions.py           every package to its newest version
    uv run --no-project deploy/renew_versions.py --keep    only what is missing or no longer needed

The constraints pin what `uv run` installs, for development too. `requirements.lock` pins what a
school's server installs, with hashes and without addresses. Run the tests afterwards, and commit
both files together. Needs `uv` and a package registry; nothing but the standard library.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
HEADER = """\
# What a server installs: pip install --require-hashes -r requirements.lock
# Renewed by deploy/renew_versions.py, together with pyproject.toml; do not edit.
"""
_CONSTRAINTS = re.compile(r"^constraint-dependencies = \[.*?^\]$|^constraint-dependencies = \[\]$",
                          re.MULTILINE | re.DOTALL)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--keep", action="store_true", help="keep the versions that are pinned")
    keep = parser.parse_args().keep
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory(prefix="dezhurny-versions-") as name:
        folder = Path(name)
        renewed, exported = renew(project, folder, keep=keep)
    (ROOT / "pyproject.toml").write_text(renewed, encoding="utf-8")
    LOCK.write_text(HEADER + exported, encoding="utf-8")
    print(f"Renewed pyproject.toml and {LOCK.name}. Now run the tests: uv run pytest")
    return 0


def renew(project: str, folder: Path, *, keep: bool) -> tuple[str, str]:
    """The new pyproject.toml and the new list for a server, resolved in a scratch folder.

    Raises CalledProcessError when uv finds no versions that fit, ValueError when the list
    would name an address.
    """
    scratch = folder / "pyproject.toml"
    # Old constraints would hold every version where it is: a renewal starts without them.
    scratch.write_text(project if keep else with_constraints(project, []), encoding="utf-8")
    _uv(folder, "lock")
    resolved = tomllib.loads((folder / "uv.lock").read_text(encoding="utf-8"))
    renewed = with_constraints(project, constraints(resolved))
    scratch.write_text(renewed, encoding="utf-8")
    _uv(folder, "lock")
    exported = _uv(folder, "export", "--frozen", "--no-dev", "--no-emit-project", "--no-header",
                   "--format", "requirements-txt")  # fmt: skip
    if "://" in exported:
        raise ValueError("the exported list names an address; it may name packages only")
    return renewed, exported


def constraints(resolved: dict[str, Any]) -> list[str]:
    """`name==version` of every package of a uv.lock, with a marker where it has several."""
    packages = [each for each in resolved["package"] if "registry" in each["source"]]
    return sorted(_constraint(package) for package in packages)


def _constraint(package: dict[str, Any]) -> str:
    markers = package.get("resolution-markers", [])
    where = " or ".join(f"({marker})" for marker in markers)
    return f"{package['name']}=={package['version']}" + (f" ; {where}" if where else "")


def with_constraints(project: str, lines: list[str]) -> str:
    """The text of pyproject.toml with these constraints in place of its own."""
    listed = "".join(f'    "{line}",\n' for line in lines)
    table = f"constraint-dependencies = [\n{listed}]"
    renewed, found = _CONSTRAINTS.subn(lambda _: table, project)
    if found != 1:
        raise ValueError("pyproject.toml has no constraint-dependencies to renew")
    return renewed


def _uv(folder: Path, *arguments: str) -> str:
    command = ["uv", *arguments, "--quiet", "--project", str(folder)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603  a fixed command, no shell


if __name__ == "__main__":
    sys.exit(main())
