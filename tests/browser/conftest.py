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

import pytest

from tests.browser.webdriver import Browser, browser

ROOT = Path(__file__).parents[2]
SOURCES = {"example": ROOT / "tests" / "example", "reference": ROOT}


@dataclass(frozen=True)
class Place:
    """A site as it is served."""

    address: str
    pages: tuple[str, ...]

    def __truediv__(self, page: str) -> str:
        return f"{self.address}/{page}"


class Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *given: object) -> None:
        """Say nothing."""


@functools.cache
def built(source: Path, folder: Path) -> Path:
    """Build a copy of a handbook with every page and, in place of its PDFs, blank ones."""
    for part in ("docs", "process"):
        shutil.copytree(source / part, folder / part)
    settings = (source / "mkdocs.yml").read_text()
    if source == ROOT:  # its index is large, and every page would read it anew
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
    return folder / "site"


def served(source: Path, folder: Path) -> Iterator[Place]:
    site = built(source, folder)
    pages = sorted(
        each.relative_to(site).as_posix().removesuffix("index.html")
        for each in site.rglob("*.html")
        if each.name != "404.html" and 'http-equiv="refresh"' not in each.read_text()
    )
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Place(f"http://127.0.0.1:{server.server_port}", tuple(pages))
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    yield from served(SOURCES["example"], tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="session")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    yield from served(SOURCES["reference"], tmp_path_factory.mktemp("reference"))


@pytest.fixture(scope="session")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.fixture
def desk(window: Browser, example: Place) -> Browser:
    """A window as wide as a desktop's, in daylight, that remembers nothing."""
    window.size(1280)
    window.dark(False)
    window.scripts(True)
    # On no page of the site: the theme would store its colours again.
    window.open("about:blank")
    window.cdp("Storage.clearDataForOrigin", origin=example.address, storageTypes="all")
    window.requests()
    window.complaints()
    return window
