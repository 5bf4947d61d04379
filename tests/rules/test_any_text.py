"""Whatever is typed or pasted: these rules never raise, and they point into the text."""

from datetime import UTC, datetime
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.advertising import Advertising
from rules.clutter import Clutter
from rules.flood import Flood
from rules.foreign_messengers import ForeignMessengers
from rules.language import commerce, messengers
from rules.language.personal import words as personal
from rules.personal_data import PersonalData
from rules.regulation.message import NOTHING_BEFORE, Context, Message
from rules.regulation.violation import Rule, Violation

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
RULES: tuple[Rule, ...] = (
    Advertising(),
    Clutter(),
    Flood(),
    ForeignMessengers(),
    PersonalData(),
)
TABLES = (
    commerce.SIGNS,
    commerce.SURROUNDINGS,
    messengers.NAMES,
    messengers.SHORT_NAMES,
    messengers.SURROUNDINGS,
    personal.TRIGGERS,
    personal.REQUESTS,
)
STEMS = sorted(
    {stem for table in TABLES for stem in " ".join(table.values()).replace("*", "").split()}
)
MARKS = "".join(map(chr, chain(range(0x300, 0x320), range(0x200B, 0x2010), (0xAD, 0xFEFF, 0x489))))
LOOK_ALIKES = "aceopxyαεορѕіј½㎏ﬃ№①𝓪\u0418\u0306"
ANY_LETTER = st.characters()  # lone surrogates and marks included
PIECES = st.one_of(
    st.sampled_from(STEMS).map(lambda stem: stem.replace("_", " ")),
    st.sampled_from(
        ["1500 руб", "8 912 345-67-89", "t.me/x", "с праздником", "ахаха", "кв 5", "@"]
    ),
    st.text(alphabet=ANY_LETTER, max_size=12),
    st.text(alphabet=MARKS + LOOK_ALIKES, max_size=4),
    st.sampled_from([" ", "", "\n", "\x00", "\ud800", "\u200b", "."]),
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)


def _sent(text: str) -> Message:
    return Message(chat=1, id=1, author=1, sent_at=NOON, text=text)


def _verdicts(text: str, context: Context) -> list[Violation | None]:
    return [rule.check(_sent(text), context) for rule in RULES]


@settings(max_examples=300)
@given(TEXTS)
def test_no_text_makes_a_rule_raise_or_waver(text):
    first, second = _verdicts(text, NOTHING_BEFORE), _verdicts(text, NOTHING_BEFORE)

    assert first == second


@settings(max_examples=300)
@given(TEXTS)
def test_every_fragment_stands_in_the_text_where_it_is_said_to_stand(text):
    found = [violation for violation in _verdicts(text, NOTHING_BEFORE) if violation is not None]

    assert all(text.startswith(violation.fragment, violation.start) for violation in found)


@settings(max_examples=100)
@given(TEXTS, TEXTS)
def test_no_text_before_it_makes_a_rule_raise(text, earlier):
    context = Context(by_author=(_sent(earlier), _sent(text)), in_chat=(_sent(earlier),))

    verdicts = _verdicts(text, context)

    assert len(verdicts) == len(RULES)
