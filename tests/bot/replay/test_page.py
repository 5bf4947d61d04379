"""The page: whole in itself, safe with any text, readable by day and by night."""

import hashlib
import re
from base64 import b64encode

import pytest

from bot.replay.difference import difference
from bot.replay.page import Comparison, page
from bot.replay.run import replay
from bot.replay.tally import tally
from bot.replay.words import People
from tests.bot.browsing import a_browser, a_visit, needs_chromium

HOSTILE = (
    "Сука</blockquote><script>document.title='взломано'</script>"
    "<img src=https://example.org/x.png onerror=alert(1)> {{ 7 * 7 }} https://example.org/a"
)


@pytest.fixture
def a_made_page(a_raw, a_history, some_settings):
    def build(*raws, other=None, named=False):
        nights = [a_raw(at=f"2026-09-{day:02} 22:00") for day in (1, 3, 5, 7)]
        bad = a_raw(HOSTILE, at="2026-09-10 12:00", from_id=1002)
        history = a_history(*nights, bad, a_raw(at="2026-09-11 12:00"), *raws)
        found, compared = replay(history, some_settings()), None
        if other is not None:
            after = replay(history, some_settings(**other))
            compared = Comparison("другие.toml", difference(found, after), tally(after))
        people = People.of(history, named=named)
        return page(found, school="Школа <5>", people=people, allowed=3, compared=compared)

    return build


def test_members_words_are_escaped_and_no_script_stands_in_the_page(a_made_page):
    html = a_made_page()

    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html
    assert "{{ 7 * 7 }}" in html
    assert "Школа &lt;5&gt;" in html


def test_the_policy_allows_the_sheet_alone(a_made_page):
    html = a_made_page()

    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    digest = b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in html
    assert " style=" not in html


def test_who_was_blocked_warned_and_deleted_stands_in_the_page(a_made_page):
    html = a_made_page()

    assert "Кто заблокирован" in html
    assert "08.09.2026 22:00" in html
    assert "удалено, предупреждение 2 из 3" in html
    assert "участник 2" in html


def test_personal_data_are_masked_in_the_page(a_raw, a_made_page):
    leak = a_raw("Мой телефон +7 916 123-45-67, Анна", at="2026-09-12 12:00", from_id=1003)

    html = a_made_page(leak)

    assert "личная информация" in html
    assert "123-45-67" not in html


def test_a_comparison_lists_what_would_vanish(a_made_page):
    html = a_made_page(other={"rules": {"quiet_hours": {"enabled": False}}})

    assert "Что изменят настройки другие.toml" in html
    assert "Исчезнут: 4" in html


def test_a_history_without_breaches_says_so(a_raw, a_history, some_settings):
    history = a_history(a_raw(at="2026-09-01 12:00"))
    found = replay(history, some_settings())

    html = page(found, school="Школа", people=People.of(history, named=False), allowed=3)

    assert "Нарушений не нашлось" in html


@needs_chromium
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_on_a_phone_without_any_request_or_error(tmp_path, a_made_page, scheme):
    file = tmp_path / "replay.html"
    file.write_text(a_made_page(other={"strikes": {"allowed": 4}}), encoding="utf-8")

    with (
        a_browser() as browser,
        a_visit(browser, file.as_uri(), width=360, scheme=scheme) as visit,
    ):
        phone = visit.page
        title, columns = phone.title(), phone.locator("figure svg rect.certain").count()
        overflow = phone.evaluate("document.documentElement.scrollWidth - innerWidth")
        ground = phone.evaluate("getComputedStyle(document.body).backgroundColor")

    assert visit.strangers == []
    assert visit.complaints == []
    assert title == "Проверка на переписке — Школа <5>"
    assert columns == 11 + 24
    assert overflow <= 0
    assert (ground == "rgb(20, 24, 28)") is (scheme == "dark")
