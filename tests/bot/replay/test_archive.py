import base64
import zipfile
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.replay.history import HistoryError
from bot.replay.reading import read_history
from rules.regulation.message import Attachment, Role

MOSCOW = ZoneInfo("Europe/Moscow")
CHAT = 2_000_000_007
ANNA = '<a href="https://vk.com/id1001">Анна Петрова</a>'


def a_block(number=1, author=ANNA, date="2 фев 2026 в 22:46:22", text="Добрый вечер!", hung=""):
    return (
        f'<div class="message" data-id="{number}">\n'
        f'  <div class="message__header">{author}, {date}</div>\n'
        f'  <div>{text}<div class="kludges">{hung}</div></div>\n</div>'
    )


def hanging(what, address=""):
    link = f"<a class='attachment__link' href='{address}'>{address}</a>" if address else ""
    return (
        '<div class="attachment">\n  <div class="attachment__description">'
        f"{what}</div>\n  {link}\n</div>"
    )


@pytest.fixture
def a_chat(tmp_path, a_page):
    """A chat's folder of an archive with one page of these blocks."""

    def build(*blocks, **page):
        folder = tmp_path / "messages" / str(CHAT)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "messages0.html").write_bytes(a_page(*blocks, **page))
        return folder

    return build


def test_a_page_in_windows_1251_is_read_with_author_time_and_chat(a_chat):
    history = read_history(a_chat(a_block()), MOSCOW)

    (message,) = history.messages
    assert (message.chat, message.id, message.author) == (CHAT, 1, 1001)
    assert message.sent_at == datetime(2026, 2, 2, 22, 46, 22, tzinfo=MOSCOW)
    assert message.text == "Добрый вечер!"
    assert history.names == {1001: "Анна Петрова"}
    assert history.titles == {CHAT: "7 «Б»"}


def test_breaks_entities_smileys_and_links_become_plain_text(a_chat):
    text = 'раз<br>два &lt;b&gt; &amp; &#128512; <a href="https://vk.com/id5">Иван</a>'

    (message,) = read_history(a_chat(a_block(text=text)), MOSCOW).messages

    assert message.text == "раз\nдва <b> & 😀 Иван"


@pytest.mark.parametrize(
    ("author", "number"),
    [
        ('<a href="https://vk.com/id42">Пётр</a>', 42),
        ('<a href="https://vk.ru/id42">Пётр</a>', 42),
        ('<a href="https://vk.com/club9">Кружок</a>', -9),
        ('<a href="https://vk.com/public9">Кружок</a>', -9),
    ],
)
def test_an_author_is_known_by_the_link(a_chat, author, number):
    (message,) = read_history(a_chat(a_block(author=author)), MOSCOW).messages

    assert message.author == number
    assert message.role is (Role.MEMBER if number > 0 else Role.BOT)


def test_authors_without_a_number_get_the_same_one_every_time(a_chat):
    anna, ivan = '<a href="https://vk.com/anna_p">Анна</a>', "Иван Иванов"
    path = a_chat(a_block(1, anna), a_block(2, ivan), a_block(3, anna), a_block(4, ivan))

    first, again = (read_history(path, MOSCOW).messages for _ in range(2))

    assert [m.author for m in first] == [m.author for m in again]
    assert first[0].author == first[2].author != first[1].author == first[3].author
    assert min(message.author for message in first) > 10**9


def test_ones_own_messages_belong_to_the_owner_of_the_archive(a_chat):
    told = base64.b64encode(b'{"user_id":4242,"time_current":1}').decode()

    path = a_chat(a_block(author="Вы"), owner=f'<meta name="jd" content="{told}">')

    assert read_history(path, MOSCOW).messages[0].author == 4242


def test_an_edited_message_keeps_the_time_it_was_sent_at(a_chat):
    date = (
        "14 фев 2026 в 17:46:15<span class='message-edited' "
        "title='14 фев 2026 в 23:11:09'> (ред.)</span>"
    )

    (message,) = read_history(a_chat(a_block(date=date)), MOSCOW).messages

    assert message.sent_at == datetime(2026, 2, 14, 17, 46, 15, tzinfo=MOSCOW)


def test_an_english_archive_is_read_too(a_chat):
    (message,) = read_history(a_chat(a_block(date="at 7:15:40 pm on 3 Nov 2025")), MOSCOW).messages

    assert message.sent_at == datetime(2025, 11, 3, 19, 15, 40, tzinfo=MOSCOW)


def test_attachments_have_the_messengers_names(a_chat):
    hung = hanging("Стикер") + hanging("Ссылка", "https://example.org/a?b=1&amp;c=2")
    voice = hanging("Файл", "https://psv4.userapi.com/c1//u1/audiomsg/d1/2.ogg")
    answer = hanging("1 прикреплённое сообщение")

    first, second, third = read_history(
        a_chat(a_block(1, hung=hung), a_block(2, hung=voice), a_block(3, hung=answer)), MOSCOW
    ).messages

    link = Attachment("link", url="https://example.org/a?b=1&c=2")
    assert first.attachments == (Attachment("sticker"), link)
    assert second.attachments == (Attachment("audio_message"),)
    assert third.reply_to is not None


def test_service_lines_and_deleted_messages_are_counted_and_not_judged(a_chat):
    left = '<a class="im_srv_lnk " href="https://vk.com/id1">Анна</a> вышла из чата'
    path = a_chat(
        a_block(1, hung=left), a_block(2, text="", hung=hanging("Сообщение удалено")), a_block(3)
    )

    history = read_history(path, MOSCOW)

    assert (len(history.messages), history.service) == (1, 2)


def test_a_strange_message_is_told_by_page_and_place(a_chat):
    history = read_history(
        a_chat(a_block(1), a_block(2, date="31 фев 2026 в 10:00:00"), a_block(3, date="давно")),
        MOSCOW,
    )

    assert len(history.messages) == 1
    assert [str(line) for line in history.unread] == [
        "messages0.html, сообщение 2: такой даты не бывает",
        "messages0.html, сообщение 3: нет даты и времени",
    ]


def test_the_zip_the_folder_and_the_page_give_the_same(tmp_path, a_page, a_chat):
    page = a_page(a_block(2, date="3 фев 2026 в 9:00:00"), a_block(1))
    archive = tmp_path / "Archive.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("index.html", "<html></html>")
        packed.writestr(f"Archive/messages/{CHAT}/messages0.html", page)
        packed.writestr("Archive/messages/55/messages0.html", a_page(a_block(9)))
    folder = a_chat(a_block(2, date="3 фев 2026 в 9:00:00"), a_block(1))

    zipped = read_history(archive, MOSCOW)

    assert [message.id for message in zipped.messages] == [1, 2]
    assert zipped.private == 1
    for path in (folder, folder.parent.parent, folder / "messages0.html"):
        assert read_history(path, MOSCOW).messages == zipped.messages


def test_a_page_that_a_browser_saved_in_utf_8_is_read(a_chat):
    page = a_chat(a_block()) / "messages0.html"
    page.write_text(page.read_bytes().decode("windows-1251"), encoding="utf-8")

    assert read_history(page, MOSCOW).messages[0].text == "Добрый вечер!"


def test_the_times_may_be_of_another_zone(a_chat):
    omsk = ZoneInfo("Asia/Omsk")

    (message,) = read_history(a_chat(a_block(date="2 фев 2026 в 12:00:00")), omsk, MOSCOW).messages

    assert message.sent_at == datetime(2026, 2, 2, 15, tzinfo=omsk)
    assert message.sent_at.tzinfo is omsk


def test_a_damaged_zip_and_a_folder_without_pages_are_one_sentence(tmp_path, a_page):
    good, damaged, empty = tmp_path / "a.zip", tmp_path / "b.zip", tmp_path / "empty"
    with zipfile.ZipFile(good, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("messages/1/messages0.html", a_page(a_block()) * 20)
    raw = bytearray(good.read_bytes())
    raw[60:90] = bytes(30)
    damaged.write_bytes(raw)
    empty.mkdir()

    for path, said in ((damaged, "повреждён|не открыть"), (empty, "отметьте «Сообщения»")):
        with pytest.raises(HistoryError, match=said):
            read_history(path, MOSCOW)
