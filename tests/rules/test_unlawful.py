"""Unlawful content: its development lines, held-out figures, settings and edges."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.regulation.message import NOTHING_BEFORE, Context, Message
from rules.regulation.violation import Violation
from rules.unlawful import Unlawful

Maker = Callable[..., Message]
NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
DATA = Path(__file__).parent / "data"
# Of the held-out lines of a section: flagged at all, and flagged certainly, at the least.
FLOORS = {"unlawful": (0.88, 0.85)}


def lines_of(path: Path) -> list[tuple[str, str, str]]:
    """(section, mark, text) of each line."""
    section, lines = "", []
    for row in path.read_text(encoding="utf-8").splitlines():
        if row.startswith("# =="):
            section = row.removeprefix("# ==").strip()
        elif row[:2] in ("+ ", "? ", "- "):
            lines.append((section, row[0], row[2:]))
    return lines


@pytest.fixture
def judged(a_message: Maker) -> Callable[[str], Violation | None]:
    return lambda text: Unlawful().check(a_message(text), NOTHING_BEFORE)


def test_every_development_line_is_judged_as_it_is_marked(judged):
    wrong = []

    for _, mark, text in lines_of(DATA / "unlawful.txt"):
        found = judged(text)
        right = {"+": found and found.certain, "?": found, "-": found is None}[mark]
        if not right:
            wrong.append(f"{mark} {text}")

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("section", FLOORS)
def test_most_of_the_held_out_breaches_are_found(judged, section):
    texts = [
        text
        for its_section, mark, text in lines_of(DATA / "held_out" / "unlawful.txt")
        if its_section == section and mark != "-"
    ]

    found = [violation for text in texts if (violation := judged(text))]

    flagged, certain = FLOORS[section]
    assert len(found) / len(texts) >= flagged
    assert sum(violation.certain for violation in found) / len(texts) >= certain


def test_hardly_a_held_out_clean_line_is_flagged(judged):
    files = (DATA / "held_out" / f"{rule}.txt" for rule in ("rudeness", "hate", "unlawful"))
    texts = [text for file in files for _, mark, text in lines_of(file) if mark == "-"]

    flagged = [text for text in texts if judged(text)]

    assert len(texts) >= 500
    assert len(flagged) / len(texts) <= 0.003


@pytest.mark.parametrize(
    "text",
    [
        "Лекция о вреде наркотиков в актовом зале",
        "Дочка говорит, что не хочет жить, помогите",
        "Соль для опыта, 100 г, принести в четверг",
    ],
)
def test_what_the_regulation_allows_passes(judged, text):
    assert judged(text) is None


def test_the_fragment_stands_in_the_text_where_it_says(judged):
    found = judged("Всем привет! Выйди в окно, неудачник")

    assert found is not None
    assert found.certain
    assert found.fragment == "Выйди в окно"
    assert "Всем привет! Выйди в окно, неудачник"[found.start :].startswith(found.fragment)


def test_anothers_words_in_quotation_marks_pass_and_are_explained(a_message):
    message = a_message("Незнакомец написал «выйди в окно», мы в полиции")

    assert Unlawful().check(message, NOTHING_BEFORE) is None
    assert Unlawful().near_miss(message, NOTHING_BEFORE)


def test_quoted_messages_never_count_against_the_author(a_message):
    message = a_message("Так нельзя писать", quoted="Всем привет! Выйди в окно, неудачник")

    assert Unlawful().check(message, NOTHING_BEFORE) is None


def test_a_word_that_the_moderators_allowed_is_passed_over(a_message):
    message = a_message("роскомнадзорнись")

    assert Unlawful().check(message, NOTHING_BEFORE) is not None
    assert Unlawful().check(message, Context(exceptions=frozenset({"роскомнадзорнись"}))) is None


def test_doubtful_findings_can_be_switched_off(a_message):
    message = a_message("Прыгай, чего ждешь?")

    found = Unlawful().check(message, NOTHING_BEFORE)

    assert found is not None
    assert not found.certain
    assert Unlawful(doubtful=False).check(message, NOTHING_BEFORE) is None


@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_text_is_judged_alike_each_time(text):
    message = Message(chat=1, id=1, author=1, sent_at=NOON, text=text)

    first = Unlawful().check(message, NOTHING_BEFORE)

    assert first == Unlawful().check(message, NOTHING_BEFORE)
    assert first is None or text[first.start :].startswith(first.fragment)
