"""Inputs that each target understands, small: what a fuzzer begins from."""

import io
import zipfile
from typing import Any

import orjson
from openpyxl import Workbook

MESSAGE: dict[str, Any] = {
    "date": 1763700000,
    "from_id": 1001,
    "id": 0,
    "conversation_message_id": 69,
    "peer_id": 2000000001,
    "text": "привет [id5|Ира] https://a.ru",
}
_RICH = {
    **MESSAGE,
    "update_time": 1763700050,
    "payload": '{"do":"sign","n":1}',
    "geo": {"type": "point"},
    "reply_message": {**MESSAGE, "conversation_message_id": 60},
    "fwd_messages": [{"text": "a", "fwd_messages": [{"text": "b"}]}],
    "attachments": [
        {"type": "photo", "photo": {"text": "подпись"}},
        {"type": "link", "link": {"title": "t", "url": "https://a.ru", "description": "d"}},
        {"type": "poll", "poll": {"question": "кто?", "answers": [{"text": "я"}]}},
        {"type": "wall", "wall": {"text": "запись"}},
        {"type": "audio_message", "audio_message": {"transcript": "голос"}},
    ],
}


def _update(kind: str, thing: Any) -> bytes:
    return orjson.dumps({"type": kind, "object": thing})


UPDATES = (
    _update("message_new", {"message": _RICH}),
    _update("message_edit", _RICH),
    _update(
        "message_new",
        {"message": {**MESSAGE, "action": {"type": "chat_invite_user", "member_id": 5}}},
    ),
    _update(
        "message_new",
        {"message": {**MESSAGE, "action": {"type": "chat_title_update", "text": "6А"}}},
    ),
    _update(
        "message_event",
        {
            "user_id": 5,
            "peer_id": 2000000001,
            "event_id": "ba0d",
            "conversation_message_id": 42,
            "payload": {"do": "sign", "n": 1},
        },
    ),
)

COMMANDS = tuple(
    said.encode()
    for said in (
        "/предупредить [id5|Ира] п. 3.3 (4) брань",
        "!блок @id5 3д 3.3.4\nпричина на новой строке",
        "[club1|@dezhurny] /разблок https://vk.com/irina пусть пишет",
        "/блок *irina 1мес Д.2.6 ссылки",
        "/обжаловать 17 не согласна",
        "/журнал №17",
        "/исключение блин",
        "/отчёт неделя",
    )
)

_HEADINGS = ("ФИО", "Класс", "Роль", "Ссылка VK", "Чей родитель")
_PUPIL = ("Иванов Пётр", "5 «А»", "ученик", "vk.com/id11", "")
_MOTHER = ("Иванова Ольга", "", "мама", "@olga_iv", "Иванов Пётр; Иванова Яна")


def _workbook() -> bytes:
    book, file = Workbook(), io.BytesIO()
    sheet = book.active
    for row in (_HEADINGS, _PUPIL, _MOTHER):
        sheet.append(row)
    sheet["D2"].hyperlink = "https://vk.com/id11"
    sheet["A5"] = "=HYPERLINK(1)"
    book.save(file)
    return file.getvalue()


ROSTERS = (
    "\r\n".join(";".join(row) for row in (_HEADINGS, _PUPIL, _MOTHER)).encode("utf-8-sig"),
    "\n".join('"' + '","'.join(row) + '"' for row in (_HEADINGS, _MOTHER)).encode("cp1251"),
    _workbook(),
)

_PAGE = (
    '<!DOCTYPE html><html><head><meta name="jd" content="eyJ1c2VyX2lkIjo1fQ">'
    '</head><body><div class="ui_crumb">7 «Б»</div>'
    '<div class="message" data-id="1"><div class="message__header">'
    '<a href="https://vk.com/id1">Имя</a>, 2 фев 2020 в 22:46:22'
    "<span class='message-edited' title='2 фев 2020 в 22:50:01'> (ред.)</span></div>"
    '<div>Текст<br>ещё <img alt="🙂"> &lt;b&gt;<div class="kludges"><div class="attachment">'
    '<div class="attachment__description">Ссылка</div>'
    "<a class='attachment__link' href='https://a.ru'>a</a></div></div></div></div>"
    '<div class="message" data-id="2"><div class="message__header">Вы, at 7:15:40 pm on '
    '3 Nov 2014</div><div>own<div class="kludges"></div></div></div></body></html>'
)


def _archive(compression: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        archive.writestr(
            "Archive/сообщения/2000000001/messages0.html",
            _PAGE.encode("cp1251", "xmlcharrefreplace"),
        )
    return file.getvalue()


HISTORIES = (
    orjson.dumps(_RICH) + b"\n" + orjson.dumps({**MESSAGE, "conversation_message_id": 70}),
    orjson.dumps(
        {
            "response": {
                "items": [_RICH],
                "profiles": [{"id": 1001, "first_name": "Анна", "last_name": "Белова"}],
                "groups": [{"id": 5, "name": "Клуб"}],
                "conversations": [{"peer": {"id": 2000000001}, "chat_settings": {"title": "5А"}}],
            }
        },
        option=orjson.OPT_INDENT_2,
    ),
    orjson.dumps({"chat_id": 1, "user_id": 5, "body": "старое", "date": 1, "id": 3}),
    _PAGE.encode(),
    _archive(zipfile.ZIP_DEFLATED),
    _archive(zipfile.ZIP_LZMA),
    _archive(zipfile.ZIP_BZIP2),
)

CONFIGS = tuple(
    f'[vk]\ntoken = "vk1.a.x"\ngroup_id = 5\n{more}'.encode()
    for more in (
        "",
        '[school]\nname = "Школа"\ntimezone = "Europe/Moscow"\nadmins = [1, 2]\n',
        '[strikes]\nallowed = 3\nexpire = "90d"\n[blocks]\nladder = ["1d", "1mo"]\n',
        "[rules.quiet_hours]\nstart = 07:00:00\nend = 21:00:00\ndays_off = [2026-12-31]\n",
        '[rules.flood]\nmessages = 6\nwindow = "30s"\naction = "warn"\n',
        '[chats.peer.2000000001]\nmode = "observe"\nrules.flood.messages = 9\n',
        '[regulation.clauses."3.3.1"]\ntext = "Тихие часы"\n',
        '[texts.notices]\nmorning = "{{ messages|plural(1) }}"\n',
        '[storage]\nurl = "postgresql://a:b@c/d"\nkey_file = "k"\n',
    )
)

PLANS = (
    b'seed = 7\n[[fault]]\nkind = "error"\non = "messages.delete"\ncode = 10\nchance = 0.2\n',
    b'[[fault]]\nkind = "slow"\non = "*"\nseconds = 0.1\nskip = 1\ntimes = 2\n',
)

MANIFESTS = tuple(
    orjson.dumps({**told, **more})
    for told in [
        {
            "kind": "dezhurny-journal-1",
            "school": "Школа",
            "community": 5,
            "at": "2026-11-23T07:00:00+03:00",
            "file": "j.jsonl",
            "format": "jsonl",
            "sha256": "0" * 64,
            "rows": 1,
            "first": 1,
            "last": 1,
            "head": "0" * 64,
        }
    ]
    for more in ({}, {"signature": {"algorithm": "hmac-sha256", "value": "0" * 64}})
)
