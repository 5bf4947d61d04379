"""What was written lately, as flood and small talk see it."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.recent import LOOK_BACK, MOST_BY_AUTHOR, MOST_IN_CHAT, Recent
from tests.rules.regulation.histories import START, a_message


def test_the_judged_message_is_not_its_own_context():
    recent = Recent()
    recent.add(a_message(START, 1))

    context = recent.context_of(a_message(START, 1))

    assert context.by_author == ()
    assert context.in_chat == ()


def test_what_came_later_is_no_context_of_a_message_delivered_again():
    recent = Recent()
    for number in (1, 2, 3):
        recent.add(a_message(START, number))

    assert [m.id for m in recent.context_of(a_message(START, 2)).in_chat] == [1]


def test_authors_and_chats_are_kept_apart():
    recent = Recent()
    recent.add(a_message(START, 1))
    recent.add(replace(a_message(START, 2), author=8))
    recent.add(replace(a_message(START, 3), chat=5))

    context = recent.context_of(a_message(START, 9))

    assert [m.id for m in context.by_author] == [1]
    assert [m.id for m in context.in_chat] == [1, 2]


def test_an_edit_and_a_second_delivery_are_no_new_messages():
    recent = Recent()
    for _ in range(2):
        recent.add(a_message(START, 1))
    recent.add(replace(a_message(START, 2), edited_at=START))

    assert [m.id for m in recent.context_of(a_message(START, 9)).in_chat] == [1]


@given(st.permutations(range(1, 60)))
def test_what_is_heard_late_stands_in_its_place(numbers):
    recent = Recent()
    for number in numbers:
        recent.add(a_message(START + timedelta(seconds=number), number))

    context = recent.context_of(a_message(START + timedelta(minutes=5), 999))

    assert [m.id for m in context.in_chat] == sorted(m.id for m in context.in_chat)
    assert [m.id for m in context.by_author] == sorted(m.id for m in context.by_author)
    assert context.in_chat[-1].id == context.by_author[-1].id == 59
    assert len(context.in_chat) == MOST_IN_CHAT


def test_what_is_older_than_an_hour_is_left_out():
    recent = Recent()
    recent.add(a_message(START, 1))
    recent.add(a_message(START + timedelta(seconds=1), 2))

    context = recent.context_of(a_message(START + LOOK_BACK + timedelta(seconds=1), 9))

    assert [m.id for m in context.in_chat] == [2]


@given(st.lists(st.integers(1, 4), max_size=150))
def test_the_memory_of_a_chat_is_bounded_whoever_writes(authors):
    recent = Recent()
    for number, author in enumerate(authors, start=1):
        recent.add(replace(a_message(START + timedelta(seconds=number), number), author=author))

    context = recent.context_of(a_message(START + timedelta(minutes=5), 999))
    by_one = recent.context_of(replace(a_message(START + timedelta(minutes=5), 999), author=1))

    assert [m.id for m in context.in_chat] == list(range(1, len(authors) + 1))[-MOST_IN_CHAT:]
    assert len(by_one.by_author) <= MOST_BY_AUTHOR
    assert all(m.author == 1 for m in by_one.by_author)
