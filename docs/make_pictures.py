"""Draws the pictures in docs/img/ anew: uv run docs/make_pictures.py [NAME…]

Starts the sandbox, lets its day be played, and photographs the page in headless Chromium
(`chromium` on the PATH, or the one that CHROMIUM names). A new picture is one function below
and one line in PICTURES.
"""

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Browser, Page, expect, sync_playwright

from bot.sandbox import SandboxVK
from docs.terminal import asked_for_settings, checked
from docs.terminal import page as terminal_page

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "img"
Draw = Callable[[Browser, str], Page]
Size = tuple[int, int, int]  # width, height, pixels to one of CSS
DESKTOP, PHONE = (1280, 860, 1), (360, 720, 2)
TEACHER = "Мария Ивановна Соколова — классный руководитель · администратор"
DOUBTFUL = "Вам заняться нечем, кроме как кляузы строчить?"


def main(names: list[str]) -> int:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        print("No Chromium here: install it, or name one in CHROMIUM.", file=sys.stderr)
        return 1
    if unknown := set(names) - PICTURES.keys():
        print(f"No such picture: {', '.join(unknown)}. There are {', '.join(PICTURES)}.")
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sandbox() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        for name in (each for each in PICTURES if not names or each in names):
            page = PICTURES[name](browser, address)
            page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")
            page.close()
            print(f"docs/img/{name}.png")
        browser.close()
    return 0


def a_day(browser: Browser, address: str) -> Page:
    """The sandbox with a breach that is answered, and the journal beside it."""
    page = opened(browser, address, DESKTOP)
    say(page, "Борис Ким — папа Лены", "Какой же ты мудак, Дмитрий, из-за тебя все ждали")
    page.get_by_role("tab", name="Журнал").click()
    expect(page.locator("#journal li").first).to_be_visible()
    return page


def a_phone(browser: Browser, address: str) -> Page:
    return opened(browser, address, PHONE)


def a_card(browser: Browser, address: str) -> Page:
    """What a moderator is asked in private about a doubtful message."""
    page = opened(browser, address, DESKTOP)
    doubt(page)
    return page


def a_journal(path: str, size: Size = DESKTOP) -> Draw:
    """A page of the journal as the sandbox's moderator sees it, with something to decide."""

    def draw(browser: Browser, address: str) -> Page:
        page = opened(browser, address, DESKTOP)
        doubt(page)
        page.close()
        page = new_page(browser, size)
        page.goto(f"{address}page/as-moderator")
        page.get_by_role("button", name="Войти").click()
        page.goto(urljoin(page.url, path))
        expect(page.locator("main h1")).to_be_visible()
        return page

    return draw


def doubt(page: Page) -> None:
    """Let a parent write something doubtful, once, and open what the moderator is asked."""
    to_moderator = page.locator("#dialog-list button", has_text="Мария Ивановна")
    page.get_by_label("Писать как").select_option(label=TEACHER)
    to_moderator.click()
    card = page.get_by_role("button", name="Не нарушение").first
    if card.is_visible():
        return  # an earlier picture has asked already
    write(page, "/помощь")
    expect(page.locator("#messages li.bot").last).to_be_visible()
    page.locator("#chat-list button", has_text="5А родители").click()
    page.get_by_label("Писать как").select_option(label="Борис Ким — папа Лены")
    write(page, DOUBTFUL)
    expect(page.locator("#messages li.mine").last).to_contain_text(DOUBTFUL)
    to_moderator.click()
    expect(card).to_be_visible()


def an_init(browser: Browser, _: str) -> Page:
    """`dezhurny init` as a teacher answers it."""
    return in_a_terminal(browser, "uv run dezhurny init", asked_for_settings)


def a_check(browser: Browser, _: str) -> Page:
    """`dezhurny check --fix` where one chat still lacks the rights."""
    return in_a_terminal(browser, "uv run dezhurny check --fix", checked)


PICTURES: Mapping[str, Draw] = {
    "sandbox": a_day,
    "sandbox-phone": a_phone,
    "card": a_card,
    "journal-today": a_journal("/"),
    "journal-queue": a_journal("/queue", PHONE),
    "journal-figures": a_journal("/figures"),
    "init": an_init,
    "check": a_check,
}


def in_a_terminal(
    browser: Browser, command: str, shown: Callable[[SandboxVK, Path], Awaitable[str]]
) -> Page:
    """A command that a VK of our own answers, as its terminal looks in the end."""

    async def answered() -> str:
        async with SandboxVK() as vk:
            vk.world.community.name = "Дежурный школы №5"
            os.environ["DEZHURNY_VK__API_URL"] = vk.api_url
            with tempfile.TemporaryDirectory() as folder:
                return await shown(vk, Path(folder))

    with ThreadPoolExecutor(1) as aside:  # this thread's loop is Playwright's
        words = aside.submit(asyncio.run, answered()).result()
    page = browser.new_page(viewport={"width": 100, "height": 100}, device_scale_factor=1.5)
    page.set_content(terminal_page(command, words))
    size = page.locator("pre").bounding_box()
    if size is not None:
        page.set_viewport_size({"width": int(size["width"]), "height": int(size["height"])})
    return page


@contextmanager
def sandbox() -> Iterator[str]:
    """Where the sandbox is open."""
    command = [sys.executable, "-m", "bot", "sandbox", "--no-browser", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  our own program
        said = process.stdout.readline() if process.stdout else ""
        found = re.search(r"http://\S+", said)
        if found is None:
            raise RuntimeError(f"the sandbox did not open its page: {said!r}")
        try:
            yield found[0]
        finally:
            process.terminate()


def new_page(browser: Browser, size: Size) -> Page:
    width, height, scale = size
    return browser.new_page(
        viewport={"width": width, "height": height}, device_scale_factor=scale, locale="ru-RU"
    )


def opened(browser: Browser, address: str, size: Size) -> Page:
    page = new_page(browser, size)
    page.goto(address)
    expect(page.locator("#messages li").last).to_be_visible()
    return page


def say(page: Page, who: str, text: str) -> None:
    """Write as someone, and wait until the bot has deleted it and answered."""
    page.get_by_label("Писать как").select_option(label=who)
    write(page, text)
    expect(page.locator("#messages li.mine.gone").last).to_be_visible()
    expect(page.locator("#messages li").last).to_have_class(re.compile("bot"))


def write(page: Page, text: str) -> None:
    page.get_by_label("Текст сообщения").fill(text)
    page.get_by_label("Текст сообщения").press("Enter")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
