"""The one tree of errors. Each prints as Russian sentences that a teacher can act on.

    DezhurnyError                 exit code 1
    ├── ConfigError               exit code 2: one or more faults of the configuration
    ├── StorageError              the database is locked, full, newer than the program …
    └── MessengerError            the messenger refused, or cannot be reached

No message ever carries a token, a password or a chat message's text.
"""

import errno
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar


class DezhurnyError(Exception):
    """Something that a person has to set right; `str()` is the sentence to show him."""

    exit_code: ClassVar[int] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong in the configuration: where, what, and how to put it right."""

    problem: str  # «нужно целое число»
    remedy: str  # «напишите, например, 6»
    key: str = ""  # "rules.flood.messages"; empty when the whole file is meant
    file: Path | None = None
    line: int | None = None  # from 1
    variable: str = ""  # the environment variable that brought the value, instead of a line

    def __str__(self) -> str:
        sentence = f"{self.problem}; {self.remedy}" if self.remedy else self.problem
        end = "" if sentence.endswith("?") else "."
        return ": ".join(part for part in (self.place, self.key, sentence) if part) + end

    @property
    def place(self) -> str:
        if self.variable:
            return f"переменная окружения {self.variable}"
        if self.file is None:
            return ""
        return f"{self.file}, строка {self.line}" if self.line else str(self.file)


class ConfigError(DezhurnyError):
    """The configuration cannot be used; every fault stands on a line of its own."""

    exit_code = 2

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


_WHY = {
    errno.ENOENT: "такого файла или папки нет",
    errno.EEXIST: "на этом месте уже есть файл",
    errno.EACCES: "нет прав",
    errno.EPERM: "нет прав",
    errno.EISDIR: "это папка, а нужен файл",
    errno.ENOTDIR: "на пути файл, а нужна папка",
    errno.ENOSPC: "на диске нет места",
    errno.EROFS: "диск открыт только для чтения",
    errno.EDQUOT: "место, отведённое на диске, занято",
}


def why(error: OSError) -> str:
    """What the system has against a file, in Russian where it is one of the usual things."""
    return _WHY.get(error.errno or 0) or error.strerror or type(error).__name__


class StorageError(DezhurnyError):
    """The memory cannot be read or written."""


class MessengerError(DezhurnyError):
    """The messenger does not do what we need of it."""
