"""A real browser on our pages: what it shows, complains of and reaches for."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import Literal

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
QUIET = [
    "--headless",
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
]
# axe-core, which finds what bars people from a page, and its grave findings.
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
SERIOUS = """async () => (await axe.run({resultTypes: ["violations"]})).violations
  .filter((each) => ["serious", "critical"].includes(each.impact))
  .map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(" | ")}`)"""
PATIENCE = 10_000  # ms; the bot's answer itself is measured apart

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None,
    reason="no Chromium on this machine: apt install chromium, or name one in CHROMIUM",
)


@dataclass
class Visit:
    """A page, the address it came from, and what its browser complained of or reached for."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def write(self, text: str, *, who: str) -> None:
        self.page.get_by_label("Писать как").select_option(label=who)
        box = self.page.get_by_label("Текст сообщения")
        box.fill(text)
        box.press("Enter")

    def heard(self, said: ConsoleMessage) -> None:
        self.complaints.append(said.text)

    def asked(self, request: Request) -> None:
        if not request.url.startswith(self.address):
            self.strangers.append(request.url)

    def too_wide(self) -> list[str]:
        """What reaches past the right edge of the window."""
        found: list[str] = self.page.evaluate(
            """() => [...document.querySelectorAll("body, body *")]
              .filter((each) => each.checkVisibility() && !each.closest(".unseen, .skip"))
              .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
              .map((each) => `${each.tagName} ${each.id} ${each.className}`)"""
        )
        return found


@contextmanager
def a_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@contextmanager
def a_sandbox() -> Iterator[str]:
    """The sandbox as a newcomer starts it: where it is open, its day already played."""
    command = [sys.executable, "-m", "bot", "sandbox", "--no-browser", "--port", "0"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as sandbox:
        assert sandbox.stdout is not None
        hung = Timer(60, sandbox.kill)
        hung.start()
        opened = re.match(r"Песочница открыта: (http://\S+)", sandbox.stdout.readline())
        hung.cancel()
        assert opened, "the sandbox ended, or hung, before its page was open"
        yield opened[1]
        sandbox.terminate()
        hung = Timer(10, sandbox.kill)
        hung.start()
        sandbox.communicate()
        hung.cancel()
        assert sandbox.returncode == 0, "the sandbox did not end cleanly on SIGTERM"


@contextmanager
def a_visit(
    browser: Browser,
    address: str,
    *,
    width: int = 1280,
    height: int = 800,
    scheme: Literal["light", "dark"] = "light",
) -> Iterator[Visit]:
    page = browser.new_page(
        viewport={"width": width, "height": height}, locale="ru-RU", color_scheme=scheme
    )
    page.set_default_timeout(PATIENCE)
    visit = Visit(page, address)
    page.on("console", visit.heard)
    page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    page.on("request", visit.asked)
    page.goto(address)
    yield visit
    page.close()


@contextmanager
def in_the_sandbox(browser: Browser, address: str, *, width: int = 1280) -> Iterator[Visit]:
    with a_visit(browser, address, width=width) as visit:
        expect(visit.page.locator("#messages li").last).to_be_visible()
        yield visit
