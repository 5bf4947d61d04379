"""VK's message objects: a JSON object a line, or one JSON document that holds them.

Taken as they come from `messages.getHistory` (also its whole answer, with `items` and
`profiles`), from `message_new` and `message_edit` updates, or bare. A line that cannot be
used is told with its number and the reason; the others are read.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any, BinaryIO

import orjson

from bot.events import Unreadable, Written
from bot.replay.history import Reading
from bot.vk.decode import FIRST_CHAT, decode

_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)  # what `decode` is given for a missing date
_REASONS: Mapping[str, str] = {
    "there is no peer_id": "нет номера чата (peer_id)",
    "there is no conversation_message_id": "нет номера сообщения (conversation_message_id)",
    "there is no from_id": "нет автора (from_id)",
}
_LATEST = 10_000_000_000  # seconds since 1970: the year 2286
_LONGEST = 64 * 1024 * 1024  # bytes of one line: beyond it the file is no JSON Lines
_STEP = 256 * 1024  # bytes, of the progress bar: told line by line, it takes longer than reading

Advance = Callable[[int], None]  # told how many bytes were read


def read_json(file: BinaryIO, into: Reading, zone: tzinfo, advance: Advance) -> None:
    """A file of JSON Lines, or a single JSON document: which, its first line shows."""
    first = _first_line(file)
    if _is_whole(first):
        _read_lines(file, into, zone, advance)
        return
    text = file.read()
    advance(len(text))
    try:
        document = orjson.loads(text.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        file.seek(0)  # no document: then lines, of which the first is spoilt
        _read_lines(file, into, zone, lambda _: None)
        return
    for number, raw in enumerate(_messages_in(document, into), start=1):
        _take(raw, f"запись {number}", into, zone)


def _first_line(file: BinaryIO) -> bytes:
    line = b""
    while not line.strip():
        line = file.readline(_LONGEST)
        if not line:
            break
    file.seek(0)
    return line


def _is_whole(line: bytes) -> bool:
    """Is this line an object by itself, the first of many?"""
    try:
        return isinstance(orjson.loads(line.strip().removeprefix(b"\xef\xbb\xbf")), dict)
    except orjson.JSONDecodeError:
        return False


def _read_lines(file: BinaryIO, into: Reading, zone: tzinfo, advance: Advance) -> None:
    read = 0
    for number, line in enumerate(iter(lambda: file.readline(_LONGEST), b""), start=1):
        read += len(line)
        if read >= _STEP:
            advance(read)
            read = 0
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        place = f"строка {number}"
        try:
            value = orjson.loads(line)
        except orjson.JSONDecodeError:
            into.refuse(place, "это не JSON в кодировке UTF-8")
            continue
        for raw in _messages_in(value, into):
            _take(raw, place, into, zone)
    advance(read)


def _messages_in(value: Any, into: Reading) -> Iterator[Any]:
    """The message objects in whatever VK wraps them in; names are noted on the way."""
    if isinstance(value, list):
        for one in value:
            if isinstance(one, list):
                yield one  # VK has no lists in lists: told as what is no message
            else:
                yield from _messages_in(one, into)
        return
    if not isinstance(value, dict):
        yield value
        return
    inside = value.get("response", value)
    if isinstance(inside, dict) and isinstance(inside.get("items"), list):
        _note_names(inside, into)
        yield from inside["items"]
    elif isinstance(inside, dict) and isinstance(inside.get("messages"), list):
        _note_names(inside, into)
        yield from inside["messages"]
    elif isinstance(update := value.get("object"), dict):
        yield update.get("message", update)
    else:
        yield value


def _note_names(answer: Mapping[str, Any], into: Reading) -> None:
    for person in _objects(answer.get("profiles")):
        name = f"{person.get('first_name') or ''} {person.get('last_name') or ''}".strip()
        if isinstance(person.get("id"), int) and name:
            into.names[person["id"]] = name
    for group in _objects(answer.get("groups")):
        if isinstance(group.get("id"), int) and isinstance(group.get("name"), str):
            into.names[-group["id"]] = group["name"]
    for one in _objects(answer.get("conversations")):
        peer, about = one.get("peer"), one.get("chat_settings")
        if not (isinstance(peer, dict) and isinstance(about, dict)):
            continue
        if isinstance(peer.get("id"), int) and isinstance(about.get("title"), str):
            into.titles[peer["id"]] = about["title"]


def _objects(value: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, dict))


def _take(raw: Any, place: str, into: Reading, zone: tzinfo) -> None:
    if not isinstance(raw, dict):
        into.refuse(place, "это не сообщение, а другое значение JSON")
        return
    if isinstance(raw.get("action"), dict):
        into.service += 1
        return
    event = decode({"type": "message_new", "object": {"message": _modern(raw)}}, zone, _NO_DATE)
    if isinstance(event, Unreadable):
        into.refuse(place, _REASONS.get(event.reason, "поля сообщения не читаются"))
    elif isinstance(event, Written) and event.message.sent_at == _NO_DATE:
        into.refuse(place, "нет времени отправки (date, секунды с 1970 года)")
    elif isinstance(event, Written):
        into.add(event.message, _edited(raw))
    else:
        into.service += 1


def _edited(raw: Mapping[str, Any]) -> int:
    """When the message was last edited; 0 for never, and for what is no time."""
    seconds = raw.get("update_time")
    if isinstance(seconds, bool) or not isinstance(seconds, int):
        return 0
    return seconds if 0 < seconds < _LATEST else 0


def _modern(raw: dict[str, Any]) -> dict[str, Any]:
    """The names that fields had before VK's version 5.80, under today's."""
    if "peer_id" in raw and "from_id" in raw:
        return raw
    newer = dict(raw)
    if isinstance(raw.get("chat_id"), int):
        newer.setdefault("peer_id", FIRST_CHAT + raw["chat_id"])
    if "user_id" in raw:
        newer.setdefault("from_id", raw["user_id"])
    if "body" in raw:
        newer.setdefault("text", raw["body"])
    return newer
