"""A site that is opened from a disk: links lead to pages, the search finds, nothing else is asked for."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.browser.conftest import Desk, searched
from tests.hosts.building import built, copy

pytestmark = [pytest.mark.browser, pytest.mark.site]

DISK = "plugins: [search, {cocreate: {pdf: false, disk: true}}]\n"
OFFLINE = "plugins: [search, offline, {cocreate: {pdf: false}}]\n"
LINKS = """
() => [...document.querySelectorAll('a[href]')].map(link => link.href.split('#')[0])
  .filter(address => address.startsWith('file:'))
"""


def file_of(address: str) -> Path:
    return Path(unquote(urlsplit(address).path))


def crawled(desk: Desk, start: Path) -> set[Path]:
    """Follow every link from a page to the last; each must lead to a file."""
    to_see, seen = [start], {start}
    while to_see:
        page = to_see.pop()
        desk.open(page.as_uri())
        for target in map(file_of, desk.page.evaluate(LINKS)):
            assert target.is_file(), f"{page} leads to {target}"
            if target.suffix == ".html" and target not in seen:
                seen.add(target)
                to_see.append(target)
    return seen


@pytest.mark.parametrize("settings", [DISK, OFFLINE], ids=["disk", "offline"])
def test_a_folder_clicks_and_searches(desk: Desk, tmp_path: Path, settings: str) -> None:
    site = built(copy(tmp_path, settings=settings))
    seen = crawled(desk, site / "index.html")
    listen = "phases/listen/index.html" if settings == DISK else "phases/listen.html"
    assert site / listen in seen and len(seen) > 30
    page = desk.open((site / "index.html").as_uri()).page
    first = searched(page, "listening")
    assert file_of((first.get_attribute("href") or "").partition("?")[0]).is_file()
    page = desk.open(f"{(site / 'decide/index.html').as_uri()}#from-our-tea").page
    page.locator("[data-cc-do=out]").click()
    address = page.locator(".cc-hand textarea").input_value()
    assert address.startswith("https://tea.example.org/handbook/decide"), "a phone finds nothing on this disk"
    asked = {urlsplit(address).scheme for address in desk.requests()}
    assert asked <= {"file", "about", "data", "blob"} and not desk.complaints()
