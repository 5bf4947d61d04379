"""What the tests of the rules of phrases have in common: hatred, rudeness, unlawful content.

Each rule's own file says its `Case`; its development and held-out lines stand in `data`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest

from rules.hate import Hate
from rules.regulation.message import NOTHING_BEFORE, Context, Message
from rules.regulation.violation import Violation
from rules.rudeness import Rudeness
from rules.unlawful import Unlawful

Maker = Callable[..., Message]
Judge = Callable[[str], Violation | None]
DATA = Path(__file__).parent / "data"
FILES = ("hate", "rudeness", "unlawful")


@dataclass(frozen=True, slots=True)
class Case:
    """A rule, and a text of each kind that its tests need."""

    rule: type[Hate] | type[Rudeness] | type[Unlawful]
    breach: str
    fragment: str  # of the breach
    anothers: str  # the like of it in quotation marks
    word: str  # a breach in itself
    doubtful: str
    # Of the held-out lines of a section: flagged at all, and flagged certainly, at the least.
    floors: Mapping[str, tuple[float, float]]
    allowed: tuple[str, ...]


def lines_of(path: Path) -> list[tuple[str, str, str]]:
    """(section, mark, text) of each line."""
    section, lines = "", []
    for row in path.read_text(encoding="utf-8").splitlines():
        if row.startswith("# =="):
            section = row.removeprefix("# ==").strip()
        elif row[:2] in ("+ ", "? ", "- "):
            lines.append((section, row[0], row[2:]))
    return lines


class PhraseRule:
    """Sentences that hold for each of the three rules."""

    case: ClassVar[Case]

    @pytest.fixture
    def judged(self, a_message: Maker) -> Judge:
        return lambda text: self.case.rule().check(a_message(text), NOTHING_BEFORE)

    def test_every_development_line_is_judged_as_it_is_marked(self, judged: Judge) -> None:
        wrong = []

        for _, mark, text in lines_of(DATA / f"{self.case.rule.name}.txt"):
            found = judged(text)
            right = {"+": found and found.certain, "?": found, "-": found is None}[mark]
            if not right:
                wrong.append(f"{mark} {text}")

        assert not wrong, "\n".join(wrong)

    def test_most_of_the_held_out_breaches_are_found(self, judged: Judge) -> None:
        lines = lines_of(DATA / "held_out" / f"{self.case.rule.name}.txt")

        for section, (flagged, certain) in self.case.floors.items():
            texts = [text for its, mark, text in lines if its == section and mark != "-"]
            found = [violation for text in texts if (violation := judged(text))]

            assert len(found) / len(texts) >= flagged, section
            assert sum(violation.certain for violation in found) / len(texts) >= certain, section

    def test_hardly_a_held_out_clean_line_is_flagged(self, judged: Judge) -> None:
        files = (DATA / "held_out" / f"{name}.txt" for name in FILES)
        texts = [text for file in files for _, mark, text in lines_of(file) if mark == "-"]

        flagged = [text for text in texts if judged(text)]

        assert len(texts) >= 500
        assert len(flagged) / len(texts) <= 0.003

    def test_what_the_regulation_allows_passes(self, judged: Judge) -> None:
        found = [text for text in self.case.allowed if judged(text)]

        assert found == []

    def test_the_fragment_stands_in_the_text_where_it_says(self, judged: Judge) -> None:
        found = judged(self.case.breach)

        assert found is not None
        assert found.certain
        assert found.fragment == self.case.fragment
        assert self.case.breach.startswith(found.fragment, found.start)

    def test_anothers_words_in_quotation_marks_pass_and_are_explained(
        self, a_message: Maker
    ) -> None:
        rule, message = self.case.rule(), a_message(self.case.anothers)

        assert rule.check(message, NOTHING_BEFORE) is None
        assert rule.near_miss(message, NOTHING_BEFORE)

    def test_quoted_messages_never_count_against_the_author(self, a_message: Maker) -> None:
        message = a_message("Так нельзя писать", quoted=self.case.breach)

        assert self.case.rule().check(message, NOTHING_BEFORE) is None

    def test_a_word_that_the_moderators_allowed_is_passed_over(self, a_message: Maker) -> None:
        rule, message = self.case.rule(), a_message(f"Опять {self.case.word}")
        allowed = Context(exceptions=frozenset({self.case.word}))

        assert rule.check(message, NOTHING_BEFORE) is not None
        assert rule.check(message, allowed) is None

    def test_doubtful_findings_can_be_switched_off(self, a_message: Maker) -> None:
        message = a_message(self.case.doubtful)

        found = self.case.rule().check(message, NOTHING_BEFORE)

        assert found is not None
        assert not found.certain
        assert self.case.rule(doubtful=False).check(message, NOTHING_BEFORE) is None
