"""Profanity: the teachers' lines, bent words of the held-out list, settings and edges."""

import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.profanity.evasions import BENDS
from rules.profanity import Profanity
from rules.regulation.message import NOTHING_BEFORE, Context, Message
from tests.rules.data.marked_lines import lines_of, measure

Maker = Callable[..., Message]
WORDS = Path(__file__).parent / "data" / "held_out" / "profanity_words.txt"
PIECES = st.sampled_from(
    [
        "х",
        "у",
        "й",
        "*",
        ".",
        "-",
        "6",
        "b",
        "л",
        "я",
        "бля",
        "козёл",
        "ты",
        "🐱",
        "\u200b",
        "́",
        "�",
        "СУКА",
        "\n",
        "еб",
        "@",
    ]
)


def held_out_words(kind: str) -> list[str]:
    lines = (line.split() for line in WORDS.read_text(encoding="utf-8").splitlines())
    return [word for first, *words in filter(None, lines) if first == kind for word in words]


def test_the_teachers_lines_are_judged_as_marked(a_message: Maker) -> None:
    rule = Profanity()

    failed = []
    for line in lines_of("profanity.txt"):
        found = rule.check(a_message(line.text), NOTHING_BEFORE)
        asked = {"+": found is not None and found.certain, "?": found is not None}
        if not asked.get(line.mark, found is None):
            failed.append(f"{line.mark} {line.text}")

    assert failed == []


def test_the_held_out_lines_are_judged_well(a_message: Maker) -> None:
    measured = measure(Profanity(), lines_of("held_out/profanity.txt"), a_message)

    assert measured.flagged >= 0.95
    assert measured.wrongly <= 0.03


@pytest.mark.parametrize("bend", BENDS)
@pytest.mark.parametrize(("kind", "floor"), [("obscene", 0.95), ("vulgar", 0.85), ("insult", 0.8)])
def test_a_bent_word_is_recognised(bend: str, kind: str, floor: float, a_message: Maker) -> None:
    chance = random.Random(f"{bend} {kind}")
    rule = Profanity()
    texts = [BENDS[bend](word, chance) for word in held_out_words(kind) if len(word) > 2]

    missed = [text for text in texts if rule.check(a_message(text), NOTHING_BEFORE) is None]

    assert len(missed) <= len(texts) * (1 - floor), missed


def test_the_fragment_is_quoted_exactly_among_marks_and_hidden_letters(a_message: Maker) -> None:
    text = "ну ﬁ «х\u200bу\u0301й», да"

    found = Profanity().check(a_message(text), NOTHING_BEFORE)

    assert found is not None
    assert found.fragment == "х\u200bу\u0301й"
    assert text[found.start :].startswith(found.fragment)


def test_a_quoted_word_is_not_the_authors(a_message: Maker) -> None:
    found = Profanity().check(a_message("так нельзя писать", quoted="сука"), NOTHING_BEFORE)

    assert found is None


def test_a_word_that_the_moderators_allowed_passes(a_message: Maker) -> None:
    allowed = Context(exceptions=frozenset({"жопа"}))

    found = Profanity().check(a_message("ну жопа"), allowed)

    assert found is None


def test_without_insults_only_swearing_is_flagged(a_message: Maker) -> None:
    rule = Profanity(insults=False)

    assert rule.check(a_message("ты козёл и дебил"), NOTHING_BEFORE) is None
    assert rule.check(a_message("пиздец"), NOTHING_BEFORE) is not None


def test_mild_words_are_doubtful_when_the_school_wants_them(a_message: Maker) -> None:
    found = Profanity(euphemisms=True).check(a_message("ну блин опять"), NOTHING_BEFORE)

    assert found is not None
    assert not found.certain


def test_a_near_miss_names_the_ordinary_word(a_message: Maker) -> None:
    near = Profanity().near_miss(a_message("Подстрахуйся завтра"), NOTHING_BEFORE)

    assert near == "Слово «Подстрахуйся» содержит похожий корень, но это обычное слово."


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(PIECES, max_size=40).map(" ".join),
        st.lists(PIECES, max_size=40).map("".join),
    )
)
def test_any_text_is_judged_twice_alike_and_quoted_where_it_stands(text: str) -> None:
    rule = Profanity()
    shown = _message(text)

    once = rule.check(shown, NOTHING_BEFORE)
    twice = rule.check(shown, NOTHING_BEFORE)

    assert once == twice
    assert once is None or (once.fragment and text.startswith(once.fragment, once.start))


@pytest.mark.parametrize(
    "text",
    [
        "х" * 4096,
        "х*" * 2048,
        "х у " * 1024,
        "\u0301" * 4096,
        "а." * 2048,
        "eе" * 2048,
        "((" * 2048,
        "х.у.й." * 682,
    ],
)
def test_a_hostile_message_is_judged_and_alike_each_time(text: str) -> None:
    rule = Profanity()

    first, second = (rule.check(_message(text), NOTHING_BEFORE) for _ in range(2))

    # What it costs is measured in benchmarks/.
    assert first == second


def _message(text: str) -> Message:
    return Message(chat=1, id=1, author=1, sent_at=datetime(2026, 9, 1, 12, tzinfo=UTC), text=text)
