"""Builds in a temporary folder by the commands that authors use, and what their pages link and load."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from cocreate_plugin.testing import write
from tests.hosts import forked

EXAMPLE = Path(__file__).parents[1] / "example"
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONWARNINGS": "default"}
PAGES_ONLY = "plugins: [search, {cocreate: {pdf: false}}]\n"
CONFIG = f"site_name: Tea\ntheme: material\n{PAGES_ONLY}"
PHASE = "---\ntitle: {title}\npurpose: Hear.\n---\n\n## Question\n\nWhy?\n"


def run(
    folder: Path, *arguments: str, command: str = "mkdocs", settings: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Builds in a process of its own; one with settings, or by another program, starts from nothing."""
    environment = ENVIRONMENT | dict(settings or {})
    if command == "mkdocs" and not settings and hasattr(os, "fork"):
        return forked.run(folder, ("build", *arguments), environment)
    return subprocess.run(
        [sys.executable, "-m", command, "build", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env=environment,
    )


def built(folder: Path, *arguments: str, command: str = "mkdocs") -> Path:
    """Builds strictly and in silence, and gives the site."""
    done = run(folder, "--strict", "-q", *arguments, command=command)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not done.stdout + done.stderr
    return folder / "site"


def copy(folder: Path, changes: Mapping[str, str] | None = None, settings: str = PAGES_ONLY) -> Path:
    """Copies the example; settings take the place of its plugins."""
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    config = (folder / "mkdocs.yml").read_text().replace("plugins: [search, cocreate]\n", settings)
    return write(folder, {"mkdocs.yml": config, **(changes or {})})


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serves a handbook as its author does, and gives the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", address],
            cwd=folder,
            stdout=log,
            stderr=log,
            env=ENVIRONMENT,
        ) as server,
    ):
        try:
            for _ in range(3000):  # a machine may be busy with other tests
                if server.poll() is not None or "Serving on" in (folder / "log").read_text():
                    break
                time.sleep(0.1)
            assert server.poll() is None, (folder / "log").read_text()
            yield f"http://{address}"
        finally:
            server.terminate()


class Addresses(HTMLParser):
    """Collects what a page links, loads, and can be linked at."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids |= {value for name in ("id", "name") if (value := given.get(name))}
        if tag == "a" and given.get("href"):
            self.links.append(given["href"] or "")
        elif tag == "link" and given.get("rel") not in ("canonical", "next", "prev", "alternate"):
            self.loads.append(given.get("href") or "")
        elif given.get("src"):
            self.loads.append(given["src"] or "")


def html(site: Path) -> dict[str, Addresses]:
    return {
        file.relative_to(site).as_posix(): Addresses(file.read_text())
        for file in site.rglob("*.html")
        if file.name != "404.html"
    }


def lost(site: Path) -> Iterator[str]:
    """Names every relative address that leads nowhere."""
    found = html(site)
    for name, page in found.items():
        for address in (*page.links, *page.loads):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = (
                unquote(urlsplit(urljoin(f"http://x/{name}", parts.path)).path).lstrip("/")
                if parts.path
                else name
            )
            if not target or target.endswith("/") or (site / target).is_dir():
                target = f"{target.rstrip('/')}/index.html".lstrip("/")
            there = target in found or (site / target).is_file()
            anchored = (
                not parts.fragment or target not in found or unquote(parts.fragment) in found[target].ids
            )
            if not there or not anchored:
                yield f"{name}: {address}"


def nav(page: Path) -> list[str]:
    """The titles in the side bar, in order."""
    text = page.read_text()
    side = text[text.index('data-md-type="navigation"') : text.index('data-md-component="content"')]
    return [each.strip() for each in re.findall(r'<span class="md-ellipsis">\s*(.*?)\s*<', side)]


def state(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }
