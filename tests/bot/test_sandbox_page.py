"""The sandbox as a newcomer meets it: one command, a real browser, words typed by hand."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.bot.browsing import (
    AXE,
    PATIENCE,
    SERIOUS,
    Visit,
    a_browser,
    a_sandbox,
    in_the_sandbox,
    needs_chromium,
)

PROMPT = 2_000  # ms from pressing Enter to the notice, at the most

pytestmark = [pytest.mark.slow, needs_chromium]

# Notes when the page first shows the writer's message as deleted, and the bot's answer to it.
STOPWATCH = """
(clause) => {
  const list = document.getElementById("messages");
  const number = (li) => Number(li.dataset.cmid);
  const newest = Math.max(0, ...[...list.querySelectorAll("[data-cmid]")].map(number));
  const fresh = (kind) => [...list.querySelectorAll(kind)].filter((li) => number(li) > newest);
  const seen = (window.seen = {});
  const sent = () => { seen.sent = performance.now(); };
  document.getElementById("composer").addEventListener("submit", sent, { capture: true });
  new MutationObserver(() => {
    const passed = performance.now() - seen.sent;
    if (fresh("li.mine.gone").length) seen.deleted ??= passed;
    const answer = fresh("li.bot").some((li) => li.textContent.includes(clause));
    if (answer) seen.answered ??= passed;
  }).observe(list, { childList: true, subtree: true });
}
"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with a_sandbox() as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with a_browser() as browser:
        yield browser


@pytest.fixture
def visit(address: str, browser: Browser) -> Iterator[Visit]:
    with in_the_sandbox(browser, address) as visit:
        yield visit


@pytest.fixture
def visit_by_phone(address: str, browser: Browser) -> Iterator[Visit]:
    with in_the_sandbox(browser, address, width=360) as visit:
        yield visit


def test_a_profane_message_is_deleted_and_answered_with_its_clause(visit: Visit) -> None:
    visit.page.evaluate(STOPWATCH, "3.3 (4)")

    visit.write("Блядь, опять перенесли собрание", who="Вера Орлова — мама Миши")

    mine = visit.page.locator("#messages li.mine").last
    expect(mine).to_contain_text("Сообщение удалено ботом", timeout=PATIENCE)
    notice = visit.page.locator("#messages li.bot", has_text="Вера, сообщение удалено")
    expect(notice.last).to_contain_text("п. 3.3 (4)", timeout=PATIENCE)
    seen = visit.page.evaluate("window.seen")
    assert seen["deleted"] <= PROMPT, seen
    assert seen["answered"] <= PROMPT, seen


def test_the_journal_shows_what_was_done_about_a_message(visit: Visit) -> None:
    visit.write("какая же ты мразь", who="Гульнара Сафина — мама Тимура")

    visit.page.get_by_role("tab", name="Журнал").click()
    rows = visit.page.locator("#journal li", has_text="Гульнара Сафина")
    for action in ("нарушение", "предупреждение", "удаление"):
        row = rows.filter(has=visit.page.locator(".chip", has_text=re.compile(f"^{action}$")))
        expect(row.first).to_contain_text("3.3 (4)", timeout=PATIENCE)


def test_a_clean_message_stays_and_nobody_answers_it(visit: Visit) -> None:
    told = visit.page.locator("#messages li.bot")
    before = told.count()

    visit.write("Добрый вечер! Во сколько завтра собрание?", who="Анна Белова — мама Пети")

    mine = visit.page.locator("#messages li.mine").last
    expect(mine).to_contain_text("Во сколько завтра собрание?")
    visit.page.wait_for_timeout(1_000)  # longer than the bot takes to object
    assert "gone" not in (mine.get_attribute("class") or "").split()
    assert told.count() == before


def test_markup_in_a_message_is_shown_as_text(visit: Visit) -> None:
    visit.write('<img src="x" onerror="alert(1)"> во сколько?', who="Анна Белова — мама Пети")

    mine = visit.page.locator("#messages li.mine").last
    expect(mine).to_contain_text('<img src="x" onerror="alert(1)">')
    assert mine.locator("img").count() == 0


def test_an_apology_is_shown_with_a_button_and_an_objection_changes_it(visit: Visit) -> None:
    page, talk = visit.page, visit.page.locator("#messages li")
    page.get_by_role("tab", name="Истории").click()
    story = page.locator("[data-story=apology]")
    for breach in range(1, 4):
        story.locator("button.primary").click()
        expect(talk.filter(has_text=f"Предупреждение {breach} из 3").last).to_be_visible()
    story.locator("button.primary").click()
    expect(talk.filter(has_text="Олег").filter(has_text="доступ ограничен")).to_be_visible()

    story.locator("button.primary").click()

    expect(page.locator("#talk-title")).to_have_text("Олег Сидоров и бот")
    expect(page.locator("#messages li.mine")).to_contain_text("я погорячился")
    expect(page.locator("#messages li.bot")).to_contain_text("Ваши слова показаны в чате")

    page.get_by_role("button", name="5А родители").first.click()
    shown = page.locator("#messages li.bot", has_text="приносит извинения")
    expect(shown).to_contain_text("Простите, пожалуйста, я погорячился")
    page.get_by_label("Писать как").select_option(label="Борис Ким — папа Лены")
    shown.get_by_role("button", name="Возражаю").click()

    expect(page.locator("#toast.shown")).to_have_text("Возражение принято. В чате вас не назовут.")
    expect(shown).to_contain_text("Есть возражение")
    expect(shown).not_to_contain_text("Борис")
    expect(shown.get_by_role("button", name="Возражаю")).to_have_count(0)
    page.locator("#dialog-list button", has_text="Олег Сидоров").click()
    expect(page.locator("#messages li.bot").last).to_contain_text("есть возражение")
    assert visit.complaints == []


def test_the_page_complains_of_nothing_and_reaches_for_no_other_host(visit: Visit) -> None:
    for tab in ("Истории", "Журнал", "Почему"):
        visit.page.get_by_role("tab", name=tab).click()
    visit.page.get_by_role("button", name="5А класс").first.click()
    expect(visit.page.locator("#talk-title")).to_have_text("5А класс")

    assert visit.complaints == []
    assert visit.strangers == []


def test_a_link_leads_into_the_journal_as_its_moderator(visit: Visit) -> None:
    visit.page.get_by_role("tab", name="Журнал").click()

    with visit.page.expect_popup() as opened:
        visit.page.get_by_role("link", name="Открыть журнал как модератор").click()
    opened.value.get_by_role("button", name="Войти").click()

    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Сегодня")
    expect(opened.value.get_by_role("heading", name="Что произошло")).to_be_visible()
    opened.value.close()


def test_nothing_overflows_on_a_phone(visit_by_phone: Visit) -> None:
    page = visit_by_phone.page
    sections = page.get_by_role("navigation", name="Разделы").get_by_role("button")

    widths = {}
    for section in sections.all():
        section.click()
        assert visit_by_phone.too_wide() == [], section.inner_text()
        widths[section.inner_text()] = page.evaluate("document.documentElement.scrollWidth")

    assert len(widths) >= 3
    assert max(widths.values()) <= 360, widths
    assert visit_by_phone.complaints == []


def test_nothing_overflows_on_a_desk_and_nothing_bars_anybody(visit: Visit) -> None:
    visit.page.evaluate(AXE)

    for tab in ("Истории", "Журнал", "Почему"):
        visit.page.get_by_role("tab", name=tab).click()

        assert visit.too_wide() == [], tab
        assert visit.page.evaluate(SERIOUS) == [], tab
