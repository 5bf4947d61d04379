"""Everyday sentences: no rule of wording may touch one that only sounds like a breach."""

from collections.abc import Callable

import pytest

from rules.hate import Hate
from rules.regulation.message import NOTHING_BEFORE, Message
from rules.rudeness import Rudeness
from rules.unlawful import Unlawful
from tests.rules.phrase_rule import DATA, lines_of

TEXTS = [text for _, mark, text in lines_of(DATA / "everyday.txt") if mark == "-"]


@pytest.mark.parametrize("rule", [Rudeness(), Hate(), Unlawful()], ids=lambda rule: rule.name)
def test_everyday_sentences_pass(
    rule: Rudeness | Hate | Unlawful, a_message: Callable[..., Message]
) -> None:
    flagged = [text for text in TEXTS if rule.check(a_message(text), NOTHING_BEFORE)]

    assert len(TEXTS) >= 700
    assert flagged == []
