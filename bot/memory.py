"""The memory that the settings name, with the keys that they name."""

import re
from pathlib import Path

from bot.config.settings import Settings
from bot.errors import ConfigError
from storage.ciphers import key_bytes
from storage.outbox import Draw
from storage.unit import Memory

_SHAPE = "ключ — 64 знака: openssl rand -hex 32; несколько ключей пишут через пробел, новый первым"


def memory_of(settings: Settings, draw: Draw = lambda: 1) -> Memory:
    """Raises ConfigError when a key cannot be read."""
    storage = settings.storage
    return Memory.at(storage.url, settings.vk.group_id, settings.zone, draw, keys_of(settings))


def journal_of(settings: Settings) -> Memory:
    """For the journal alone, which is never encrypted: whoever checks it needs no key."""
    return Memory.at(
        settings.storage.url, settings.vk.group_id, settings.zone, lambda: 1, keys=None
    )


def keys_of(settings: Settings) -> tuple[bytes, ...]:
    """The keys for people's words, the newest first; none: they are kept as they are.

    Raises ConfigError with the place that names a key which is none.
    """
    given, file = settings.storage.key, settings.storage.key_file
    if given is not None and file is not None:
        raise ConfigError(
            settings.fault(
                ("storage", "key_file"), "ключ шифрования указан дважды", "уберите key или key_file"
            )
        )
    name = "key" if file is None else "key_file"
    words = _words_of(settings, file) if file else given.get_secret_value() if given else ""
    try:
        found = tuple(key_bytes(one) for one in re.split(r"[\s,;]+", words) if one)
    except ValueError:
        found = ()
    if not all(map(any, found)):  # the example's zeros
        found = ()
    # Outside of `except`: the key itself does not travel along with the error.
    if not found and (given is not None or file is not None):
        fault = settings.fault(("storage", name), "это не ключ шифрования", _SHAPE)
        raise ConfigError(fault)
    return found


def _words_of(settings: Settings, file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        problem = f"файл с ключом шифрования {file} не прочитать"
        raise ConfigError(
            settings.fault(("storage", "key_file"), problem, "проверьте путь и права на файл")
        ) from None
