"""Settings for a command, and what the database says as a sentence for the terminal."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bot.config import Settings, load
from bot.errors import StorageError
from storage.errors import DatabaseError


def as_called(environ: Mapping[str, str] = os.environ) -> str:
    """How this program is called here, to be typed again: uv keeps it off the PATH."""
    if Path(sys.argv[0]).parts[-2:] == ("bot", "__main__.py"):
        return "python -m bot"
    return "uv run dezhurny" if "UV_RUN_RECURSION_DEPTH" in environ else "dezhurny"


def settings_of(path: Path) -> Settings:
    """Raises ConfigError with file, line, key and remedy."""
    return load(path, os.environ)


@contextmanager
def storage_in_words() -> Iterator[None]:
    """A database's error as the one that ends a command. Raises StorageError."""
    try:
        yield
    except DatabaseError as error:
        raise StorageError(str(error)) from error
