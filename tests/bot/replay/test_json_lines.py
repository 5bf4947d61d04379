from datetime import datetime
from zoneinfo import ZoneInfo

import orjson
import pytest

from bot.replay.history import HistoryError
from bot.replay.reading import read_history

MOSCOW = ZoneInfo("Europe/Moscow")


def test_messages_come_in_the_order_they_were_written(a_raw, a_history):
    late, early = a_raw("потом", at="2026-09-01 12:05"), a_raw("сперва", at="2026-09-01 12:00")

    history = a_history(late, early)

    assert [message.text for message in history.messages] == ["сперва", "потом"]
    assert history.messages[0].sent_at == datetime(2026, 9, 1, 12, tzinfo=MOSCOW)


def test_a_bad_line_is_told_with_its_number_and_the_others_are_read(a_raw, a_history):
    history = a_history(
        a_raw(),
        b"{not json",
        {**a_raw(), "from_id": None},
        b"",
        {**a_raw(), "date": "yesterday"},
        b"[1]",
        b"\xff\xfe\x00",
        a_raw(),
    )

    assert len(history.messages) == 2
    assert [str(line) for line in history.unread] == [
        "строка 2: это не JSON в кодировке UTF-8",
        "строка 3: нет автора (from_id)",
        "строка 5: нет времени отправки (date, секунды с 1970 года)",
        "строка 6: это не сообщение, а другое значение JSON",
        "строка 7: это не JSON в кодировке UTF-8",
    ]


def test_a_spoilt_first_line_does_not_hide_the_rest(a_raw, a_history):
    history = a_history(b'{"peer_id": 1, ', a_raw())

    assert len(history.messages) == 1
    assert history.unread[0].place == "строка 1"


def test_the_progress_bar_is_told_of_every_byte_in_few_steps(a_raw, tmp_path):
    file = tmp_path / "history.jsonl"
    file.write_bytes((orjson.dumps(a_raw()) + b"\n") * 3000)
    steps: list[int] = []

    read_history(file, MOSCOW, step=lambda read, _: steps.append(read))

    assert sum(steps) == file.stat().st_size
    assert 1 < len(steps) < 100


@pytest.mark.parametrize("indent", [0, orjson.OPT_INDENT_2])
def test_an_array_and_a_getHistory_answer_are_read_too(a_raw, tmp_path, indent):  # noqa: N802 - VK's name
    answer = {
        "response": {
            "count": 2,
            "items": [a_raw(), a_raw()],
            "profiles": [{"id": 1001, "first_name": "Анна", "last_name": "Петрова"}],
        }
    }
    array, whole = tmp_path / "array.json", tmp_path / "answer.json"
    array.write_bytes(b"\xef\xbb\xbf" + orjson.dumps([a_raw(), a_raw()], option=indent))
    whole.write_bytes(orjson.dumps(answer, option=indent))

    assert len(read_history(array, MOSCOW).messages) == 2
    assert len(read_history(whole, MOSCOW).messages) == 2
    assert read_history(whole, MOSCOW).names == {1001: "Анна Петрова"}


def test_updates_are_unwrapped_and_service_messages_left_out(a_raw, a_history):
    joined = a_raw("", action={"type": "chat_invite_user", "member_id": 5})

    history = a_history({"type": "message_new", "object": {"message": a_raw("да")}}, joined)

    assert [message.text for message in history.messages] == ["да"]
    assert history.service == 1


def test_a_message_with_an_update_time_stands_where_it_was_sent(a_raw, a_history):
    raw = a_raw(at="2026-09-01 20:59:50")

    (message,) = a_history({**raw, "update_time": raw["date"] + 3600}).messages

    assert message.sent_at == datetime(2026, 9, 1, 20, 59, 50, tzinfo=MOSCOW)
    assert not message.is_edit


def test_a_second_version_of_a_message_is_an_edit_and_a_third_copy_is_dropped(a_raw, a_history):
    first = a_raw("чисто", at="2026-09-01 12:00")
    edited = {**first, "text": "грязно", "update_time": first["date"] + 60}

    history = a_history(edited, first, first)

    assert [(m.text, m.is_edit) for m in history.messages] == [("чисто", False), ("грязно", True)]
    assert history.messages[1].edited_at == datetime(2026, 9, 1, 12, 1, tzinfo=MOSCOW)
    assert history.repeated == 1


def test_private_conversations_beside_chats_are_left_alone(a_raw, a_history):
    history = a_history(a_raw(), a_raw("тайна", peer_id=77))

    assert [message.text for message in history.messages] == ["Добрый день!"]
    assert history.private == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "пуст"),
        (b" \n\n", "пуст"),
        (b"\x89PNG\r\n\x00\x00", "ни одного понятного сообщения"),
        ("Просто письмо\nв две строки".encode(), "ни одного понятного сообщения"),
        (b"[]", "ни одного сообщения"),
        (b"<html>news</html>", "ни одного сообщения"),
    ],
)
def test_an_empty_or_wrong_file_is_one_sentence(tmp_path, content, said):
    path = tmp_path / "file"
    path.write_bytes(content)

    with pytest.raises(HistoryError, match=said) as caught:
        read_history(path, MOSCOW)

    assert "\n" not in str(caught.value)


def test_a_missing_file_is_one_sentence(tmp_path):
    with pytest.raises(HistoryError, match="нет: проверьте имя"):
        read_history(tmp_path / "nothing.jsonl", MOSCOW)
