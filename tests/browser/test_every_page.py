"""What holds for every page of both handbooks, on a phone, a tablet and a desktop, in light and in dark."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Place
from tests.browser.webdriver import Browser

pytestmark = [pytest.mark.browser, pytest.mark.site]

AUDIT = Path(__file__).with_name("audit.js").read_text()
SCHEME = """
document.body.dataset.mdColorScheme = arguments[0]
document.documentElement.style.setProperty("--unused", arguments[0])
"""
STILL = """
const style = document.createElement("style")
style.textContent = "*, *::before, *::after { transition: none !important; animation: none !important }"
document.head.append(style)
"""


def audited(window: Browser, place: Place, page: str) -> list[str]:
    """Looks at a page in every width and both schemes, and says what is wrong."""
    window.size(1280)
    window.open(place / page)
    window.run(STILL)
    found = window.run(AUDIT, ["structure", "width"], 1280)
    for scheme in ("slate", "default"):
        window.run(SCHEME, scheme)
        found += [f"{scheme}: {each}" for each in window.run(AUDIT, ["contrast"], 1280)]
    for width in (768, 360):
        window.size(width)
        found += [f"{width}: {each}" for each in window.run(AUDIT, ["width"], width)]
    found += [
        f"asks {each}"
        for each in window.requests()
        if not each.startswith((place.address, "data:", "blob:", "chrome:"))
    ]
    found += [f"console: {each}" for each in window.complaints()]
    return [f"{page or 'home'}: {each}" for each in found]


def test_example(desk: Browser, example: Place) -> None:
    found = [each for page in example.pages for each in audited(desk, example, page)]
    assert not found, "\n" + "\n".join(found)


def test_reference(desk: Browser, reference: Place) -> None:
    found = [each for page in reference.pages for each in audited(desk, reference, page)]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("p.textContent = 'x'; p.style.width = '3000px'", "scrolls sideways"),
        (
            "p.textContent = 'x'.repeat(400); p.style.overflow = 'hidden'; p.style.whiteSpace = 'nowrap'",
            "cuts its text",
        ),
        ("p.textContent = 'x'; p.className = 'cc-faint'; p.style.color = '#aaa'", "contrast"),
        ("p.innerHTML = '<h5>x</h5>'", "heading 5 after"),
        ("p.innerHTML = '<img src=\"data:,\">'", "no alternative text"),
        ("p.innerHTML = '<input>'", "no label"),
        ("p.innerHTML = '<button></button>'", "no words"),
        ("p.innerHTML = '<i id=x></i><i id=x></i>'", "two of id x"),
    ],
)
def test_the_audit_finds_what_is_wrong(desk: Browser, example: Place, fault: str, said: str) -> None:
    desk.open(example / "about/")
    desk.run(f"const p = document.createElement('div'); document.querySelector('article').append(p); {fault}")
    found = desk.run(AUDIT, ["structure", "width", "contrast"], 1280)
    assert any(said in each for each in found), found
    desk.complaints()
