"""A manifest says what an exported journal was when it was exported, and is signed with a key.

It is JSON. The signature is HMAC-SHA256 over the rest of it: who has the key can check it, and
could also write another, so the key belongs to one who does not keep the database.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

import msgspec
import orjson

from bot.errors import DezhurnyError, why
from storage.chain import Chain, Fault, Head

KEY = "JOURNAL_KEY"  # the environment's variable with the key, where no file is named
SHORTEST = 32  # characters of a key: sixteen bytes in hexadecimal
KIND = "dezhurny-journal-1"
_ALGORITHM = "hmac-sha256"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    kind: str = KIND
    school: str
    community: int
    at: str  # when it was exported: ISO 8601 with an offset
    file: str  # the export's name, which lies beside the manifest
    format: str
    sha256: str  # of that file
    rows: int
    first: int  # seq of the first row; 0 in an empty journal
    last: int
    head: str  # the last row's hash

    @property
    def told(self) -> Head:
        return Head(self.last, self.head)

    def written(self, key: bytes | None) -> bytes:
        """The file's bytes, signed where there is a key."""
        told = asdict(self)
        if key is not None:
            told["signature"] = {"algorithm": _ALGORITHM, "value": _signature(told, key)}
        return orjson.dumps(told, option=orjson.OPT_INDENT_2) + b"\n"

    @classmethod
    def read(cls, file: Path, key: bytes | None) -> tuple[Self, bool]:
        """The manifest, and whether its signature was checked.

        Raises DezhurnyError where it cannot be read, and where there is a key and no
        signature of it.
        """
        told = _json_of(file)
        signature = told.pop("signature", None)
        if key is not None:
            _refuse_unsigned(told, signature, key)
        try:
            return msgspec.convert(told, cls), key is not None
        except msgspec.ValidationError as error:
            raise DezhurnyError(f"Файл {file} — не манифест журнала.") from error


def key_of(file: Path | None, environ: Mapping[str, str]) -> bytes | None:
    """The key of a file, else of the environment, else None. Raises DezhurnyError."""
    if file is None:
        words = environ.get(KEY, "").strip()
        if not words:
            return None
    else:
        try:
            words = file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise DezhurnyError(f"Файл с ключом {file} не прочитать.") from error
    if len(words) < SHORTEST:
        raise DezhurnyError(
            f"Ключ для подписи короче {SHORTEST} знаков: сделайте новый, например, "
            "командой openssl rand -hex 32."
        )
    return words.encode()


def sha256_of(file: Path) -> str:
    """Raises OSError."""
    found = hashlib.sha256()
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            found.update(piece)
    return found.hexdigest()


def fault_in(file: Path, manifest: Manifest) -> str:
    """What is wrong with the exported file, as the end of a sentence; empty: nothing."""
    try:
        if sha256_of(file) != manifest.sha256:
            return "файл изменён после выгрузки"
        return _broken_chain(file, manifest) if manifest.format == "jsonl" else ""
    except OSError as error:
        return f"файл не прочитать ({why(error)})"


def _broken_chain(file: Path, manifest: Manifest) -> str:
    """The rows of a whole export prove their chain by themselves, without the database."""
    chain = Chain(manifest.community)
    with file.open("rb") as lines:
        for line in lines:
            fault = _followed(chain, line)
            if fault is not None:
                return f"строка {fault.seq}: {fault.problem}"
    whole = (chain.rows, chain.hash) == (manifest.last, manifest.head)
    return "" if whole or not manifest.rows else "в файле не те строки, что в манифесте"


def _followed(chain: Chain, line: bytes) -> Fault | None:
    try:
        return chain.follow(orjson.loads(line))
    except (ValueError, KeyError, TypeError):
        return Fault(chain.rows + 1, "она не похожа на строку журнала")


def _json_of(file: Path) -> dict[str, Any]:
    try:
        told = orjson.loads(file.read_bytes())
    except OSError as error:
        raise DezhurnyError(f"Манифест {file} не прочитать: {why(error)}.") from error
    except orjson.JSONDecodeError:
        told = None
    if not isinstance(told, dict) or told.get("kind") != KIND:
        raise DezhurnyError(f"Файл {file} — не манифест журнала.")
    return told


def _refuse_unsigned(told: dict[str, Any], signature: object, key: bytes) -> None:
    if not isinstance(signature, dict):
        raise DezhurnyError("Манифест не подписан, а ключ есть: верить ему нельзя.")
    given = str(signature.get("value"))
    if not hmac.compare_digest(given.encode(), _signature(told, key).encode()):
        raise DezhurnyError("Подпись не сходится: манифест изменён, или ключ не тот.")


def _signature(told: dict[str, Any], key: bytes) -> str:
    said = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()
