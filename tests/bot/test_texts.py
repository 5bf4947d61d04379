"""The bot's sentences: right forms, nothing empty, and no markup that a member brought in."""

import copy
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2.exceptions import SecurityError, UndefinedError

from bot.errors import ConfigError
from bot.texts import Texts, templates, words
from rules.regulation.durations import Duration

NUMBERS = (1, 2, 5, 11, 21)
FORMS = [
    ("сообщение", "сообщения", "сообщений"),
    ("нарушение", "нарушения", "нарушений"),
    ("нарушения", "нарушений", "нарушений"),  # «больше 1 нарушения»
    ("предупреждение", "предупреждения", "предупреждений"),
    ("ограничение", "ограничения", "ограничений"),
    ("вопрос", "вопроса", "вопросов"),
    ("участник", "участника", "участников"),
    ("действующее", "действующих", "действующих"),
    ("раза", "раз", "раз"),  # «более 1 раза»
    ("день", "дня", "дней"),
    ("месяц", "месяца", "месяцев"),
    ("минута", "минуты", "минут"),
    ("дело", "дела", "дел"),
    ("исключение", "исключения", "исключений"),
    ("человек", "человека", "человек"),
]
VERBS = [
    ("удалено", "удалены", "удалено"),
    ("вынесено", "вынесены", "вынесено"),
    ("введено", "введены", "введено"),
    ("передан", "переданы", "передано"),
    ("было", "были", "было"),
]
NOT_COUNTED = {"из", "сентября", "ноября", "февраля"}  # «1 из 3», «21 ноября»
HOSTILE = "[id666|Я] [club666|Мы] @all *all #тег https://evil.example evil.example \u202e|]\x07"
OURS_TO_TAP = {"address"}  # the only values that are meant to be links
CODES = {
    "enforcement",
    "number",
    "length",
    "evidence_keep",
    "words_keep",
    "people_keep",
}  # the program's own values, never a member's words
ALWAYS_THERE = CODES | {
    "address",
    "opens",
    "closes",
    "cited",
    "text",
    "usage",
    "says",
    "what",
    "title",
}
ALL = sorted(templates())


@pytest.fixture(scope="module")
def texts():
    return Texts()


def the_form_of(number: int) -> int:
    """0 for «1 дело», 1 for «2 дела», 2 for «5 дел»: the schoolbook's rule, not the library's."""
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else 2


def variants(data: Any, old: type, new: object, but: set[str]) -> Iterator[Any]:
    """The sample with one value of a type replaced, for every such value in turn."""
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in items:
        if isinstance(value, dict) or (
            isinstance(value, list) and value and isinstance(value[0], dict)
        ):
            replaced = variants(value, old, new, but)
        elif type(value) is old and key not in but:
            replaced = iter([new])
        else:
            continue
        for other in replaced:
            changed = copy.copy(data)
            changed[key] = other
            yield changed


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("number", NUMBERS)
def test_every_number_has_its_word_in_the_right_form(texts, name, number):
    samples = list(variants(templates()[name]["sample"], int, number, but=set()))

    for data in samples or [templates()[name]["sample"]]:
        said = texts.render(name, **data)
        for count, word in re.findall(r"(?<![\d.№:])\b(\d+) ([а-яё]+)", said):
            right = {forms[the_form_of(int(count))] for forms in FORMS}
            assert word in right | NOT_COUNTED, said
        for verb, count in re.findall(r"([А-Яа-яё]+)(?: вам)? (\d+) (?:сооб|пред|огр|воп)", said):
            right = {forms[the_form_of(int(count))] for forms in VERBS}
            assert verb.lower() in right, said


@pytest.mark.parametrize("name", ALL)
def test_no_sentence_shows_an_empty_field(texts, name):
    samples = [templates()[name]["sample"]]
    samples += variants(samples[0], str, "", but=ALWAYS_THERE)

    for data in samples:
        said = texts.render(name, **data)
        assert not re.search(r"«»|\(\)|  |\|\]|: *\.|[,;] *[,.;]| [,.;:]|[,—] *$", said), said
        assert "\n\n" not in said


@pytest.mark.parametrize("name", ALL)
def test_a_sentence_is_calm_and_short_enough_for_a_phone(texts, name):
    said = texts.render(name, **templates()[name]["sample"])

    assert "!" not in said
    assert len(said) <= 420
    assert not re.search(r"\b(ты|тебе|твой|твоё)\b", said, re.IGNORECASE)


@pytest.mark.parametrize("name", ALL)
def test_what_a_member_wrote_is_never_markup(texts, name):
    for data in variants(templates()[name]["sample"], str, HOSTILE, OURS_TO_TAP | CODES):
        said = texts.render(name, **data)

        assert not re.search(r"\[(id|club)666|[@*]all|#тег|https://evil|evil\.example", said)
        assert "\u202e" not in said


@pytest.mark.parametrize("name", ALL)
def test_a_sentence_fits_into_one_message(texts, name):
    for data in variants(templates()[name]["sample"], str, "слово " * 2000, OURS_TO_TAP | CODES):
        assert len(texts.render(name, **data)) <= 4096


def test_the_notice_reads_as_the_school_knows_it(texts):
    said = texts.render(
        "notices.deleted",
        member=1,
        name="Анна",
        messages=1,
        clauses=("3.3.4",),
        strike=2,
        allowed=3,
        case=17,
    )

    assert said == (
        "[id1|Анна], сообщение удалено: п. 3.3 (4), нецензурные выражения. "
        "Предупреждение 2 из 3. Дело №17. Не согласны — /обжаловать 17"
    )


def test_several_messages_of_one_incident_are_counted(texts):
    data = {**templates()["notices.deleted"]["sample"], "messages": 3}

    assert "[id1|Анна], удалены 3 сообщения: п. 3.3 (4)" in texts.render("notices.deleted", **data)


def test_the_last_warning_says_what_comes_next(texts):
    data = templates()["notices.deleted"]["sample"]

    assert "блокировке (п. 2.6)" in texts.render("notices.deleted", **{**data, "strike": 3})
    assert "блокировке" not in texts.render("notices.deleted", **{**data, "strike": 2})


def test_every_enforcement_is_explained_in_its_own_words(texts):
    data = templates()["notices.blocked"]["sample"]
    said = {
        way: texts.render("notices.blocked", **{**data, "enforcement": way})
        for way in ("restrict", "delete", "remove")
    }

    assert "писать — нет" in said["restrict"]
    assert "будут удаляться" in said["delete"]
    assert "Ссылка" in said["remove"]


def test_the_greeting_has_two_lines_and_asks_only_for_the_right_that_lacks(texts):
    asks = texts.render("greetings.added", school="Школа", needs_right=True, observing=False)
    begins = texts.render("greetings.added", school="Школа", needs_right=False, observing=False)

    assert len(asks.splitlines()) == len(begins.splitlines()) == 2
    assert "администратором" in asks
    assert "администратором" not in begins


@pytest.mark.parametrize(
    ("refusal", "clause"),
    [
        ("no_clause", "п. 2.8"),
        ("too_early", "п. 2.6"),
        ("too_long", "п. 2.6"),
        ("no_apology", "п. 2.7"),
        ("objection", "п. 2.7"),
        ("own_dispute", "п. 2.8"),
    ],
)
def test_a_refusal_cites_its_clause(texts, refusal, clause):
    name = f"refusals.{refusal}"

    assert clause in texts.render(name, **templates()[name]["sample"])


def test_missing_data_are_the_callers_error(texts):
    with pytest.raises(TypeError, match="name"):
        texts.render("notices.unblocked", member=1)


def test_an_unknown_sentence_is_the_callers_error(texts):
    with pytest.raises(KeyError):
        texts.render("notices.nothing")


def test_a_school_can_say_a_sentence_in_its_own_words():
    texts = Texts({"notices": {"unblocked": "{{ mention(member, name) }}, с возвращением."}})

    assert texts.render("notices.unblocked", member=1, name="Анна") == (
        "[id1|Анна], с возвращением."
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ name.__class__ }}", "внутренностям"),
        ("{{ ''.__class__.__mro__ }}", "внутренностям"),
        ("{{ mention.__globals__ }}", "внутренностям"),
        ("{{ '{0.__class__}'.format(name) }}", "внутренностям"),
        ("{{ nmae }}", "нет данных nmae; здесь есть: member, name"),
        ("{{ name", "проверьте скобки"),
        ("{{ name|nothing }}", "проверьте скобки"),
        ("{% for a in 5 %}{% endfor %}", "не удаётся заполнить"),
        ("{{ 1 / 0 }}", "не удаётся заполнить"),
        ("{{ name.nothing }}", "не удаётся заполнить"),
        ("{% if false %}x{% endif %}", "предложение пусто"),
    ],
)
def test_an_override_that_does_not_work_is_a_fault_of_the_configuration(text, said):
    with pytest.raises(ConfigError) as caught:
        Texts({"notices": {"unblocked": text}})

    assert str(caught.value).startswith("texts.notices.unblocked: ")
    assert said in str(caught.value)


def test_an_override_of_nothing_is_told_what_was_meant():
    with pytest.raises(ConfigError, match=r"вы имели в виду notices\.unblocked\?"):
        Texts({"notices": {"unbloked": "x"}})


def test_an_override_like_nothing_is_told_what_there_is():
    files = ", ".join(sorted({name.partition(".")[0] for name in ALL}))

    with pytest.raises(ConfigError, match=files):
        Texts({"qqqq": {"qqqq": "x"}})


def test_the_sandbox_and_the_strictness_are_on():
    from bot.texts.texts import _ENVIRONMENT

    with pytest.raises(SecurityError):
        _ENVIRONMENT.from_string("{{ x.__class__ }}").render(x="")
    with pytest.raises(UndefinedError):
        _ENVIRONMENT.from_string("{{ y }}").render(x="")


@given(st.integers(-(10**9), 10**9), st.text(max_size=200))
def test_a_mention_holds_whatever_the_name(member, name):
    said = words.mention(member, name)

    assert re.fullmatch(r"\[(id|club)\d+\|[^\[\]|@*#\n]+\]", said)
    assert len(said) < 150


@given(st.text(max_size=200))
def test_quiet_words_stay_as_they_are_the_second_time(text):
    once = words.quiet(text)

    assert words.quiet(once) == once
    assert not re.search(r"\[(id|club|public)|[@*][\w]|#\w|https?:", once)


def test_quiet_words_look_as_they_did():
    text = "Кабинет 3.3 (4), «ура» 👨‍👩‍👧 — 50 % к 07:00"

    assert words.quiet(text) == text


def test_a_name_of_nothing_visible_is_a_participant():
    assert words.mention(1, "\u200b \u202e[]") == "[id1|участник]"
    assert words.mention(-5, "Клуб") == "[club5|Клуб]"


def test_moments_are_said_on_the_clock_that_they_carry():
    evening = datetime(2026, 11, 21, 15, 30, tzinfo=UTC).astimezone(ZoneInfo("Asia/Omsk"))

    assert words.moment(evening) == "21 ноября, 21:30"
    assert words.date(evening) == "21 ноября"


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (Duration(days=7), "7 дней"),
        (Duration(months=1), "1 месяц"),
        (timedelta(minutes=90), "1 час 30 минут"),
        (timedelta(days=21), "21 день"),
        ("30s", "30 секунд"),
    ],
)
def test_lengths_of_time_are_said_in_words(length, said):
    assert words.duration(length) == said


@pytest.mark.parametrize("number", range(130))
def test_the_form_of_a_word_is_the_schoolbooks(number):
    right = ("дело", "дела", "дел")[the_form_of(number)]

    assert words.form(number, "дело", "дела", "дел") == right
    assert words.plural(number, "дело", "дела", "дел") == f"{number} {right}"


def test_clauses_are_cited_one_after_another():
    assert words.cited(("3.3.4", "2.9")) == "п. 3.3 (4), нецензурные выражения; п. 2.9, выбытие"
    assert words.cited("3.3.1") == "п. 3.3 (1), тихие часы"


def test_the_morning_names_the_clause_of_what_was_more_than_late(texts):
    said = texts.render("notices.morning", **templates()["notices.morning"]["sample"])

    assert said.splitlines() == [
        "Доброе утро. Ночью удалены 3 сообщения. Чат открыт с 07:00 до 21:00 (п. 3.3 (1)).",
        "[id1|Анна] — 2 сообщения, предупреждение 1 из 3, дело №17",
        "[id2|Пётр] — 1 сообщение (п. 3.3 (1), тихие часы; п. 3.3 (4), нецензурные выражения), "
        "предупреждение 2 из 3, дело №18",
    ]
