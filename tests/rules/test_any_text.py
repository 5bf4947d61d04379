"""Whatever is typed or pasted: no rule ever raises or wavers, and all point into the text."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import hostile
from rules.catalogue import CATALOGUE
from rules.own_words import OwnWords
from rules.profanity import Profanity
from rules.regulation.message import NOTHING_BEFORE, Attachment, Context, Message
from rules.regulation.violation import Rule, Violation

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
RULES: tuple[Rule, ...] = (
    *(rule() for rule in CATALOGUE.values()),
    Profanity(euphemisms=True, insults=False),
    OwnWords(words=("бублик", "плюшк*"), patterns=(r"ты (?:не )?\w+",)),
)
WORDS = st.sampled_from(hostile.vocabulary())
TELLING = st.sampled_from(
    [
        "1500 руб", "8 912 345-67-89", "4276 1234 5678 9010", "t.me/x", "с праздником", "ахаха",
        "кв 5", "@", "ты", "вы", "не", "х*й", "дурак", "я тебя убью", "продам", "в лс", "«", "»",
        "ул. Ленина, д. 5", "бублик", "в вотсапе", "перешли десяти друзьям", "КУПЛЮ", "—", "?!",
    ]
)  # fmt: skip
SIGNS = st.text(alphabet=hostile.SIGNS + hostile.MARKS + hostile.EMOJI, max_size=4)
BENT = st.tuples(WORDS, st.integers(0, 9), SIGNS).map(lambda bent: _with_signs(*bent))
PIECES = st.one_of(
    WORDS,
    WORDS.map(str.upper),
    BENT,
    TELLING,
    SIGNS,
    st.text(alphabet=hostile.LOOK_ALIKES + hostile.MARKS, max_size=5),
    st.text(alphabet=st.characters(), max_size=12),  # lone surrogates and marks included
    st.sampled_from(["\n", "\x00", "\ud800", "\u200b", ".", "\u2028", "\ufdfa"]),
)
BETWEEN = st.sampled_from([" ", " ", "", "\n", ". "])
TEXTS = st.lists(st.tuples(PIECES, BETWEEN).map("".join), max_size=16).map("".join)


def _with_signs(word: str, place: int, signs: str) -> str:
    return word[:place] + signs + word[place:]


def _sent(text: str) -> Message:
    return Message(chat=1, id=1, author=1, sent_at=NOON, text=text)


def _verdicts(text: str, context: Context = NOTHING_BEFORE) -> list[Violation | None]:
    return [rule.check(_sent(text), context) for rule in RULES]


def _astray(text: str) -> list[Violation]:
    """The violations whose fragment does not stand where they say."""
    found = filter(None, _verdicts(text))
    return [v for v in found if not text.startswith(v.fragment, v.start) or v.start < 0]


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_no_text_makes_a_rule_raise_or_waver(text):
    first, second = _verdicts(text), _verdicts(text)

    assert first == second


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_every_fragment_stands_in_the_text_where_it_is_said_to_stand(text):
    assert _astray(text) == []


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_no_text_before_it_makes_a_rule_raise(text, earlier):
    context = Context(
        by_author=(_sent(earlier), _sent(text)),
        in_chat=(_sent(earlier),),
        exceptions=frozenset(text.lower().split()),
    )

    verdicts = _verdicts(text, context)

    assert len(verdicts) == len(RULES)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_no_attachment_makes_a_rule_raise(title, url):
    hung = tuple(Attachment(kind, title, url) for kind in ("doc", "link", "sticker", "photo"))
    message = Message(chat=1, id=1, author=1, sent_at=NOON, text=title, attachments=hung)

    verdicts = [rule.check(message, NOTHING_BEFORE) for rule in RULES]

    assert len(verdicts) == len(RULES)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_why_a_text_passed_can_always_be_told(text):
    told = [
        rule.near_miss(_sent(text), NOTHING_BEFORE) for rule in RULES if hasattr(rule, "near_miss")
    ]

    assert all(reason is None or reason.strip() for reason in told)


@pytest.mark.parametrize("kind", hostile.KINDS)
def test_a_hostile_message_is_judged_like_any_other(kind):
    texts = [dict(hostile.messages(seed))[kind] for seed in (1, 2)]

    verdicts = [_verdicts(text) for text in texts]

    assert [_verdicts(text) for text in texts] == verdicts
    assert [_astray(text) for text in texts] == [[], []]
