"""VK's updates, as they come and as they should not: no message is lost for one odd field."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.events import Joined, Left, Passed, Pressed, Retitled, Unreadable, Written
from bot.vk.decode import decode, found
from rules.regulation.message import Role

ZONE = ZoneInfo("Europe/Moscow")
NOW = datetime(2026, 9, 1, 9, tzinfo=UTC)
CHAT = 2_000_000_001


def a_message(**fields):
    return {
        "date": 1763700000,
        "from_id": 1001,
        "id": 0,
        "conversation_message_id": 69,
        "peer_id": CHAT,
        "text": "привет",
        **fields,
    }


def new(**fields):
    return {"type": "message_new", "object": {"message": a_message(**fields)}}


def read(update):
    return decode(update, ZONE, NOW)


def test_a_message_is_read_with_its_time_in_the_schools_zone():
    event = read(new())

    assert isinstance(event, Written)
    assert event.message.text == "привет"
    assert event.message.sent_at == datetime(2025, 11, 21, 7, 40, tzinfo=ZONE)
    assert event.key == f"new:{CHAT}:69"
    assert not event.is_private


def test_an_edit_has_its_own_key_and_time():
    edit = {"type": "message_edit", "object": a_message(update_time=1763700050)}

    event = read(edit)

    assert isinstance(event, Written)
    assert event.message.is_edit
    assert event.key == f"edit:{CHAT}:69:1763700050"


@pytest.mark.parametrize(
    ("attachment", "words"),
    [
        ({"type": "photo", "photo": {"text": "подпись"}}, "подпись"),
        ({"type": "video", "video": {"title": "ролик"}}, "ролик"),
        ({"type": "doc", "doc": {"title": "имя.pdf"}}, "имя.pdf"),
        ({"type": "link", "link": {"title": "заголовок", "url": "https://a.ru"}}, "заголовок"),
        ({"type": "audio_message", "audio_message": {"transcript": "голос"}}, "голос"),
        (
            {"type": "poll", "poll": {"question": "кто?", "answers": [{"text": "я"}]}},
            "кто?\nя",
        ),
    ],
    ids=lambda value: value["type"] if isinstance(value, dict) else "",
)
def test_what_a_reader_takes_for_the_authors_words_is_his_text(attachment, words):
    event = read(new(attachments=[attachment]))

    assert event.message.text == f"привет\n{words}"
    assert event.message.quoted == ""


def test_quoted_and_forwarded_words_are_kept_apart():
    event = read(
        new(
            reply_message={"text": "ответ на", "from_id": 1002, "conversation_message_id": 60},
            fwd_messages=[{"text": "чужое", "fwd_messages": [{"text": "совсем чужое"}]}],
            attachments=[{"type": "wall", "wall": {"text": "запись"}}],
        )
    )

    assert event.message.text == "привет"
    assert event.message.quoted.splitlines() == ["ответ на", "чужое", "совсем чужое", "запись"]
    assert (event.message.reply_to, event.message.reply_author) == (60, 1002)


@pytest.mark.parametrize(
    "odd",
    [
        {"text": None},
        {"text": 5},
        {"attachments": None},
        {"attachments": [None, {"type": 3}, {"type": "photo", "photo": None}]},
        {"fwd_messages": {"0": "x"}},
        {"reply_message": []},
        {"date": None},
        {"date": "вчера"},
        {"date": -5},
        {"date": 10**30},
        {"payload": "{"},
        {"payload": {"a": 1}},
        {"geo": "x"},
        {"action": None},
        {"from_id": "1001"},
    ],
    ids=str,
)
def test_one_odd_field_loses_no_message(odd):
    event = read(new(**odd))

    assert isinstance(event, Written)
    assert event.message.author == 1001


def test_a_community_is_no_member():
    assert read(new(from_id=-5)).message.role is Role.BOT


def test_service_messages_become_their_events():
    def act(**action):
        return read(new(text="", action=action))

    assert act(type="chat_invite_user", member_id=-7) == Joined(
        f"new:{CHAT}:69", CHAT, -7, 1001, False
    )
    assert act(type="chat_invite_user_by_link") == Joined(f"new:{CHAT}:69", CHAT, 1001, 1001, True)
    assert act(type="chat_kick_user", member_id=1002) == Left(f"new:{CHAT}:69", CHAT, 1002, 1001)
    assert act(type="chat_title_update", text="6А") == Retitled(f"new:{CHAT}:69", CHAT, "6А", 1001)
    assert act(type="chat_pin_message") == Passed("action:chat_pin_message")


def test_a_button_is_read_whether_its_payload_is_text_or_an_object():
    button = {
        "user_id": 5,
        "peer_id": CHAT,
        "event_id": "ba0d",
        "conversation_message_id": 42,
    }
    told = [
        read({"type": "message_event", "object": {**button, "payload": payload}})
        for payload in ({"go": 1}, '{"go": 1}')
    ]

    assert told[0] == told[1] == Pressed("event:ba0d", CHAT, 5, "ba0d", 42, {"go": 1})


@pytest.mark.parametrize(
    "update",
    [
        None,
        [],
        5,
        {"type": "message_new"},
        {"type": "message_new", "object": []},
        new(peer_id=None),
        new(conversation_message_id=None),
        new(from_id=None),
        {"type": "message_event", "object": {}},
    ],
    ids=str,
)
def test_what_cannot_be_understood_is_kept_as_it_came(update):
    event = read(update)

    assert isinstance(event, Unreadable)
    assert event.raw


def test_an_unknown_kind_is_passed_by():
    assert read({"type": "wall_post_new", "object": {}}) == Passed("wall_post_new")


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
fields = st.dictionaries(
    st.sampled_from([*a_message(), "attachments", "fwd_messages", "reply_message", "action"]), json
)


@given(fields, st.sampled_from(["message_new", "message_edit", "message_event", "x"]))
def test_nothing_makes_the_decoder_raise(odd, kind):
    for thing in (a_message(**odd), {"message": a_message(**odd)}, odd):
        assert read({"type": kind, "object": thing}) is not None


@given(json)
def test_no_update_at_all_makes_the_decoder_raise(update):
    assert read(update) is not None


def test_marks_and_lone_surrogates_are_read():
    event = read(new(text="а" + "\u0301" * 4095))
    lone = read(new(text="\ud83d"))

    assert len(event.message.text) == 4096
    assert lone.message.text == "\ud83d"


def test_a_message_that_is_asked_for_has_the_key_that_its_update_had():
    item = found(a_message(), ZONE, NOW)

    assert item is not None
    assert item.number == 69
    assert item.event == read(new())
    assert item.edit is None


def test_an_edited_message_that_is_asked_for_has_the_key_of_the_edits_update():
    item = found(a_message(update_time=1763700050), ZONE, NOW)

    assert item is not None
    assert isinstance(item.edit, Written)
    assert item.edit == read({"type": "message_edit", "object": a_message(update_time=1763700050)})
    assert isinstance(item.event, Written)
    assert item.event.key == f"new:{CHAT}:69"


def test_a_service_line_that_is_asked_for_is_no_edit():
    action = {"type": "chat_invite_user", "member_id": 5}

    item = found(a_message(action=action, update_time=1763700050), ZONE, NOW)

    assert item is not None
    assert isinstance(item.event, Joined)
    assert item.edit is None


@pytest.mark.parametrize(
    "item",
    [
        None,
        [],
        {},
        a_message(deleted=1),
        a_message(is_hidden=True),
        {"conversation_message_id": "x"},
    ],
)
def test_what_is_gone_or_no_message_is_not_found(item):
    assert found(item, ZONE, NOW) is None
