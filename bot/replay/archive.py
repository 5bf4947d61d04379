"""VK's data archive: the .zip as it was downloaded, its folder, one chat of it, or one page."""

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import tzinfo
from functools import partial
from pathlib import Path, PurePath

from bot.replay.archive_page import about, read_page, text_of
from bot.replay.history import HistoryError, Reading
from bot.vk.decode import FIRST_CHAT

_PAGE = re.compile(r"messages\d*\.html?", re.IGNORECASE)
_LARGEST = 32 * 1024 * 1024  # bytes of one page; VK's own have fifty messages, some 50 KB
_NAMELESS = FIRST_CHAT + 1  # the chat of a page whose folder does not tell its number
# What zipfile runs into in a damaged archive; a name that is no UTF-8 is one of these.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    UnicodeDecodeError,
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page before it is read."""

    path: PurePath
    size: int  # bytes
    read: Callable[[], bytes]


def read_sheets(
    sheets: list[Sheet], into: Reading, zone: tzinfo, advance: Callable[[int], None]
) -> None:
    """All pages, whatever their order: messages are put in order afterwards."""
    for sheet in sheets:
        if sheet.size > _LARGEST:
            into.refuse(sheet.path.name, "страница слишком велика для архива ВКонтакте")
            continue
        html = text_of(sheet.read())
        chat, page = _chat_of(sheet.path), about(html)
        if page.title:
            into.titles.setdefault(chat, page.title)
        read_page(html, sheet.path.name, chat, page.owner, into, zone)
        advance(sheet.size)


@contextmanager
def sheets_of_zip(path: Path) -> Iterator[list[Sheet]]:
    """The pages in an archive. Raises HistoryError when it cannot be opened."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield [
                Sheet(PurePath(one.filename), one.file_size, partial(archive.read, one))
                for one in archive.infolist()
                if _PAGE.fullmatch(PurePath(one.filename).name)
            ]
    except _BROKEN as error:
        raise HistoryError(f"Архив {path} повреждён: скачайте его ещё раз.") from error
    except (RuntimeError, NotImplementedError) as error:  # a password, an unknown compression
        raise HistoryError(f"Архив {path} не открыть: распакуйте его и укажите папку.") from error


def sheets_of_folder(folder: Path) -> list[Sheet]:
    """Every page in a folder and below it."""
    pages = sorted(path for path in folder.rglob("*.htm*") if _PAGE.fullmatch(path.name))
    return [sheet_of(path) for path in pages]


def sheet_of(path: Path) -> Sheet:
    return Sheet(path.absolute(), path.stat().st_size, path.read_bytes)


def _chat_of(page: PurePath) -> int:
    """VK names the folder of a conversation by its peer_id."""
    name = page.parent.name
    return int(name) if re.fullmatch(r"-?\d{1,15}", name) else _NAMELESS
