"""What a server runs: the service's file, the image's recipe, the nightly copy of the database."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

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
