"""Does a message still say what it said? Told by a keyed mark, without its text."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.lack import runs
from bot.marks import MOST_IN_CHAT, Marks
from rules.regulation.message import Attachment
from tests.rules.regulation.histories import START, a_message

LINK = Attachment("link", "Расписание", "https://school.example")


def some_marks(*messages):
    marks = Marks(b"key")
    for message in messages:
        marks.note(message)
    return marks


def test_a_message_is_as_heard_until_its_words_change():
    message = replace(a_message(START, 1), text="Во сколько собрание?")
    marks = some_marks(message)

    assert marks.is_as_heard(message)
    assert marks.is_as_heard(replace(message, quoted="чужие слова"))
    assert not marks.is_as_heard(replace(message, text="Во сколько собрание"))
    assert not marks.is_as_heard(replace(message, attachments=(LINK,)))
    assert not marks.is_as_heard(replace(message, id=2))


def test_the_same_words_have_another_mark_under_another_key():
    message = a_message(START, 1)

    assert Marks(b"one").of(message) != Marks(b"two").of(message)


@given(st.text(alphabet=st.characters(codec=None)))
def test_any_text_has_a_mark_and_leaves_no_word_in_memory(text):
    message = replace(a_message(START, 1), text=text)
    marks = some_marks(message)

    assert marks.is_as_heard(message)
    assert len(text) < 4 or text not in repr(marks)


def test_what_is_old_or_gone_is_forgotten():
    marks = some_marks(*(a_message(START + timedelta(hours=n), n) for n in (1, 2, 3)))
    marks.forget(a_message(START, 3).chat, [3])

    chat = a_message(START, 1).chat
    assert marks.numbers(chat, START + timedelta(hours=2)) == (2,)
    assert marks.numbers(chat, START + timedelta(hours=9)) == ()
    assert marks.chats() == ()


def test_the_marks_of_a_chat_are_bounded_and_the_newest_stay():
    marks = some_marks(*(a_message(START, n) for n in range(1, MOST_IN_CHAT + 50)))

    numbers = marks.numbers(a_message(START, 1).chat, START)
    assert len(numbers) == MOST_IN_CHAT
    assert numbers[-1] == MOST_IN_CHAT + 49


def test_numbers_are_told_in_runs():
    assert runs([9, 5, 7, 6]) == "№5–7, №9"
    assert runs([3]) == "№3"
    assert runs(range(1, 101, 2)).endswith("№39 и ещё 30")
