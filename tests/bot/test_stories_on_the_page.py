"""Every story of the sandbox, played on its page by the button that a visitor presses."""

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.sandbox.stories import Story, all_stories
from tests.bot.browsing import Visit, a_browser, a_sandbox, in_the_sandbox, needs_chromium

pytestmark = [pytest.mark.slow, needs_chromium]

TRIES = 40  # of one step: its button has effect once the bot has shown what it needs
REST = 400  # ms without a change on the page: the bot has answered

# Where each story ends, and what then stands there.
ENDS = {
    "night": ("5А родители", "упражнение 48"),
    "night_published": ("5А родители", "А по русскому"),
    "four_breaches": ("5А родители", "Во сколько завтра экскурсия?"),
    "phone": ("5А родители", "отправил вам лично"),
    "apology": ("5А родители", "Есть возражение"),
    "apology_return": ("5А родители", "Извинения приняты"),
    "appeal": ("5А родители", "Спасибо, что разобрались!"),
    "leaver": ("5А класс", "Оля, удачи в новой школе!"),
}


def test_every_story_is_played_on_the_page_to_its_end() -> None:
    with a_sandbox() as address, a_browser() as browser, in_the_sandbox(browser, address) as visit:
        for story in all_stories():
            ending = _played(visit, story)

            expect(ending).to_be_visible()

        assert visit.complaints == []
        assert visit.strangers == []


def _played(visit: Visit, story: Story) -> Locator:
    """Play the story step by step; the message that it ends with."""
    page = visit.page
    page.get_by_role("tab", name="Истории").click()
    told = page.locator(f"[data-story={story.name}]")
    for number in range(1, len(story.steps) + 1):
        _step(page, told, number)
    place, words = ENDS[story.name]
    page.get_by_role("button", name=place).first.click()
    return page.locator("#messages li:not(.gone)", has_text=words).last


def _step(page: Page, told: Locator, number: int) -> None:
    done = told.locator("li.played")
    for _ in range(TRIES):
        told.locator("button.primary").click()
        page.evaluate(AT_REST, REST)
        if done.count() >= number:
            return
    pytest.fail(f"step {number} cannot be played: {told.inner_text()}")


AT_REST = """
(rest) => new Promise((resolve) => {
  let waiting = setTimeout(resolve, rest);
  new MutationObserver((_, seen) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { seen.disconnect(); resolve(); }, rest);
  }).observe(document.querySelector("main"), { childList: true, subtree: true });
})
"""
