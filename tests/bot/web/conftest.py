"""One school at work for all the tests of the journal in the browser, and one browser."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from bot.sandbox.vk_state import Person
from tests.bot.browsing import CHROMIUM, PATIENCE, a_browser
from tests.bot.web.office import Office, an_office


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with an_office(tmp_path_factory.mktemp("office")) as office:
        yield office


@pytest.fixture(scope="module")  # longer, its loop would stand in the way of other tests' own
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt install chromium, or name one in CHROMIUM")
    with a_browser() as browser:
        yield browser


@dataclass
class Visit:
    """A browser of one person, and what it complained of or reached for."""

    page: Page
    office: Office
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._asked)

    def _heard(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self.complaints.append(said.text)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(self.office.address):
            self.strangers.append(request.url)

    def enter(self, who: Person) -> str:
        """Sign in as a person does; the link, which is used up then."""
        link = self.office.link(who)
        self.page.goto(link)
        self.page.get_by_role("button", name="Войти").click()
        self.page.wait_for_url(f"{self.office.address}/")
        return link

    def go(self, path: str) -> None:
        self.page.goto(f"{self.office.address}{path}")

    def too_wide(self) -> list[str]:
        """What reaches past the right edge of the window, but for what scrolls by itself."""
        found: list[str] = self.page.evaluate(
            """() => [...document.querySelectorAll("body, body *")]
              .filter((each) => each.checkVisibility() && !each.closest(".unseen, .skip, .scroll"))
              .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
              .map((each) => `${each.tagName} ${each.id} ${each.className}`)"""
        )
        width: int = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return [*found, *(["the whole page"] if width > 0 else [])]


@pytest.fixture
def visit(browser: Browser, office: Office) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="ru-RU")
    yield Visit(context.new_page(), office)
    context.close()
