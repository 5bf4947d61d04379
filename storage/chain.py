"""The chain of hashes that makes a journal honest. Pure: rows in, faults out.

    hash = sha256(prev_hash + canonical JSON of the row without its hashes)

The chain is one for each community. A changed, removed, inserted or swapped row breaks it.
Rows cut off at its end, or a chain rewritten from some row on, leave it whole: that shows
against a head which somebody was told before.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any, Self

FIRST = "0" * 64  # what the first row names as the hash before it
CHAINED = (
    "seq",
    "at",
    "actor",
    "action",
    "chat",
    "target",
    "message",
    "case",
    "clause",
    "rule",
    "reason",
    "outcome",
    "evidence",
)
COLUMNS = (*CHAINED, "prev_hash", "hash")
TOLD = 32  # digits of a hash that people are told: 128 bits, which nobody can hit by trying

Row = dict[str, Any]


def chain_hash(previous: str, row: Row, community: int) -> str:
    """The hash of a row that follows one with the hash `previous`."""
    told = {"community": community, **{name: row[name] for name in CHAINED}}
    words = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(previous.encode() + words.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Fault:
    """The first row at which the chain is broken."""

    seq: int
    problem: str


@dataclass(slots=True)
class Chain:
    """A walk along a chain, row by row from the first."""

    community: int
    rows: int = 0
    hash: str = FIRST

    def follow(self, row: Row) -> Fault | None:
        """Take the next row; the fault where it is not the one that has to come here."""
        expected = self.rows + 1
        if row["seq"] != expected:
            return Fault(row["seq"], f"ожидалась строка {expected}")
        if row["prev_hash"] != self.hash:
            return Fault(expected, "она не продолжает предыдущую строку")
        if row["hash"] != chain_hash(self.hash, row, self.community):
            return Fault(expected, "её содержание изменено")
        self.rows, self.hash = expected, row["hash"]
        return None


@dataclass(frozen=True, slots=True)
class Head:
    """A row that a chain had when somebody was told of it."""

    seq: int
    hash: str  # its first digits, at least TOLD of them

    @property
    def digest(self) -> str:
        """«1234-9f86d081884c7d659a2feaa0c55ad015»: short enough to be sent, long enough to hold."""
        return f"{self.seq}-{self.hash[:TOLD]}"

    @classmethod
    def parse(cls, digest: str) -> Self:
        """Raises ValueError when it is no digest. Spaces and capitals do not matter."""
        found = re.fullmatch(rf"(\d{{1,18}})-([0-9a-f]{{{TOLD},64}})", _bare(digest))
        if found is None:
            raise ValueError("not a row's number and the first digits of its hash")
        return cls(int(found[1]), found[2])

    def is_of(self, row: Row) -> bool:
        return bool(row["seq"] == self.seq and row["hash"].startswith(self.hash))


def _bare(digest: str) -> str:
    return "".join(digest.split()).lower()
