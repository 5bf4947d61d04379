"""How long `dezhurny replay` takes over 100,000 messages, start of Python included.

    .venv/bin/python benchmarks/replay.py [--messages 100000] [--archive] [--keep FOLDER]

The history is made up and the same for the same seed: two chats over a school year, thirty
families each, words drawn anew for every message so that no cache of whole messages helps,
one breach in twenty. With `--archive` it is written as VK's own data archive.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any

import orjson

START = datetime(2025, 9, 1, 4, tzinfo=UTC)  # 07:00 in Moscow
CHATS, MEMBERS, PER_PAGE = 2, 30, 50
MONTHS = ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
OPENINGS = (
    "Добрый день!", "Здравствуйте,", "Коллеги,", "Уважаемые родители!", "Подскажите, пожалуйста,",
    "Спасибо большое,", "Анна Сергеевна,", "Напоминаю:", "А у нас", "Кто знает,",
)  # fmt: skip
SUBJECTS = (
    "завтра контрольная по", "домашнее задание по", "родительское собрание о", "экскурсия вместо",
    "принесите тетрадь по", "перенесли урок", "нужны деньги на обед после", "расписание и",
    "закончились учебники по", "дежурство в кабинете",
)  # fmt: skip
THINGS = (
    "математике", "русскому языку", "литературе", "геометрии", "истории", "физкультуре",
    "окружающему миру", "музыке", "технологии", "английскому",
)  # fmt: skip
BREACHES = (
    "ты дурак что ли", "да пошёл ты на х*й", "Продаю детскую коляску, цена 5000, пишите в личку",
    "мой номер 8 (916) 123-45-67, звоните", "+", "😀😀😀😀😀", "ахахаха",
    "переходим в телеграм: t.me/klass", "блядь, опять отменили",
    "перешлите это десяти друзьям, иначе не повезёт",
)  # fmt: skip


def history(messages: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Message objects as `messages.getHistory` gives them, oldest first."""
    chance = random.Random(seed)
    numbers = [0] * CHATS
    for place in range(messages):
        day, within = divmod(place * 250 // messages * 50_400 + chance.randrange(50_400), 50_400)
        night = chance.random() < 0.01
        at = START + timedelta(days=day, seconds=within + (52_000 if night else 0))
        chat = chance.randrange(CHATS)
        numbers[chat] += 1
        yield {
            "peer_id": 2_000_000_001 + chat,
            "conversation_message_id": numbers[chat],
            "id": 0,
            "from_id": 1_000 * (chat + 1) + chance.randrange(MEMBERS),
            "date": int(at.timestamp()),
            "text": _text(chance),
            "attachments": [],
            "fwd_messages": [],
            "important": False,
            "is_hidden": False,
            "out": 0,
        }


def _text(chance: random.Random) -> str:
    if chance.random() < 0.04:
        return chance.choice(BREACHES)
    words = " ".join(chance.choice(part) for part in (OPENINGS, SUBJECTS, THINGS))
    # A pseudo-word for each message: as in life, there is always something not seen before.
    unseen = "".join(chance.choice("бвгдклмнпрст") + chance.choice("аоиу") for _ in range(3))
    return f"{words}, {unseen} {chance.randrange(1, 60)} стр., задача {chance.randrange(900)}"


def write_lines(path: Path, messages: int) -> None:
    with path.open("wb") as file:
        file.writelines(orjson.dumps(message) + b"\n" for message in history(messages))


def write_archive(path: Path, messages: int) -> None:
    """VK's archive: fifty messages a page, the newest first, windows-1251."""
    of_chat: dict[int, list[dict[str, Any]]] = {}
    for message in history(messages):
        of_chat.setdefault(message["peer_id"], []).append(message)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for chat, written in of_chat.items():
            written.reverse()
            for offset in range(0, len(written), PER_PAGE):
                page = "".join(map(_item, written[offset : offset + PER_PAGE]))
                html = f"<html><body><div class='wrap_page_content'>{page}</div></body></html>"
                encoded = html.encode("windows-1251", "xmlcharrefreplace")
                archive.writestr(f"Archive/messages/{chat}/messages{offset}.html", encoded)


def _item(message: dict[str, Any]) -> str:
    at = datetime.fromtimestamp(message["date"], UTC) + timedelta(hours=3)
    when = f"{at.day} {MONTHS[at.month - 1]} {at.year} в {at.hour}:{at:%M:%S}"
    author = f'<a href="https://vk.com/id{message["from_id"]}">Участник {message["from_id"]}</a>'
    number = f"{message['peer_id'] % 10}{message['conversation_message_id']:07}"
    return (
        "<div class=\"item\">\n  <div class='item__main'>"
        f'<div class="message" data-id="{number}">\n'
        f'  <div class="message__header">{author}, {when}</div>\n'
        f'  <div>{escape(message["text"])}<div class="kludges"></div></div>\n</div></div></div>'
    )


def _timed(file: Path, *options: str) -> tuple[float, int]:
    """Seconds of the whole command, and the bytes that it wrote to stdout."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "bot", "replay", str(file), *options],
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - started, len(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--archive", action="store_true", help="VK's archive, not JSON Lines")
    parser.add_argument("--keep", type=Path, help="leave the history and the page there")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = wanted.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / ("Archive.zip" if wanted.archive else "history.jsonl")
        (write_archive if wanted.archive else write_lines)(file, wanted.messages)
        print(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB, {wanted.messages} messages")
        for name, options in (
            ("tables", ()),
            ("jsonl", ("--format", "jsonl")),
            ("tables and page", ("--html", str(folder / "replay.html"))),
        ):
            seconds, size = _timed(file, *options)
            print(f"{name:16} {seconds:6.2f} s, {size / 1e3:8.1f} kB on stdout")


if __name__ == "__main__":
    main()
