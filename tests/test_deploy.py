"""What a server runs: the service's file, the image's recipe, the nightly copy of the database."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from deploy import audit

DEPLOY = Path(__file__).resolve().parent.parent / "deploy"
ANALYZE = shutil.which("systemd-analyze") or ""
SERVICE = (DEPLOY / "dezhurny.service").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "line",
    [
        "Type=notify",
        "WatchdogSec=120",
        "DynamicUser=yes",
        "ProtectSystem=strict",
        "NoNewPrivileges=yes",
        "CapabilityBoundingSet=",
    ],
)
def test_the_service_is_watched_and_has_the_least_rights(line):
    assert re.search(rf"^{re.escape(line)}$", SERVICE, re.MULTILINE)


@pytest.mark.skipif(not ANALYZE, reason="systemd is not here")
def test_systemd_understands_the_service(tmp_path):
    python = shutil.which("python3") or "/usr/bin/python3"
    unit = tmp_path / "dezhurny.service"
    unit.write_text(re.sub(r"/opt/\S+/python", python, SERVICE), encoding="utf-8")

    checked = subprocess.run([ANALYZE, "verify", unit], capture_output=True, text=True, check=False)

    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_image_installs_by_hash_and_runs_as_nobody_special():
    recipe = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")

    assert "--require-hashes -r /app/requirements.lock" in recipe
    assert re.search(r"^USER 10001$", recipe, re.MULTILINE)


def test_the_compose_file_holds_no_password_and_no_port_open_to_the_world():
    compose = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")

    assert not re.search(r"PASSWORD: (?!\"\$\{POSTGRES_PASSWORD:\?)", compose)
    assert "ports:" not in compose
    assert compose.count("<<: *least-rights") == 3


HOLE = {"id": "PYSEC-1", "fix_versions": ["2.0"]}
SOUND = {"name": "a", "version": "1.0", "vulns": []}


@pytest.mark.parametrize(
    ("packages", "code", "said"),
    [
        ([SOUND], 0, "Looked up 1 of 1 packages; 0 known holes."),
        ([SOUND, {**SOUND, "vulns": [HOLE]}], 1, "a 1.0: PYSEC-1, mended: 2.0"),
        ([SOUND, {"name": "b", "version": "1", "skip_reason": "not found"}], 2, "proves nothing"),
        ([], 2, "proves nothing"),
    ],
)
def test_an_audit_says_what_is_known_and_what_was_not_looked_up(packages, code, said):
    told_code, lines = audit.told(packages)

    assert told_code == code
    assert any(said in line for line in lines)


def test_a_known_hole_counts_also_where_others_could_not_be_looked_up():
    skipped = {"name": "b", "version": "1", "skip_reason": "not found"}

    assert audit.told([{**SOUND, "vulns": [HOLE]}, skipped])[0] == 1


@pytest.mark.skipif(not ANALYZE, reason="systemd is not here")
def test_systemd_finds_little_that_the_service_could_do_amiss(tmp_path):
    unit = tmp_path / "dezhurny.service"
    unit.write_text(SERVICE, encoding="utf-8")

    rated = subprocess.run(
        [ANALYZE, "security", "--offline=true", "--threshold=20", "--no-pager", unit],
        capture_output=True,
        text=True,
        check=False,
    )

    assert rated.returncode == 0, rated.stdout[-400:]
    assert "OK" in rated.stdout.splitlines()[-1]
