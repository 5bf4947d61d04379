"""The school's own words and patterns."""

from collections.abc import Callable

import pytest

from rules.own_words import OwnWords
from rules.regulation.message import NOTHING_BEFORE, Context, Message

Maker = Callable[..., Message]


def test_an_own_word_is_found_in_any_form(a_message: Maker) -> None:
    rule = OwnWords(words=("бублик",))

    found = rule.check(a_message("эй вы, Бублики, сюда"), NOTHING_BEFORE)

    assert found is not None
    assert (found.fragment, found.start) == ("Бублики", 7)


def test_a_star_stands_for_any_ending(a_message: Maker) -> None:
    rule = OwnWords(words=("шнурк*",))

    assert rule.check(a_message("ну шнурковские"), NOTHING_BEFORE) is not None
    assert rule.check(a_message("шнур"), NOTHING_BEFORE) is None


def test_an_own_pattern_is_quoted_as_written(a_message: Maker) -> None:
    rule = OwnWords(patterns=(r"вован\S* дятел",))

    found = rule.check(a_message("да  Вованыч — ДЯТЕЛ!"), NOTHING_BEFORE)

    assert found is not None
    assert found.fragment == "Вованыч — ДЯТЕЛ"


def test_a_pattern_that_cannot_be_read_is_refused_in_russian() -> None:
    with pytest.raises(ValueError, match="не читается"):
        OwnWords(patterns=("(вован",))


def test_a_pattern_that_is_slow_elsewhere_is_harmless(a_message: Maker) -> None:
    rule = OwnWords(patterns=("(а+)+б$",))

    assert rule.check(a_message("а" * 4000), NOTHING_BEFORE) is None


def test_an_allowed_word_passes_and_no_list_flags_nothing(a_message: Maker) -> None:
    allowed = Context(exceptions=frozenset({"бублик"}))

    assert OwnWords(words=("бублик",)).check(a_message("бублик"), allowed) is None
    assert OwnWords().check(a_message("бублик"), NOTHING_BEFORE) is None
