"""What holds for every page of both handbooks, on a phone, a tablet and a desktop, in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, TimeoutError as TookTooLongError

from tests.browser.conftest import Desk, Place

pytestmark = [pytest.mark.browser, pytest.mark.site]

LOOKS = Path(__file__).with_name("looks.js").read_text()
WIDTHS = (1280, 768, 320)
STILL = "*, *::before, *::after { transition: none !important; animation: none !important }"
SCHEME = "scheme => { document.body.dataset.mdColorScheme = scheme }"
AXE = "options => axe.run(options).then(found => found.violations)"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIEWS = {
    "example": ((1280, "default"), (1280, "slate"), (360, "default"), (360, "slate")),
    "reference": ((1280, "default"), (360, "slate")),
}
PARTS = {"example": 4, "reference": 8}
"""Into how many tests the pages of a handbook are divided, so that several processes can share them."""
KNOWN = {
    (
        "landmark-unique",
        'nav[data-md-level="2"]',
    ): "the theme names an open section twice, in its drawer and beside the text",
    (
        "landmark-unique",
        "#__code_",
    ): "the theme's script lays a landmark without a name around the button that copies a block of code",
}
"""Rules that the theme breaks in a place that we cannot reach, each with the reason."""


def resized(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})


def looked_at(desk: Desk, place: Place) -> Iterator[str]:
    """Shows the page in every width, and says what is wrong with it and what it asked for."""
    for width in WIDTHS:
        resized(desk.page, width)
        if desk.page.evaluate(LOOKS):
            desk.page.wait_for_timeout(500)  # Something may still be moving to its place.
            yield from (f"{width}: {complaint}" for complaint in desk.page.evaluate(LOOKS))
    own = (place.address, "data:", "blob:", "chrome:")
    yield from (f"asks {address}" for address in desk.requests() if not address.startswith(own))
    yield from (f"console: {words}" for words in desk.complaints())


def violations(page: Page) -> Iterator[str]:
    """Asks axe-core for what breaks WCAG 2.2, level A and AA, or its best practices."""
    if not page.evaluate("window.axe !== undefined"):
        page.evaluate(AXE_SCRIPT)
    for violation in page.evaluate(AXE, {"resultTypes": ["violations"], "runOnly": RULES}):
        for node in violation["nodes"]:
            target = str(node["target"][0])
            if any(rule == violation["id"] and target.startswith(place) for rule, place in KNOWN):
                continue
            yield f"{violation['id']}: {target} {node['html'][:120]}: {node['failureSummary'][:200]}"


PATIENCE = 20_000
"""Milliseconds; only a page that has a fault is waited for so long."""
REACHABLE = """() => [...document.querySelectorAll("pre > code, .md-typeset__scrollwrap")].every(
  (code) => code.scrollWidth <= code.clientWidth || code.tabIndex >= 0)"""
"""The keyboard reaches code and tables that are wider than their box a moment after the box has become small."""


def judged(desk: Desk, views: Sequence[tuple[int, str]]) -> Iterator[str]:
    """Asks axe-core about the page in several widths and colours, none of them still on its way."""
    desk.page.add_style_tag(content=STILL)
    for width, scheme in views:
        resized(desk.page, width)
        desk.page.evaluate(SCHEME, scheme)
        with suppress(TookTooLongError):  # axe-core tells what was never done
            desk.page.wait_for_function(REACHABLE, timeout=PATIENCE)
        yield from (f"{width} {scheme}: {violation}" for violation in violations(desk.page))


def of_each_kind(place: Place) -> list[str]:
    """Gives, of every folder of the site, its overview and the page that says most."""
    kinds: dict[str, str] = {}
    for name in sorted(place.pages, key=place.size):
        folder, _, document = name.strip("/").rpartition("/")
        kinds[f"{folder}/" + ("*" if folder else document)] = name
    return sorted(kinds.values())


def visited(desk: Desk, place: Place, name: str, views: Sequence[tuple[int, str]]) -> Iterator[str]:
    """Opens a page once, and asks everything about it."""
    resized(desk.page, WIDTHS[0])
    desk.open(place / name)
    desk.page.add_style_tag(content=STILL)
    for complaint in (*looked_at(desk, place), *judged(desk, views)):
        yield f"{name or 'home'}: {complaint}"


@pytest.mark.parametrize(
    ("handbook", "part"), [(name, part) for name in PARTS for part in range(PARTS[name])]
)
def test_every_page_looks_right_and_every_kind_of_page_is_accessible(
    desk: Desk, handbook: str, part: int, request: pytest.FixtureRequest
) -> None:
    place: Place = request.getfixturevalue(handbook)
    kinds = of_each_kind(place)
    assert {"", "phases/", "a3/", "choose/", "print/"} < set(kinds)
    names = place.pages[part :: PARTS[handbook]]
    complaints = [
        line
        for name in names
        for line in visited(desk, place, name, VIEWS[handbook] if name in kinds else ())
    ]
    assert names and not complaints, "\n" + "\n".join(complaints)


FAULTS = {
    "p.textContent = 'x'; p.style.width = '3000px'": "scrolls sideways",
    "p.textContent = 'x'.repeat(400); p.style.overflow = 'hidden'; p.style.whiteSpace = 'nowrap'": "cuts its text",
    "p.innerHTML = '<h5>x</h5>'": "heading 5 after",
    "p.innerHTML = '<i id=x></i><i id=x></i>'": "two of id x",
    "p.innerHTML = '<p></p>'": "a paragraph of nothing",
    "p.textContent = 'words'; p.style.color = '#aaa'": "color-contrast",
    "p.innerHTML = '<img src=\"data:,\">'": "image-alt",
    "p.innerHTML = '<input>'": "label",
    "p.innerHTML = '<button></button>'": "button-name",
    'p.innerHTML = \'See <a href="/" style="text-decoration: none">here</a> and there\'': "link-in-text-block",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_is_found(desk: Desk, example: Place, fault: str) -> None:
    desk.open(example / "about/")
    desk.page.evaluate(
        f"() => {{ const p = document.createElement('div'); document.querySelector('article').append(p); {fault} }}"
    )
    complaints = [*desk.page.evaluate(LOOKS), *violations(desk.page)]
    assert any(FAULTS[fault] in complaint for complaint in complaints), complaints
