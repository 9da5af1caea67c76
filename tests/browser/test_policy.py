"""Browsers hold to the policy of a page: what is not the site's own does not run, and all that is, does."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from cocreate_plugin.testing import write
from tests.browser.conftest import REFUSED, Desk, Place, searched
from tests.hosts.building import built, copy, served

pytestmark = [pytest.mark.browser, pytest.mark.site]

ATTACKS = {
    "script": "const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s)",
    "handler": "document.body.insertAdjacentHTML('beforeend', '<img src=x: onerror=\"window.ran = 1\">')",
    "attribute": "document.body.setAttribute('onclick', 'window.ran = 1'); document.body.click()",
    "address": "const a = document.createElement('a'); a.href = 'javascript:window.ran=1'; document.body.append(a); a.click()",
    "file": "const s = document.createElement('script'); s.src = 'data:text/javascript,window.ran=1'; document.body.append(s)",
    "eval": "setTimeout(() => window.eval('window.ran = 1'))",
    "frame": "document.body.insertAdjacentHTML('beforeend', '<iframe srcdoc=\"<script>parent.ran = 1</script>\"></iframe>')",
}
ELSEWHERE = {
    "script": "const s = document.createElement('script'); s.src = 'handbook.json'; document.body.append(s)",
    "picture": "new Image().src = 'https://tracker.example/x.png'",
    "request": "fetch('https://tracker.example/').catch(() => {})",
    "object": "document.body.insertAdjacentHTML('beforeend', '<object data=handbook.json></object>')",
    "base": "document.head.insertAdjacentHTML('beforeend', '<base href=https://tracker.example/>')",
}


def refusals(desk: Desk, attack: str) -> list[str]:
    """Gives what the browser says of an attack, and sees that nothing ran."""
    desk.page.evaluate(f"() => {{ {attack} }}")
    said: list[str] = []
    for _ in range(100):
        desk.page.wait_for_timeout(100)
        said += [words for words in desk.complaints() if REFUSED in words]
        if said:
            break
    assert desk.page.evaluate("window.ran") is None
    return said


def test_what_gets_into_a_page_does_not_run(desk: Desk, example: Place) -> None:
    desk.open(example / "phases/listen/")
    for name, attack in ATTACKS.items():
        assert refusals(desk, attack), name
    desk.open(example / "")
    for name, attack in ELSEWHERE.items():
        assert refusals(desk, attack), name


def test_a_script_that_was_written_into_a_page_does_not_run(desk: Desk, example: Place) -> None:
    def changed(page: str) -> str:
        return page.replace("</article>", "<script>window.ran = 1</script><p onclick='1'></p></article>")

    desk.page.route(
        "**/phases/listen/",
        lambda route: route.fulfill(
            body=changed((example.site / "phases/listen/index.html").read_text()), content_type="text/html"
        ),
    )
    desk.open(example / "phases/listen/")
    assert desk.page.evaluate("window.ran") is None
    assert any(REFUSED in words for words in desk.complaints())


def test_a_file_that_was_changed_does_not_run(desk: Desk, example: Place) -> None:
    desk.page.route(
        "**/ticks.js?*", lambda route: route.fulfill(body="window.ran = 1", content_type="text/javascript")
    )
    desk.open(example / "checklists/opening/")
    assert desk.page.evaluate("window.ran") is None and desk.complaints()


def test_the_theme_does_what_it_does(desk: Desk, example: Place) -> None:
    """The search, its worker, the colours, what is remembered of them; a refusal fails every test here."""
    page = desk.open(example / "").page
    before = page.evaluate("document.body.dataset.mdColorScheme")
    page.locator("label.md-header__button[for^=__palette]").filter(visible=True).first.click()
    after = page.evaluate("document.body.dataset.mdColorScheme")
    assert after != before
    desk.open(example / "phases/listen/")
    assert page.evaluate("document.body.dataset.mdColorScheme") == after
    searched(page, "listening")
    assert not desk.complaints()


def test_pages_that_follow_without_loading_run_too(desk: Desk, tmp_path: Path) -> None:
    """The theme's `navigation.instant` takes the next page into the one that is there."""
    copy(tmp_path)
    config = (tmp_path / "mkdocs.yml").read_text()
    theme = "  name: material\n  features: [navigation.instant]\n"
    write(
        tmp_path,
        {
            "mkdocs.yml": config.replace("  name: material\n", theme).replace(
                "[search, cocreate]", "[search, {cocreate: {pdf: false}}]"
            )
        },
    )
    with served(tmp_path) as address:
        page = desk.open(f"{address}/handbook/").page
        page.locator("article a[href*='listen']").first.click()
        page.wait_for_url("**/phases/listen/")
        expect(page.locator("article h1")).to_contain_text("Listen")  # later than the address
        # Found is enough: the theme shuts its search when a page takes its place late, with what it has found.
        page.locator(".md-search__input").press_sequentially("listening")
        expect(page.locator(".md-search-result__link").first).to_be_attached()
        assert not desk.complaints()


def test_on_a_disk_text_of_a_page_does_not_run(desk: Desk, tmp_path: Path) -> None:
    site = built(copy(tmp_path, settings="plugins: [search, {cocreate: {pdf: false, disk: true}}]\n"))
    desk.open((site / "phases/listen/index.html").as_uri())
    for name, attack in ATTACKS.items():
        assert refusals(desk, attack), name


def test_a_former_address_leads_on(desk: Desk, tmp_path: Path) -> None:
    copy(tmp_path, settings="plugins: [search, {cocreate: {pdf: false, disk: true}}]\n")
    site = built(tmp_path)
    page = desk.open(f"{(site / 'phases/hear/index.html').as_uri()}#gate").page
    page.wait_for_url("**/listen/index.html#gate")
    assert not desk.complaints()


def test_a_page_loads_anew_while_it_is_written(desk: Desk, tmp_path: Path) -> None:
    copy(tmp_path)
    with served(tmp_path) as address:
        page = desk.open(f"{address}/handbook/about/").page
        expect(page.locator("article")).not_to_contain_text("Entirely new")
        write(tmp_path, {"docs/about.md": "# About\n\nEntirely new\n"})
        expect(page.locator("article")).to_contain_text("Entirely new", timeout=60_000)
        assert refusals(desk, ATTACKS["script"])
        assert not desk.complaints()
