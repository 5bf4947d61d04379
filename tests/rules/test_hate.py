"""Hatred towards groups: its development lines, held-out figures, settings and edges."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.hate import Hate
from rules.regulation.message import NOTHING_BEFORE, Context, Message
from rules.regulation.violation import Violation

Maker = Callable[..., Message]
NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
DATA = Path(__file__).parent / "data"
# Of the held-out lines of a section: flagged at all, and flagged certainly, at the least.
FLOORS = {"hate": (0.9, 0.85)}


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
    return lambda text: Hate().check(a_message(text), NOTHING_BEFORE)


def test_every_development_line_is_judged_as_it_is_marked(judged):
    wrong = []

    for _, mark, text in lines_of(DATA / "hate.txt"):
        found = judged(text)
        right = {"+": found and found.certain, "?": found, "-": found is None}[mark]
        if not right:
            wrong.append(f"{mark} {text}")

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("section", FLOORS)
def test_most_of_the_held_out_breaches_are_found(judged, section):
    texts = [
        text
        for its_section, mark, text in lines_of(DATA / "held_out" / "hate.txt")
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
        "Пушкин «Цыганы», читать до пятницы",
        "В нашем классе учатся русские, татары и таджики",
        "День инвалида: собираем игрушки",
    ],
)
def test_what_the_regulation_allows_passes(judged, text):
    assert judged(text) is None


def test_the_fragment_stands_in_the_text_where_it_says(judged):
    found = judged("Опять понаехали чурки в наш класс")

    assert found is not None
    assert found.certain
    assert found.fragment == "понаехали чурки"
    assert "Опять понаехали чурки в наш класс"[found.start :].startswith(found.fragment)


def test_anothers_words_in_quotation_marks_pass_and_are_explained(a_message):
    message = a_message("Бабушка прочла в сети «хачи одни» и плакала")

    assert Hate().check(message, NOTHING_BEFORE) is None
    assert Hate().near_miss(message, NOTHING_BEFORE)


def test_quoted_messages_never_count_against_the_author(a_message):
    message = a_message("Так нельзя писать", quoted="Опять понаехали чурки в наш класс")

    assert Hate().check(message, NOTHING_BEFORE) is None


def test_a_word_that_the_moderators_allowed_is_passed_over(a_message):
    message = a_message("нерусь")

    assert Hate().check(message, NOTHING_BEFORE) is not None
    assert Hate().check(message, Context(exceptions=frozenset({"нерусь"}))) is None


def test_doubtful_findings_can_be_switched_off(a_message):
    message = a_message("Хохлы приехали на турнир")

    found = Hate().check(message, NOTHING_BEFORE)

    assert found is not None
    assert not found.certain
    assert Hate(doubtful=False).check(message, NOTHING_BEFORE) is None


@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_text_is_judged_alike_each_time(text):
    message = Message(chat=1, id=1, author=1, sent_at=NOON, text=text)

    first = Hate().check(message, NOTHING_BEFORE)

    assert first == Hate().check(message, NOTHING_BEFORE)
    assert first is None or text[first.start :].startswith(first.fragment)
