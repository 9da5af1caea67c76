"""Events and ticks go from device to device by a code, and nothing that is there is overwritten unasked."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Desk, Place
from tests.browser.test_decide import scanned
from tests.browser.test_every_page import judged
from tests.browser.test_my_event import facts, minutes, press
from tests.browser.test_pages_at_work import texts, ticked

pytestmark = [pytest.mark.browser, pytest.mark.site]

STRANGE = {
    "id": "x",
    "title": "<img src=x onerror=alert(1)>",
    "date": "2026-01-01\nchosen: me",
    "people": {"a": 1},
    "blocks": [{"step": "<b>Talk</b>", "min": "many", "mode": "odd", "at": 1e99, "model": {}}],
}


def packed(page: Page, value: object) -> str:
    text: str = page.evaluate("value => cocreateHand.pack(value)", value)
    return text


def test_an_event_goes_to_another_device(desk: Desk, chromium: Browser, example: Place) -> None:
    page = desk.open(example / "event/#add-tea-round").page
    facts(page, title="Tea, by «us»", start="13:10", end="14:10", people="12")
    press(page, "rest")
    press(page, "hand")
    assert not [*judged(desk, ((1280, "default"), (320, "slate")))]
    address = scanned(page)
    assert page.evaluate("document.activeElement.name") == "hand"
    with chromium.new_context(viewport={"width": 375, "height": 700}) as phone:
        other = phone.new_page()
        other.goto(address)
        expect(other.locator(".cc-event__offline")).to_have_text("“Tea, by «us»” was brought here.")
        assert minutes(other) == ["50", "15"] and other.url.endswith("/event/")
        facts(other, people="13")
        other.goto("about:blank")
        other.goto(address)
        other.locator("[name=no]").click()
        assert other.locator(".cc-event__facts [name=people]").input_value() == "13"
        other.goto("about:blank")
        other.goto(address)
        other.locator("[name=yes]").click()
        expect(other.locator(".cc-event__facts [name=people]")).to_have_value("12")
        press(other, "undo")
        expect(other.locator(".cc-event__facts [name=people]")).to_have_value("13")
    assert not desk.complaints()


def test_an_old_browser_hands_over_and_says_what_it_cannot_read(
    desk: Desk, chromium: Browser, example: Place
) -> None:
    page = desk.open(example / "event/#add-tea-round").page
    squeezed = page.evaluate("value => cocreateHand.pack(value)", {"id": "x", "title": "Tea", "blocks": []})
    with chromium.new_context() as old:
        other = old.new_page()
        other.add_init_script("delete window.CompressionStream; delete window.DecompressionStream")
        other.goto(f"{example / 'event/'}#event={squeezed}")
        expect(other.locator(".cc-event__offline")).to_have_text(
            "This browser is too old to read that. Open it in a newer one."
        )
        facts(other, title="Old")
        press(other, "hand")
        address = scanned(other)
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator(".cc-event__offline")).to_have_text("“Old” was brought here.")


def test_what_is_too_large_for_a_code_says_so_and_offers_a_file(
    desk: Desk, example: Place, tmp_path: Path
) -> None:
    page = desk.open(example / "event/").page
    for at in range(12):
        press(page, "own")
        page.locator(".cc-event__block [name=step]").last.fill(hashlib.shake_256(bytes([at])).hexdigest(140))
    press(page, "hand")
    expect(page.locator(".cc-hand")).to_contain_text("Too much for a code")
    assert page.locator(".cc-code").count() == 0
    with page.expect_download() as download:
        page.locator(".cc-hand [name=file]").click()
    download.value.save_as(tmp_path / "event.txt")
    assert (tmp_path / "event.txt").read_text().startswith(f"{example / 'event/'}#event=")


def test_a_strangers_event_is_text_and_no_more(desk: Desk, example: Place, tmp_path: Path) -> None:
    page = desk.open(example / "event/").page
    address = example / f"event/#event={packed(page, STRANGE)}"
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator(".cc-event__facts [name=title]")).to_have_value(STRANGE["title"])
    assert (
        minutes(page) == [""] and page.locator(".cc-event__block [name=step]").input_value() == "<b>Talk</b>"
    )
    with page.expect_download() as download:
        press(page, "save")
    download.value.save_as(tmp_path / "session.md")
    assert "chosen" not in (tmp_path / "session.md").read_text()
    for wrong in (
        "AAAA",
        packed(page, None),
        packed(page, {"id": 7, "blocks": []}),
        packed(page, "x" * 300_000),
    ):
        page.goto("about:blank")
        page.goto(example / f"event/#event={wrong}")
        expect(page.locator(".cc-event__offline")).to_contain_text("nothing was taken in")
    assert page.locator("[name=which] option").count() == 1
    assert not desk.complaints()


def test_ticks_go_to_another_device_and_meet_those_that_are_there(
    desk: Desk, chromium: Browser, example: Place
) -> None:
    page = desk.open(example / "checklists/opening/").page
    page.locator("[data-cc-tick]").first.check(force=True)
    page.locator(".cc-ticks__more summary").click()
    page.locator(".cc-ticks [name=hand]").click()
    address = scanned(page)
    with chromium.new_context(viewport={"width": 375, "height": 700}) as phone:
        other = phone.new_page()
        other.goto(example / "checklists/opening/")
        other.locator("[data-cc-tick]").nth(1).check(force=True)
        other.goto("about:blank")
        other.goto(address)
        expect(other.locator(".cc-ticks__told")).to_contain_text("Items that are new or different: 1.")
        assert ticked(other)[:2] == [True, True]
        other.locator(".cc-ticks [name=undo]").click()
        assert ticked(other)[:2] == [False, True]
        value = {
            "format": "cocreate-ticks",
            "list": "opening",
            "run": {"items": {"a": {"at": 1, "words": "<i>x</i>", "done": True}}},
        }
        strange = packed(other, value)
        other.goto("about:blank")
        other.goto(example / f"checklists/opening/#ticks-opening={strange}")
        assert "<i>x</i>" in json.dumps(texts(other, ".cc-ticks__gone"))
        other.goto(example / "checklists/opening/#ticks-opening=AAAA")
        expect(other.locator(".cc-ticks__told")).to_contain_text("This was cut short or changed on its way")
