"""From a path to a history: which kind of export is it?"""

import zipfile
from collections.abc import Callable
from datetime import tzinfo
from pathlib import Path

from bot.errors import why
from bot.replay.archive import Sheet, read_sheets, sheet_of, sheets_of_folder, sheets_of_zip
from bot.replay.history import History, HistoryError, Reading
from bot.replay.json_lines import read_json

Step = Callable[[int, int], None]  # bytes read just now, bytes in all


def read_history(
    path: Path, zone: tzinfo, archive_zone: tzinfo | None = None, step: Step = lambda *_: None
) -> History:
    """What was exported, in order, on the school's clock.

    `archive_zone` is the zone of the times in VK's archive, which names none; the school's
    own when nobody says otherwise. Raises HistoryError when there is nothing to replay.
    """
    into = Reading()
    try:
        _read(path, into, archive_zone or zone, zone, step)
    except OSError as error:
        raise HistoryError(f"Файл {path} не прочитать: {why(error)}.") from error
    history = into.settled()
    return history.at(zone) if archive_zone else history


def _read(path: Path, into: Reading, pages_zone: tzinfo, zone: tzinfo, step: Step) -> None:
    if not path.exists():
        raise HistoryError(
            f"Файла {path} нет: проверьте имя. Архив переписки даёт vk.com/data_protection."
        )
    if path.is_dir():
        _read_pages(sheets_of_folder(path), into, pages_zone, step, path)
        return
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip()
        file.seek(0)
        if start.startswith(b"PK") and zipfile.is_zipfile(path):
            with sheets_of_zip(path) as sheets:
                _read_pages(sheets, into, pages_zone, step, path)
        elif start.startswith(b"<"):
            _read_pages(_pages_beside(path), into, pages_zone, step, path)
        elif not size or not start:
            raise HistoryError(f"Файл {path} пуст: выгрузите переписку ещё раз.")
        else:
            read_json(file, into, zone, lambda read: step(read, size))


def _pages_beside(path: Path) -> list[Sheet]:
    """A page by itself; a table of contents stands for the pages below it."""
    if path.name.lower() in ("index.html", "index-messages.html"):
        return sheets_of_folder(path.parent)
    return [sheet_of(path)]


def _read_pages(sheets: list[Sheet], into: Reading, zone: tzinfo, step: Step, path: Path) -> None:
    if not sheets:
        raise HistoryError(
            f"В {path} нет страниц messages….html: при выгрузке архива отметьте «Сообщения»."
        )
    total = sum(sheet.size for sheet in sheets)
    read_sheets(sheets, into, zone, lambda read: step(read, total))
