"""A site that is opened from a disk: links lead to pages, the search finds, nothing else is asked for."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.browser.webdriver import Browser
from tests.hosts.building import built, copy

pytestmark = [pytest.mark.browser, pytest.mark.site]

DISK = "plugins: [search, {cocreate: {pdf: false, disk: true}}]\n"
OFFLINE = "plugins: [search, offline, {cocreate: {pdf: false}}]\n"
LINKS = """
return [...document.querySelectorAll('a[href]')].map(link => link.href.split('#')[0])
  .filter(address => address.startsWith('file:'))
"""
SEARCHED = """
document.querySelector('[data-md-toggle=search]').click()
const field = document.querySelector('.md-search__input')
field.focus()
field.value = arguments[0]
field.dispatchEvent(new KeyboardEvent('keyup', { bubbles: true }))
"""


def file_of(address: str) -> Path:
    return Path(unquote(urlsplit(address).path))


def crawled(window: Browser, start: Path) -> set[Path]:
    """Follow every link from a page to the last; each must lead to a file."""
    to_see, seen = [start], {start}
    while to_see:
        page = to_see.pop()
        window.open(page.as_uri())
        for target in map(file_of, window.run(LINKS)):
            assert target.is_file(), f"{page} leads to {target}"
            if target.suffix == ".html" and target not in seen:
                seen.add(target)
                to_see.append(target)
    return seen


@pytest.mark.parametrize("settings", [DISK, OFFLINE], ids=["disk", "offline"])
def test_a_folder_clicks_and_searches(window: Browser, tmp_path: Path, settings: str) -> None:
    site = built(copy(tmp_path, settings=settings))
    window.open("about:blank")
    window.requests()
    window.complaints()
    seen = crawled(window, site / "index.html")
    listen = "phases/listen/index.html" if settings == DISK else "phases/listen.html"
    assert site / listen in seen and len(seen) > 30
    window.open((site / "index.html").as_uri()).run(SEARCHED, "listening")
    assert window.until("document.querySelector('.md-search-result__link')")
    first = window.run("return document.querySelector('.md-search-result__link').href")
    assert file_of(first.partition("?")[0]).is_file()
    asked = {urlsplit(address).scheme for address in window.requests()}
    assert asked <= {"file", "about", "data", "blob"} and not window.complaints()
