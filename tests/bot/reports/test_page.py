"""The page: whole in itself, safe with any title, for the eye, the ear and the printer."""

import hashlib
import re
from base64 import b64encode

import pytest

from bot.reports.figures import Counted
from bot.reports.page import page
from bot.texts.texts import Texts
from tests.bot.browsing import a_browser, a_visit, needs_chromium

TEXTS = Texts()


def test_the_policy_allows_the_sheet_alone_and_titles_are_escaped(a_report):
    html = page(a_report(), TEXTS)

    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    digest = b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in html
    assert "<script" not in html
    assert " style=" not in html
    assert "<b>родители</b>" not in html
    assert "http" not in re.sub(r"http-equiv", "", html)


def test_a_chart_can_be_heard_and_has_its_table_beside(a_report):
    html = page(a_report(), TEXTS)

    assert html.count('role="img"') == 2
    for key in ("hours", "weekdays"):
        assert f'aria-labelledby="{key}-title" aria-describedby="{key}-desc"' in html
        assert f'<title id="{key}-title">' in html
    assert "Больше всего нарушений — 21:00–22:00: 7." in html
    assert '<th scope="row">вторник</th><td class="n">7</td><td class="n">4</td>' in html


def test_no_one_is_named_and_what_stands_out_is_listed(a_report):
    html = page(a_report(), TEXTS)

    assert "модератор 1" in html
    assert "id501" not in html
    assert "На что обратить внимание" in html
    assert "25%" in html
    assert "None" not in html


def test_an_empty_period_says_so_kindly(a_report):
    html = page(a_report(now=Counted(), before=Counted(), appeals=()), TEXTS)

    assert "Нарушений не было, вмешиваться не пришлось." in html
    assert "Никто ничего не обжаловал." in html
    assert "<svg" not in html


@needs_chromium
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_on_a_phone_without_any_request_or_error_and_prints(tmp_path, a_report, scheme):
    file = tmp_path / "report.html"
    file.write_text(page(a_report(), TEXTS), encoding="utf-8")

    with (
        a_browser() as browser,
        a_visit(browser, file.as_uri(), width=360, scheme=scheme) as visit,
    ):
        phone = visit.page
        title = phone.title()
        drawn = phone.locator("figure svg rect.now").count()
        overflow = phone.evaluate("document.documentElement.scrollWidth - innerWidth")
        ground = phone.evaluate("getComputedStyle(document.body).backgroundColor")
        phone.emulate_media(media="print")
        printed = phone.evaluate("getComputedStyle(document.body).backgroundColor")

    assert visit.strangers == []
    assert visit.complaints == []
    assert title == "Отчёт, неделя 16–22 ноября 2026 — Школа №5"
    assert drawn == 24 + 7
    assert overflow <= 0
    assert (ground == "rgb(20, 24, 28)") is (scheme == "dark")
    assert printed == "rgb(255, 255, 255)"
