"""Two handbooks, built once and served from this machine, and a browser to look at them."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect, sync_playwright

from tests.conftest import BROWSERS
from tests.shared import once, shared_folder

ROOT = Path(__file__).parents[2]
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-gpu")
SOURCES = {"example": ROOT / "tests" / "example", "reference": ROOT}

# In milliseconds: other tests share the machine, and only what fails waits so long.
expect.set_options(timeout=60_000)

REFUSED = "Content Security Policy"
"""What the console says when a page does something that its policy does not allow."""


@dataclass(frozen=True)
class Place:
    """A site as it is served."""

    address: str
    pages: tuple[str, ...]
    site: Path

    def __truediv__(self, page: str) -> str:
        return f"{self.address}/{page}"

    def size(self, page: str) -> int:
        """Tells how many bytes a page has."""
        return (self.site / page / "index.html").stat().st_size


class Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *given: object) -> None:
        """Say nothing."""


def build(source: Path, folder: Path) -> None:
    """Builds a copy of a handbook with every page and, in place of its PDFs, blank ones."""
    for part in ("docs", "process"):
        shutil.copytree(source / part, folder / part)
    settings = (source / "mkdocs.yml").read_text()
    if source == ROOT:  # its index is large, and every page would read it again
        settings = settings.replace("  - search\n", "")
    (folder / "mkdocs.yml").write_text(f"{settings}\nhooks: [{Path(__file__).with_name('blank_paper.py')}]\n")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "--strict"],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stdout + done.stderr


def served(name: str, factory: pytest.TempPathFactory) -> Iterator[Place]:
    site = once(shared_folder(factory, name), lambda made: build(SOURCES[name], made)) / "site"
    pages = sorted(
        each.relative_to(site).as_posix().removesuffix("index.html")
        for each in site.rglob("*.html")
        if each.name != "404.html" and 'http-equiv="refresh"' not in each.read_text()
    )
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Place(f"http://127.0.0.1:{server.server_port}", tuple(pages), site)
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    yield from served("example", tmp_path_factory)


@pytest.fixture(scope="session")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    yield from served("reference", tmp_path_factory)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's own Chromium; Playwright brings only what drives it."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert program, f"needs one of {', '.join(BROWSERS)}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield browser
        browser.close()


class Desk:
    """A page in a window of its own, with every address that it asks for and everything that it complains of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._asked: list[str] = []
        self._said: list[str] = []
        page.on("request", lambda request: self._asked.append(request.url))
        page.on("pageerror", lambda error: self._said.append(str(error)))
        page.on("console", self._heard)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("warning", "error"):
            self._said.append(message.text)

    def open(self, address: str) -> Self:
        """Loads a page and waits until it is there, with its scripts run."""
        self.page.goto(address)
        return self

    def requests(self) -> list[str]:
        """Gives every address asked for since the last call."""
        asked, self._asked = self._asked, []
        return asked

    def complaints(self) -> list[str]:
        """Gives what the console has said since the last call, but for notes."""
        said, self._said = self._said, []
        return said


def searched(page: Page, words: str) -> Locator:
    """Types words into the theme's search, and gives the first answer once it can be seen.

    Begins again when nothing is seen: the theme opens its search when the box is entered, but not while a page
    still takes its place, and loads its index late.
    """
    first = page.locator(".md-search-result__link").first
    box = page.locator(".md-search__input")
    for _ in range(10):
        box.fill("")
        box.press_sequentially(words)  # the theme listens to keys
        try:
            expect(first).to_be_visible(timeout=4_000)
        except AssertionError:
            box.blur()
        else:
            break
    expect(first).to_be_visible()
    return first


@pytest.fixture
def desk(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A window as wide as a desktop's, in daylight, that remembers nothing; a parameter changes how it is made.

    A test fails when a page does what its content security policy refuses.
    """
    settings: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
    with chromium.new_context(**settings | getattr(request, "param", {})) as context:
        desk = Desk(context.new_page())
        yield desk
        refused = [words for words in desk.complaints() if REFUSED in words]
        assert not refused, "\n".join(refused)
