"""The journal as a moderator meets it: a link from the bot, a real browser, a tap."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from tests.bot.browsing import AXE, SERIOUS
from tests.bot.web.conftest import Visit
from tests.bot.web.office import BAD, DOUBTFUL, Office


def pages(office: Office) -> dict[str, bool]:
    """Every page there is to look at; True: one that has parts which the others have not."""
    chat = office.staffed.school.chat.peer_id
    return {
        "/": True,
        "/queue": True,
        "/cases": False,
        "/cases?q=никого&state=counted": True,
        "/cases/1": True,
        "/cases/2": False,
        "/members": False,
        f"/members/{chat}/{office.staffed.school.anna.id}": False,
        "/journal": True,
        "/figures": True,
        "/figures?period=last_month": False,
        "/settings": False,
        f"/settings/{chat}": True,
        "/more": False,
    }


def test_a_moderator_signs_in_by_a_link_that_then_is_dead(visit: Visit, browser: Browser) -> None:
    link = visit.enter(visit.office.staffed.school.teacher)

    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Сегодня")
    again = browser.new_page()
    again.goto(link)
    expect(again.get_by_role("heading", level=1)).to_have_text("Ссылка больше не действует")
    again.goto(visit.office.address)
    expect(again.get_by_role("heading", level=1)).to_have_text("Войдите в журнал")
    again.close()
    cookie = next(c for c in visit.page.context.cookies() if c["name"] == "journal")
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Lax"
    visit.page.get_by_role("button", name="Выйти").click()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Вы вышли")
    visit.go("/cases")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Войдите в журнал")


def test_a_question_is_decided_with_one_tap(visit: Visit) -> None:
    office, school = visit.office, visit.office.staffed.school
    office.says(school.boris, f"{DOUBTFUL}, честное слово")
    number = office.last_case()
    visit.enter(school.teacher)
    visit.page.get_by_role("link", name="Очередь").click()
    card = visit.page.get_by_role("article", name=f"дело №{number}")

    card.get_by_role("button", name="Не нарушение").click()

    expect(card).to_have_count(0)
    expect(visit.page.locator("#said")).to_contain_text(f"№{number}")
    expect(visit.page.locator("#said p")).to_be_focused()  # the button that was is gone
    dismissed = [row for row in office.journal() if row["case"] == number][-1]
    assert (dismissed["action"], dismissed["actor"]) == ("dismiss", str(school.teacher.id))
    assert visit.complaints == []


def test_an_appeal_is_decided_with_a_reason(visit: Visit) -> None:
    office = visit.office
    visit.enter(office.staffed.olga)
    visit.go("/queue")
    card = visit.page.get_by_role("article", name="Обжалование, дело №1")

    card.get_by_text("Оставить в силе").click()
    card.get_by_role("button", name="Слова нарушают этот пункт").click()

    expect(card).to_have_count(0)
    decided = [row for row in office.journal() if row["action"] == "appeal"][-1]
    assert decided["outcome"] == "дело оставлено в силе"


def test_a_case_is_annulled_with_its_reason(visit: Visit) -> None:
    office, school = visit.office, visit.office.staffed.school
    office.says(school.boris, BAD)
    number = office.last_case()
    visit.enter(school.teacher)
    visit.go(f"/cases/{number}")

    visit.page.get_by_label("Причина").fill("Понято неверно")
    visit.page.get_by_role("button", name="Отменить дело").click()

    expect(visit.page.get_by_role("heading", level=1)).to_contain_text("отменено")
    expect(visit.page.locator("#said")).to_contain_text("Борис")
    row = next(r for r in office.journal() if r["action"] == "annul" and r["case"] == number)
    assert (row["reason"], row["actor"]) == ("Понято неверно", str(school.teacher.id))
    office.settle()
    assert any(f"№{number}" in notice for notice in school.notices())


def test_the_journal_is_filtered_and_its_chain_checked(visit: Visit) -> None:
    visit.enter(visit.office.staffed.head)
    visit.go("/journal")
    page = visit.page

    page.get_by_role("button", name="Проверить сейчас").click()
    expect(page.get_by_label("Состояние журнала")).to_contain_text("Цепочка цела")
    page.get_by_text("Условия").click()
    page.get_by_label("Что").select_option(label="жалоба участника")
    page.get_by_role("button", name="Найти").click()

    rows = page.locator("#list li")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Жалоба участника")
    expect(rows).not_to_contain_text("Анна")  # who complained is not told
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert "complaint" in Path(download.value.path()).read_text(encoding="utf-8")


def test_a_chat_is_only_watched_at_a_moderators_word(visit: Visit) -> None:
    office, chat = visit.office, visit.office.staffed.neighbours.peer_id
    visit.enter(office.staffed.stranger)
    visit.go(f"/settings/{chat}")

    visit.page.get_by_role("button", name="Только наблюдать").click()

    expect(visit.page.get_by_text("Бот записывает нарушения")).to_be_visible()
    visit.page.get_by_label("Новое слово").fill("козёл")
    visit.page.get_by_role("button", name="Добавить").click()
    expect(visit.page.get_by_role("button", name="Убрать слово «козел»")).to_be_visible()
    outcomes = [r["outcome"] for r in office.journal() if r["chat"] == chat]
    assert outcomes[-2:] == ["режим: наблюдение", "«козел» разрешено"]
    visit.page.get_by_role("button", name="Перейти к работе").click()
    expect(visit.page.get_by_role("button", name="Только наблюдать")).to_be_visible()


def test_a_page_learns_at_once_what_has_happened(visit: Visit) -> None:
    office, school = visit.office, visit.office.staffed.school
    visit.enter(school.teacher)
    expect(visit.page.get_by_role("heading", name="Что произошло")).to_be_visible()

    with visit.page.expect_response("**/"):  # it asks for itself anew
        office.says(school.boris, f"{BAD}!!")

    line = visit.page.get_by_role("link", name=f"№{office.last_case()} Борис")
    expect(line).to_be_visible()
    visit.go("/queue")  # where nothing may move under a thumb: it is only said
    office.says(school.anna, DOUBTFUL)
    expect(visit.page.locator("#news")).to_contain_text("Появилось новое")
    expect(visit.page.locator("#count-side")).to_contain_text("вопрос")
    assert visit.complaints == []


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_nothing_overflows_complains_or_bars_anybody(
    browser: Browser, office: Office, width: int, scheme: Literal["dark", "light"]
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 740}, color_scheme=scheme, locale="ru-RU"
    )
    visit = Visit(context.new_page(), office)
    visit.enter(office.staffed.head)

    for path, is_looked_at in pages(office).items():
        visit.go(path)
        assert visit.too_wide() == [], path
        if is_looked_at:
            visit.page.evaluate(AXE)
            assert visit.page.evaluate(SERIOUS) == [], path

    visit.go("/cases")
    visit.page.evaluate(f"{AXE}; document.querySelector('.field > span').remove()")
    assert "label" in str(visit.page.evaluate(SERIOUS)), "it would find nothing"
    context.close()
    assert visit.complaints == []
    assert visit.strangers == []


def test_the_pages_are_walked_by_keyboard(visit: Visit) -> None:
    visit.enter(visit.office.staffed.head)
    page = visit.page

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="К содержанию")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Очередь")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Очередь")


def test_everything_can_be_done_without_scripts(browser: Browser, office: Office) -> None:
    context = browser.new_context(java_script_enabled=False, locale="ru-RU")
    visit = Visit(context.new_page(), office)
    visit.enter(office.staffed.stranger)
    visit.go(f"/settings/{office.staffed.neighbours.peer_id}")

    visit.page.get_by_label("Новое слово").fill("баран")
    visit.page.get_by_role("button", name="Добавить").click()
    visit.page.get_by_role("button", name="Убрать слово «баран»").click()

    expect(visit.page.locator("#said")).to_contain_text("баран")
    expect(visit.page.get_by_role("button", name="Убрать слово «баран»")).to_have_count(0)
    context.close()
