"""Throws strange bytes at what reads strangers' bytes, and says what breaks it.

    python -m benchmarks.fuzz roster --minutes 5       one target; `all` for each in its turn
    python -m benchmarks.fuzz roster --input FILE      once more what broke it

With atheris (`uv sync --group fuzz`, Linux) the fuzzer sees which lines an input reaches;
without it, or with `--blind`, known inputs are only made strange by chance. A target breaks
when it raises anything but its own error, or takes longer than SLOW seconds. What broke it is
kept in a file, which is named. Exit 1 then.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.fuzz import NAMES
from benchmarks.fuzz.mutation import TOKENS, mutated

if TYPE_CHECKING:
    from benchmarks.fuzz.targets import Target

SLOW = 10.0  # seconds for one input, on a busy machine
LONGEST = 65_536  # bytes of one input
PROGRESS = 10.0  # seconds between two lines


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("target", choices=[*NAMES, "all"])
    parser.add_argument("--minutes", type=float, default=1.0, help="for each target")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--blind", action="store_true", help="without atheris")
    parser.add_argument("--input", type=Path, help="one input, from a file")
    parser.add_argument("--seeing", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.input:
        _target(asked.target).run(asked.input.read_bytes())
        return 0
    if asked.seeing:
        _see(asked.target, asked.minutes, asked.seed)
    names = NAMES if asked.target == "all" else [asked.target]
    blind = asked.blind or not _has_atheris()
    broken = 0
    for name in names:
        if blind:
            broken += _grope(name, asked.minutes, asked.seed)
        else:
            broken += _sent_to_see(name, asked.minutes, asked.seed)
    return 1 if broken else 0


def _target(name: str) -> "Target":
    from benchmarks.fuzz.targets import TARGETS  # not before atheris is ready to look on

    return TARGETS[name]


def _has_atheris() -> bool:
    try:
        import atheris  # noqa: F401 - only whether it is here
    except ImportError:
        print("atheris is not here: known inputs are made strange by chance alone.")
        return False
    return True


def _grope(name: str, minutes: float, seed: int) -> bool:
    """Without eyes: seeds made strange, for so long. Tells whether one broke the target."""
    target, chance = _target(name), random.Random(seed)
    started = said = time.monotonic()
    runs = 0
    print(f"{name}: seed {seed}, blind", flush=True)
    while (now := time.monotonic()) - started < minutes * 60:
        data = mutated(chance.choice(target.seeds), target.seeds, chance)[:LONGEST]
        if _breaks(target, data, name):
            return True
        runs += 1
        if now - said > PROGRESS:
            said = now
            print(f"{name}: {runs} inputs in {now - started:.0f} s", flush=True)
    print(f"{name}: {runs} inputs, nothing broke", flush=True)
    return False


def _breaks(target: "Target", data: bytes, name: str) -> bool:
    started = time.monotonic()
    try:
        target.run(data)
        problem = "" if (took := time.monotonic() - started) < SLOW else f"took {took:.0f} s"
    except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
        problem = traceback.format_exc()
    if problem:
        with tempfile.NamedTemporaryFile(prefix=f"fuzz-{name}-", delete=False) as kept:
            kept.write(data)
        print(f"{name} BREAKS on {kept.name}:\n{problem}", flush=True)
    return bool(problem)


def _sent_to_see(name: str, minutes: float, seed: int) -> bool:
    """libFuzzer ends its process, so each target has one of its own."""
    words = [name, "--minutes", str(minutes), "--seed", str(seed), "--seeing"]
    done = subprocess.run([sys.executable, "-m", "benchmarks.fuzz", *words], check=False)
    return done.returncode != 0


def _see(name: str, minutes: float, seed: int) -> None:
    import atheris

    # What is imported from here on tells which of its lines an input reaches.
    with atheris.instrument_imports(include=["bot", "csv", "html", "rules.regulation", "tomllib"]):
        target = _target(name)
    folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{name}-"))
    for number, one in enumerate(target.seeds):
        (folder / f"seed-{number}").write_bytes(one)
    words = folder / "words.dict"
    words.write_text("".join(f'"{_escaped(token)}"\n' for token in TOKENS if len(token) < 64))
    print(f"{name}: seed {seed}, atheris; what it finds is kept in {folder}", flush=True)
    options = [
        f"-max_total_time={round(minutes * 60)}",
        f"-max_len={LONGEST}",
        f"-timeout={SLOW:.0f}",
        f"-seed={seed}",
        f"-dict={words}",
        f"-artifact_prefix={folder}/broke-",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(folder)], target.run)
    atheris.Fuzz()


def _escaped(token: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in token)


if __name__ == "__main__":
    sys.exit(main())
