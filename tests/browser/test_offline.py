"""Without network: what was opened opens again, an event with all that it needs, and never two versions at once."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cocreate_plugin.hosts.mkdocs import offline
from cocreate_plugin.testing import handbook
from tests.browser.conftest import Desk, Place, Quiet, searched

pytestmark = [pytest.mark.browser, pytest.mark.site]

BOOK = {"process/dialogue-models/talk.md": "---\ntitle: Talk\npurpose: We talk.\n---\n"}
KEPT = """async () => {
  const names = (await caches.keys()).filter(name => name.startsWith("cocreate|"))
  const kept = await Promise.all(names.map(async name => (await (await caches.open(name)).keys()).map(({ url }) => url)))
  return [names.length, kept.flat().map(url => new URL(url).pathname)]
}"""


UPDATED = """async () => {
  const one = await navigator.serviceWorker.ready
  await one.update().catch(() => {})
  while (one.installing) await new Promise(done => setTimeout(done, 50))
}"""


class Cut(Quiet):
    """Answers nothing on a connection that is still open when the network is gone."""

    def do_GET(self) -> None:
        if self.server.fileno() < 0:  # closed
            self.close_connection = True
        else:
            super().do_GET()


class Network:
    """A copy of a site, and a server that can be taken away and put back at the same address."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._server: http.server.ThreadingHTTPServer | None = None
        self._port = 0

    def on(self) -> str:
        handler = functools.partial(Cut, directory=str(self.site))
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", self._port), handler)
        self._server.daemon_threads = True
        self._port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._port}"

    def off(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def publish(self, path: str, old: str, new: str) -> None:
        """Changes a page and writes the worker again, as the next build does."""
        file = self.site / path
        assert old in file.read_text()
        file.write_text(file.read_text().replace(old, new))
        offline.write(self.site, handbook(BOOK), wanted=True)


@contextmanager
def network(example: Place, folder: Path) -> Iterator[Network]:
    site = Network(shutil.copytree(example.site, folder / "site"))
    try:
        yield site
    finally:
        site.off()


def ready(page: Page) -> None:
    """Waits until the page and what it loaded are kept."""
    page.wait_for_function("() => navigator.serviceWorker.controller")
    page.evaluate("() => cocreateKeep([location.href], false)")


def test_what_was_opened_opens_again_without_network(desk: Desk, example: Place, tmp_path: Path) -> None:
    with network(example, tmp_path) as site:
        home = site.on()
        page = desk.open(f"{home}/checklists/opening/").page
        ready(page)
        page.goto(f"{home}/dialogue-models/tea-round/")
        site.off()
        desk.complaints()
        page.goto(f"{home}/checklists/opening/")
        expect(page.locator(".cc-ticks input").first).to_be_visible()
        page.locator(".cc-ticks input").first.check()
        page.goto(f"{home}/dialogue-models/tea-round/")
        expect(page.locator("h1")).to_contain_text("Tea round")
        page.goto(f"{home}/glossary/")
        expect(page.locator("h1")).to_have_text("This page is not kept")
        assert {f"http://{address.split('/')[2]}" for address in desk.requests()} == {home}


def test_an_event_is_kept_with_all_that_it_needs(desk: Desk, example: Place, tmp_path: Path) -> None:
    with network(example, tmp_path) as site:
        home = site.on()
        page = desk.open(f"{home}/event/#add-tea-round").page
        page.locator("[name=offline]").click()
        expect(page.locator(".cc-event__offline")).to_contain_text("open without network")
        site.off()
        page.goto(f"{home}/checklists/opening/")
        expect(page.locator("h1")).to_contain_text("Opening")
        assert page.evaluate("async () => (await fetch('../../print/run-sheets/tea-round.pdf')).ok")
        expect(searched(page, "kettle")).to_be_visible()
        page.goto(f"{home}/event/")
        expect(page.locator(".cc-event__block strong")).to_have_text("Tea round")


def test_old_and_new_are_never_mixed(desk: Desk, example: Place, tmp_path: Path) -> None:
    with network(example, tmp_path) as site:
        home = site.on()
        page = desk.open(f"{home}/glossary/").page
        ready(page)
        page.goto(f"{home}/roles/host/")
        ready(page)
        site.publish("glossary/index.html", "Where one stops and looks", "Where one looks twice")
        site.publish("roles/host/index.html", "</h1>", "!</h1>")
        (site.site / "roles/host/index.html").write_text("half of an upload")
        page.goto(f"{home}/glossary/")
        expect(page.locator("article")).to_contain_text("looks twice")
        page.evaluate(UPDATED)
        page.wait_for_function(f"async () => (await ({KEPT})())[0] === 1")
        assert "/roles/host/index.html" in page.evaluate(KEPT)[1], "the version before stays whole"
        site.off()
        page.goto(f"{home}/glossary/")
        expect(page.locator("article")).to_contain_text("stops and looks")
        page.goto(f"{home}/roles/host/")
        expect(page.locator("h1")).to_contain_text("Host")

        site.on()
        offline.write(site.site, handbook(BOOK), wanted=True)
        page.evaluate(UPDATED)
        page.wait_for_function(f"async () => (await ({KEPT})())[0] === 1")
        site.off()
        page.goto(f"{home}/glossary/")
        expect(page.locator("article")).to_contain_text("looks twice")
        page.goto(f"{home}/roles/host/")
        expect(page.locator("body")).to_have_text("half of an upload")


def test_it_ends_where_it_is_no_longer_wanted(desk: Desk, example: Place, tmp_path: Path) -> None:
    with network(example, tmp_path) as site:
        page = desk.open(f"{site.on()}/glossary/").page
        ready(page)
        offline.write(site.site, handbook(BOOK), wanted=False)
        page.evaluate("() => navigator.serviceWorker.ready.then(one => one.update())")
        page.wait_for_function("async () => !(await navigator.serviceWorker.getRegistrations()).length")
        page.wait_for_function(f"async () => (await ({KEPT})())[0] === 0")
