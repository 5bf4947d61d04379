"""`dezhurny db encrypt` and `dezhurny db decrypt`."""

import asyncio
from pathlib import Path

import typer

from bot.config import Settings
from bot.errors import DezhurnyError
from bot.memory import keys_of
from bot.terminal.loading import settings_of, storage_in_words
from bot.terminal.progress import progress
from bot.texts.words import plural
from storage.backup import file_of
from storage.ciphers import Cipher
from storage.engine import open_engine
from storage.migrate import migrate
from storage.seals import Told, reseal, wipe


def encrypt(config: Path) -> None:
    """Exit 0 when everything lies under the newest key; interrupted, it goes on when repeated."""
    settings = settings_of(config)
    cipher = _cipher(settings)
    changed = _through(settings, "Шифрование", cipher, cipher)
    typer.echo(
        f"{_rows(changed)}. Всё лежит под новым ключом: прежний, если он был, из настроек можно "
        "убрать. Прежние копии базы остались какими были."
    )


def decrypt(config: Path) -> None:
    """Exit 0 when nothing is encrypted any more."""
    settings = settings_of(config)
    cipher = _cipher(settings)
    changed = _through(settings, "Расшифровка", cipher, Cipher(cipher.community))
    typer.echo(
        f"{_rows(changed)}. Теперь уберите ключ из [storage]: с ним бот снова начал бы шифровать."
    )


def _cipher(settings: Settings) -> Cipher:
    keys = keys_of(settings)
    if not keys:
        raise DezhurnyError(
            "Ключа нет: сделайте его командой openssl rand -hex 32 и дайте в переменной "
            "DEZHURNY_STORAGE__KEY или в файле [storage] key_file."
        )
    return Cipher(settings.vk.group_id, keys)


def _through(settings: Settings, what: str, old: Cipher, new: Cipher) -> int:
    file = file_of(settings.storage.url)
    if file is not None and not file.exists():
        raise DezhurnyError(f"Файла базы {file} ещё нет. Проверьте [storage] url.")
    with storage_in_words(), progress() as bar:
        return asyncio.run(_resealed(settings.storage.url, old, new, bar(what)))


async def _resealed(url: str, old: Cipher, new: Cipher, told: Told) -> int:
    engine = open_engine(url)
    try:
        await migrate(engine)
        changed = await reseal(engine, old, new, told)
        await wipe(engine)
        return changed
    finally:
        await engine.dispose()


def _rows(changed: int) -> str:
    return f"Переписано: {plural(changed, 'строка', 'строки', 'строк')}"
