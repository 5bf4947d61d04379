"""Words encrypted at rest: what a row holds under a key, and what without one.

A value under a key is `MARK` and a Fernet token (AES-128-CBC with HMAC-SHA256), made with the
first of the keys; every key given can read. A value without the mark was kept without a key.
An empty value stays empty, so that SQL can ask whether anything is there. Which columns are
kept so, their types in `sealed.py` say.
"""

import base64
import binascii
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.errors import DatabaseError

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

MARK = "\x01sealed:"  # what no message begins with; where one does, it loses the first sign
_KEY_BYTES = 32
_NAME_DIGITS = 16  # of a key's name: enough to tell keys apart, nothing to guess one from


def key_bytes(words: str) -> bytes:
    """A key as people write it: 64 hexadecimal digits, or 44 signs of base64. Else ValueError."""
    try:
        found = bytes.fromhex(words) if len(words) == 64 else base64.urlsafe_b64decode(words)
    except (binascii.Error, ValueError):
        found = b""
    if len(found) != _KEY_BYTES:
        raise ValueError("not 32 bytes in hexadecimal or base64")
    return found


@dataclass(frozen=True, eq=False)
class Cipher:
    """The keys of one community's words, the newest first; none: words are kept as they are."""

    community: int
    keys: Sequence[bytes] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What the database calls the keys: nobody learns a key from it."""
        return tuple(
            hmac.new(key, b"the name of a key", "sha256").hexdigest()[:_NAME_DIGITS]
            for key in self.keys
        )

    def sealed(self, words: str) -> str:
        """What is to be kept for these words."""
        if not words:
            return words
        if not self.keys:
            return f"\ufffd{words[1:]}" if words.startswith(MARK) else words
        return MARK + self._fernets[0].encrypt(words.encode("utf-8", "surrogatepass")).decode()

    def opened(self, kept: str) -> str:
        """The words again. Raises DatabaseError when no key that is given can read them."""
        if not kept.startswith(MARK):
            return kept
        from cryptography.fernet import InvalidToken

        token = kept.removeprefix(MARK).encode("utf-8", "replace")
        for fernet in self._fernets:
            try:
                return fernet.decrypt(token).decode("utf-8", "surrogatepass")
            except InvalidToken:
                continue
        raise DatabaseError(
            "запись базы данных не расшифровать" if self.keys else "запись базы зашифрована",
            "верните ключ, которым она зашифрована, в [storage] key или key_file",
        )

    def is_newest(self, kept: str) -> bool:
        """Was it encrypted with the first of the keys?"""
        try:
            Cipher(self.community, self.keys[:1]).opened(kept)
        except DatabaseError:
            return False
        return True

    @cached_property
    def _fernets(self) -> tuple["Fernet", ...]:
        from cryptography.fernet import Fernet  # most schools have no key, and need not wait for it

        return tuple(Fernet(base64.urlsafe_b64encode(key)) for key in self.keys)


# Each engine has a dialect of its own, and that is what a column's type is told of.
_OF: WeakKeyDictionary[Dialect, Cipher] = WeakKeyDictionary()


def give(engine: AsyncEngine, cipher: Cipher) -> AsyncEngine:
    """Let an engine write and read words by these keys. One without sees what is kept itself."""
    _OF[engine.dialect] = cipher
    return engine


def cipher_of(dialect: Dialect) -> Cipher | None:
    return _OF.get(dialect)
