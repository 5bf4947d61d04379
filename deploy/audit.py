"""Are there known holes in what a server installs? Asks about each package of `requirements.lock`.

    uv run --group audit deploy/audit.py

Exit 0: all were looked up and nothing is known; 1: a hole is known; 2: not all could be looked
up, offline for instance, so that nothing is proved. Needs `pip-audit` and the internet.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"
COMMAND = (
    *(sys.executable, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off"),
    *("--disable-pip", "--require-hashes", "-r"),
)


def main() -> int:
    done = subprocess.run([*COMMAND, str(LOCK)], capture_output=True, text=True, check=False)  # noqa: S603  a fixed command, no shell
    try:
        found = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        reason = (done.stderr.strip() or "pip-audit said nothing").splitlines()[-1]
        print(f"Nothing could be looked up: {reason[:200]}")
        return 2
    code, lines = told(found)
    print("\n".join(lines))
    return code


def told(packages: list[dict[str, Any]]) -> tuple[int, list[str]]:
    """The exit code and what to say of what pip-audit found."""
    lines, skipped = [], 0
    for package in packages:
        skipped += "skip_reason" in package
        for hole in package.get("vulns", ()):
            mended = ", ".join(hole.get("fix_versions", ())) or "not yet"
            lines.append(f"{package['name']} {package['version']}: {hole['id']}, mended: {mended}")
    holes, looked = len(lines), len(packages) - skipped
    code = 1 if holes else 2 if skipped or not packages else 0
    lines.append(f"Looked up {looked} of {len(packages)} packages; {holes} known holes.")
    if skipped or not packages:
        lines.append("The others could not be looked up: this proves nothing of them.")
    return code, lines


if __name__ == "__main__":
    sys.exit(main())
