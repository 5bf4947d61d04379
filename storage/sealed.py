"""The types of columns that hold what a person wrote, or his name: encrypted where there is a key.

With an engine that was given no cipher (`storage.ciphers.give`) they pass on what is kept as
it is: so a copy of a database needs no key.
"""

import base64
from typing import Any

import orjson
from sqlalchemy import JSON, Dialect, LargeBinary, Text, TypeDecorator

from storage.ciphers import MARK, Cipher, cipher_of

_MARK = MARK.encode()


def storable(text: str) -> str:
    """A text that every database can keep: no lone surrogates, no zero characters."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


class Sealed(TypeDecorator[Any]):
    """What all of them share. `kept` is what stands in the row; None is kept as NULL."""

    impl: Any = Text
    cache_ok = True

    def to_keep(self, value: Any, cipher: Cipher) -> Any:
        raise NotImplementedError

    def to_read(self, kept: Any, cipher: Cipher) -> Any:
        raise NotImplementedError

    def token_in(self, kept: Any) -> str | None:
        """What was encrypted, as `Cipher` knows it; None of what was kept without a key."""
        return kept if isinstance(kept, str) and kept.startswith(MARK) else None

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        cipher = cipher_of(dialect)
        return value if value is None or cipher is None else self.to_keep(value, cipher)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        cipher = cipher_of(dialect)
        return value if value is None or cipher is None else self.to_read(value, cipher)


class Words(Sealed):
    """A text."""

    cache_ok = True

    def to_keep(self, value: str, cipher: Cipher) -> str:
        return cipher.sealed(storable(value))

    def to_read(self, kept: str, cipher: Cipher) -> str:
        return cipher.opened(kept)


class SealedBytes(Sealed):
    """Bytes; under a key they are those of the kept text."""

    impl = LargeBinary
    cache_ok = True

    def to_keep(self, value: bytes, cipher: Cipher) -> bytes:
        if cipher.keys:
            return cipher.sealed(base64.b64encode(value).decode()).encode()
        return b"?" + value[1:] if value.startswith(_MARK) else value

    def to_read(self, kept: bytes, cipher: Cipher) -> bytes:
        token = self.token_in(kept)
        return kept if token is None else base64.b64decode(cipher.opened(token))

    def token_in(self, kept: bytes) -> str | None:
        return kept.decode("utf-8", "replace") if kept.startswith(_MARK) else None


class SealedJSON(Sealed):
    """An object; under a key it is kept as one JSON text."""

    impl = JSON
    cache_ok = True

    def to_keep(self, value: Any, cipher: Cipher) -> Any:
        return cipher.sealed(orjson.dumps(value).decode()) if cipher.keys else value

    def to_read(self, kept: Any, cipher: Cipher) -> Any:
        token = self.token_in(kept)
        return kept if token is None else orjson.loads(cipher.opened(token))
