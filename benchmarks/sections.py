"""Sections of `docs/benchmarks.md`: each is written by the benchmark whose name marks it."""

import re
from pathlib import Path


def put_in(file: Path, name: str, text: str) -> None:
    """Replace the file's section `<!-- name -->`, or add one at its end."""
    marked = f"<!-- {name} -->\n{text.rstrip()}\n<!-- /{name} -->"
    old = file.read_text(encoding="utf-8") if file.exists() else "# Benchmarks\n"
    place = re.compile(rf"<!-- {re.escape(name)} -->.*?<!-- /{re.escape(name)} -->", re.DOTALL)
    found = place.search(old)
    new = f"{old.rstrip()}\n\n{marked}\n" if found is None else place.sub(lambda _: marked, old)
    file.write_text(new, encoding="utf-8")
