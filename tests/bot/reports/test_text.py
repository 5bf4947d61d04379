"""The report as one message, and what it points out."""

from dataclasses import replace

from bot.reports.figures import Counted
from bot.reports.report import Place
from bot.reports.text import conclusions, message
from bot.texts.texts import Texts
from tests.bot.reports.conftest import BEFORE, NOW, PLACES

TEXTS = Texts()


def test_the_message_tells_what_the_head_asks_for(a_report):
    said = message(a_report(), TEXTS, with_work=True)

    for line in (
        "Неделя 16–22 ноября 2026. В скобках — 9–15 ноября 2026.",
        "Нарушений: 10 (4)",
        "Удалено сообщений: 8 (4)",
        "Отменено: 3 из 12 (25%)",
        "П. 3.3 (1), тихие часы: 7 (4)",
        "«5А родители»: 7 (4)",
        "Чаще всего: вторник, 21:00–22:00.",
        "Обжалований подано: 3, решено: 2, из них удовлетворено: 1.",
        "модератор 1 — 9 (90%)",
        "Спокойно, ни одного дела: «7В родители».",
    ):
        assert line in said
    assert "None" not in said


def test_what_needs_a_second_look_is_said(a_report):
    said = "\n".join(conclusions(a_report(), TEXTS))

    assert "стало больше: 10, а за 9–15 ноября 2026 — 4" in said
    assert "Без надзора: «8Г родители» (у бота нет прав администратора чата)." in said
    assert "Отменена заметная часть дел: 3 из 12." in said
    assert "самое давнее — уже 5 дней" in said
    assert "без ответа модераторов: 1 из 4" in said
    assert "Почти всё решает один человек: модератор 1, 90%" in said


def test_a_chat_is_not_told_who_decides_how_much(a_report):
    said = message(a_report(), TEXTS, with_work=False)

    assert "модератор 1" not in said
    assert "Нарушений: 10 (4)" in said


def test_a_quiet_week_is_told_kindly(a_report):
    said = message(
        a_report(now=Counted(), before=BEFORE, appeals=(), places=PLACES[:1]),
        TEXTS,
        with_work=True,
    )

    assert said == (
        "Неделя 16–22 ноября 2026, «5А родители»: нарушений не было, вмешиваться не пришлось. "
        "За 9–15 ноября 2026 — 4 нарушения."
    )


def test_a_school_without_a_chat_is_told_so(a_report):
    said = message(
        a_report(now=Counted(), before=Counted(), appeals=(), places=()), TEXTS, with_work=True
    )

    assert "ещё не добавили ни в один чат" in said


def test_the_greatest_school_fits_into_one_message(a_report):
    many = tuple(Place(2_000_000_000 + n, "Очень длинное название " * 10) for n in range(1, 200))
    cases = tuple(replace(NOW.cases[0], chat=place.peer) for place in many)

    said = message(a_report(places=many, now=replace(NOW, cases=cases)), TEXTS, with_work=True)

    assert len(said) <= 4096
