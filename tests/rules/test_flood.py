"""Flood: bursts, repeats and copies, each with its edge."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.flood import Flood
from rules.regulation.message import NOTHING_BEFORE, Attachment, Context, Message
from rules.regulation.violation import Violation

NOON = datetime(2026, 9, 14, 12, tzinfo=ZoneInfo("Europe/Moscow"))
SALE = "Продам детскую коляску, почти новая, недорого"
QUESTION = "Подскажите, пожалуйста, во сколько завтра собрание?"


def said(text: str, second: float = 0, author: int = 1, **fields: Any) -> Message:
    at = NOON + timedelta(seconds=second)
    number = int(second * 1000) + author
    return Message(chat=1, id=number, author=author, sent_at=at, text=text, **fields)


def judge_the_last(*messages: Message, rule: Flood | None = None) -> Violation | None:
    *before, last = messages
    own = tuple(message for message in before if message.author == last.author)
    return (rule or Flood()).check(last, Context(by_author=own, in_chat=tuple(before)))


def verdict(*messages: Message, rule: Flood | None = None) -> str:
    found = judge_the_last(*messages, rule=rule)
    return "-" if found is None else "+" if found.certain else "?"


def burst(number: int, seconds: float) -> list[Message]:
    return [said(f"строка номер {n}", seconds * n / (number - 1)) for n in range(number)]


def test_the_sixth_message_within_thirty_seconds_is_allowed() -> None:
    assert verdict(*burst(6, 10)) == "-"


def test_the_seventh_message_within_thirty_seconds_is_flagged() -> None:
    found = judge_the_last(*burst(7, 30))

    assert found is not None
    assert found.certain
    assert found.evidence == "7 сообщений за 30 секунд"


def test_the_seventh_message_a_second_later_is_allowed() -> None:
    assert verdict(*burst(7, 31)) == "-"


def test_a_burst_goes_on_while_it_lasts() -> None:
    assert verdict(*burst(9, 20)) == "+"


def test_the_number_and_the_window_are_settings() -> None:
    rule = Flood(messages=2, window=timedelta(minutes=2))

    found = judge_the_last(*burst(3, 60), rule=rule)

    assert found is not None
    assert found.evidence == "3 сообщения за 2 минуты"
    assert verdict(*burst(30, 5), rule=Flood(messages=0, repeats=0)) == "-"


def test_many_members_talking_at_once_are_no_burst() -> None:
    assert verdict(*(said(f"мы будем к {n} часам", n, author=n) for n in range(1, 20))) == "-"


def test_a_teachers_four_files_in_a_row_are_no_flood() -> None:
    files = [said("", n, attachments=(Attachment("doc"),)) for n in range(4)]

    assert verdict(*files) == "-"


def test_one_thought_in_three_short_lines_is_no_flood() -> None:
    assert verdict(said("Здравствуйте"), said("а завтра", 3), said("форма нужна?", 6)) == "-"


def test_the_second_time_is_doubtful_and_the_third_certain() -> None:
    assert verdict(said(SALE), said(SALE, 60)) == "?"
    assert verdict(said(SALE), said(SALE, 60), said(SALE, 120)) == "+"


def test_a_repeat_is_known_under_other_signs_and_letters() -> None:
    dressed = "ПРОДАМ детскую коляску!!! почти новая — недорого 🔥"

    assert verdict(said(SALE), said(SALE, 60), said(dressed, 120)) == "+"


def test_a_nearly_equal_text_is_doubtful_however_often() -> None:
    texts = [SALE + " звоните", SALE + " пишите", SALE + " зовите"]

    found = verdict(*(said(text, 60 * n) for n, text in enumerate(texts)))

    assert found == "?"


def test_a_repeat_after_the_repeat_window_is_allowed() -> None:
    assert verdict(said(QUESTION), said(QUESTION, 600)) == "?"
    assert verdict(said(QUESTION), said(QUESTION, 601)) == "-"


def test_texts_that_differ_in_their_numbers_are_no_repeat() -> None:
    assert (
        verdict(
            said("Математика: страница 45, упражнение 312, письменно"),
            said("Математика: страница 45, упражнение 313, письменно", 30),
        )
        == "-"
    )


@pytest.mark.parametrize("short", ["да", "спасибо", "+1", "Мы идём"])
def test_a_short_answer_needs_more_repeats(short: str) -> None:
    assert verdict(*(said(short, 60 * n) for n in range(4))) == "-"
    assert verdict(*(said(short, 60 * n) for n in range(5))) == "+"


def test_a_text_from_three_accounts_is_flagged() -> None:
    found = judge_the_last(*(said(SALE, 40 * n, author=n) for n in (1, 2, 3)))

    assert found is not None
    assert found.certain
    assert found.evidence == "один и тот же текст от 3 участников"
    assert verdict(said(SALE, 1, author=1), said(SALE, 2, author=2)) == "-"


@pytest.mark.parametrize(
    "everybodys",
    [
        "Мы идём",
        "С правилами безопасности на воде ознакомлена",
        "Спасибо большое за праздник, Марья Ивановна!",
        "Поздравляем всех мам с праздником весны, счастья и здоровья!",
    ],
)
def test_what_a_whole_class_writes_alike_is_no_flood(everybodys: str) -> None:
    assert verdict(*(said(everybodys, 20 * n, author=n) for n in range(1, 9))) == "-"


def test_a_form_that_somebody_asked_to_copy_is_no_flood() -> None:
    form = "Ребёнок поедет на экскурсию в сопровождении взрослого"
    asked = said(f"Скопируйте и пришлите: {form}", 0, author=99)

    assert verdict(asked, *(said(form, 20 * n, author=n) for n in range(1, 6))) == "-"


def test_a_text_without_words_is_never_a_repeat() -> None:
    assert verdict(*(said("", 60 * n) for n in range(6))) == "-"
    assert verdict(*(said("😂", 60 * n) for n in range(6))) == "-"


def test_an_edit_is_never_flood() -> None:
    edit = said(SALE, 20, edited_at=NOON + timedelta(seconds=25))

    assert verdict(*burst(7, 10), edit) == "-"


messages = st.builds(
    said,
    st.sampled_from(
        [SALE, QUESTION, "да", "+", "", "😂", "Завтра ко второму уроку, не забудьте форму"]
    ),
    st.integers(0, 900),
    st.integers(1, 4),
)


@given(st.lists(messages, min_size=1, max_size=30))
@settings(max_examples=150)
def test_the_same_talk_is_always_judged_the_same_way(talk: list[Message]) -> None:
    ordered = sorted(talk, key=lambda message: message.sent_at)

    assert judge_the_last(*ordered) == judge_the_last(*ordered)


@given(st.lists(messages, min_size=2, max_size=30))
@settings(max_examples=150)
def test_the_first_message_of_an_author_is_no_burst_and_no_repeat(talk: list[Message]) -> None:
    others = [message for message in talk if message.author != 9]
    first = said(SALE, 901, author=9)

    found = judge_the_last(*others, first, rule=Flood(same_text_authors=0))

    assert found is None


@given(st.lists(messages, max_size=30), messages)
@settings(max_examples=150)
def test_an_edit_is_never_flagged_whatever_stood_before(talk: list[Message], last: Message) -> None:
    edit = said(last.text, 900, last.author, edited_at=NOON + timedelta(hours=1))

    assert judge_the_last(*talk, edit) is None


@given(st.integers(2, 12), st.integers(1, 60), st.integers(0, 120))
def test_a_burst_is_more_than_so_many_messages_within_the_window(
    number: int, window: int, spread: int
) -> None:
    rule = Flood(messages=number, window=timedelta(seconds=window), repeats=0, same_text_authors=0)

    flagged = verdict(*burst(number + 1, spread), rule=rule) == "+"

    assert flagged == (spread <= window)


@given(st.text(max_size=200), st.lists(st.text(max_size=200), max_size=5))
def test_any_text_is_judged(text: str, earlier: list[str]) -> None:
    talk = [said(before, n, author=1 + n % 2) for n, before in enumerate(earlier)]

    assert verdict(*talk, said(text, 100)) in "-?+"


def test_with_nothing_before_there_is_no_flood() -> None:
    assert Flood().check(said(SALE), NOTHING_BEFORE) is None
