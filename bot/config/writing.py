"""A `config.toml` from the example and a few answers, with the example's comments kept."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from bot.config.origin import Key, lines_of
from bot.config.reference import reference
from bot.errors import DezhurnyError, why

_HEAD = (
    "# Настройки «Дежурного»: их записала команда dezhurny init. Менять можно всё, потом\n"
    "# проверьте: dezhurny check. Ключ сообщества никому не показывайте.\n"
)


def example() -> str:
    """The example of the repository; where the program came without it, one made of the keys."""
    file = Path(__file__).resolve().parents[2] / "config.example.toml"
    return file.read_text(encoding="utf-8") if file.is_file() else plain_example()


def plain_example() -> str:
    """Every key with its description and its default; what has none is switched off."""
    lines, table = [_HEAD, "#\n"], ""
    for entry in reference():
        path, _, key = entry.key.rpartition(".")
        if "*" in path or not path:
            continue  # a name that the administrator would choose
        if path != table:
            table = path
            lines.append(f"\n[{table}]\n")
        written = f"{key} = {entry.default}" if entry.default is not None else f"#{key} ="
        needed = f"{key} = 0" if path == "vk" and entry.default is None else written
        lines.append(f"# {entry.description}\n{needed}\n")
    return "".join(lines)


def filled(text: str, answers: Mapping[Key, str | int | list[int]]) -> str:
    """The text with these keys' lines written anew; everything else stays as it is."""
    lines, places = text.splitlines(keepends=True), lines_of(text)
    for key, value in answers.items():
        lines[places[key] - 1] = f"{key[-1]} = {json.dumps(value, ensure_ascii=False)}\n"
    _, blank, rest = "".join(lines).partition("#\n")
    return _HEAD + blank + rest


def keep(path: Path, text: str) -> Path | None:
    """Write the file for its owner alone; where the one that was there before went.

    The file appears whole or not at all. Raises DezhurnyError.
    """
    new = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.unlink(missing_ok=True)  # of a try that was cut short
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        old = _put_aside(path) if path.exists() else None
        new.replace(path)
    except OSError as error:
        raise DezhurnyError(f"Файл {path} не записать: {why(error)}.") from error
    return old


def _put_aside(path: Path) -> Path:
    number, old = 1, path.with_name(f"{path.name}.old")
    while old.exists():
        number += 1
        old = path.with_name(f"{path.name}.old{number}")
    path.chmod(0o600)  # a key is in it
    path.rename(old)
    return old
