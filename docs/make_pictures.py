"""Draws the pictures in docs/img/ anew: uv run docs/make_pictures.py

Starts the sandbox, lets its day be played, and photographs the page in headless Chromium
(`chromium` on the PATH, or the one that CHROMIUM names).
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "img"
DESKTOP, PHONE = (1280, 860, 1), (360, 720, 2)  # width, height, pixels to one of CSS


def main() -> int:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        print("No Chromium here: install it, or name one in CHROMIUM.", file=sys.stderr)
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sandbox() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        page = opened(browser, address, DESKTOP)
        say(page, "Борис Ким — папа Лены", "Какой же ты мудак, Дмитрий, из-за тебя все ждали")
        page.get_by_role("tab", name="Журнал").click()
        expect(page.locator("#journal li").first).to_be_visible()
        photograph(page, "sandbox")
        photograph(opened(browser, address, PHONE), "sandbox-phone")
        browser.close()
    return 0


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


def opened(browser: Browser, address: str, size: tuple[int, int, int]) -> Page:
    width, height, scale = size
    page = browser.new_page(
        viewport={"width": width, "height": height}, device_scale_factor=scale, locale="ru-RU"
    )
    page.goto(address)
    expect(page.locator("#messages li").last).to_be_visible()
    return page


def say(page: Page, who: str, text: str) -> None:
    """Write as someone, and wait until the bot has deleted it and answered."""
    page.get_by_label("Писать как").select_option(label=who)
    page.get_by_label("Текст сообщения").fill(text)
    page.get_by_label("Текст сообщения").press("Enter")
    expect(page.locator("#messages li.mine.gone").last).to_be_visible()
    expect(page.locator("#messages li").last).to_have_class(re.compile("bot"))


def photograph(page: Page, name: str) -> None:
    page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")
    print(f"docs/img/{name}.png")


if __name__ == "__main__":
    sys.exit(main())
