"""The self-assessment: several people, several occasions, two windows, files and codes; nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Desk, Place
from tests.browser.test_decide import does, scanned, told
from tests.browser.test_every_page import judged
from tests.browser.test_my_event import REFUSED
from tests.browser.test_pages_at_work import texts

pytestmark = [pytest.mark.browser, pytest.mark.site]


def answer(page: Page, *values: str) -> None:
    """Answers the statements in their order; the example has three: time, then twice warmth."""
    for statement, value in zip(page.locator(".cc-statement").all(), values, strict=False):
        statement.locator(f"[value='{value}']").check(force=True)


def means(page: Page) -> list[str]:
    return texts(page, ".cc-mean")


def counted(page: Page, words: str) -> None:
    expect(page.locator(".cc-gather__count")).to_have_text(words)


def test_people_are_merged_with_counts_by_code_and_by_file(
    desk: Desk, chromium: Browser, example: Place, tmp_path: Path
) -> None:
    page = desk.open(example / "assess/").page
    answer(page, "2", "4", "early")
    with chromium.new_context(viewport={"width": 375, "height": 700}) as phone:
        own = phone.new_page()
        own.goto(example / "assess/")
        answer(own, "5", "3", "1")
        does(own, "hand")
        handed_in = scanned(own)
        with own.expect_download() as download:
            does(own, "file")
        download.value.save_as(tmp_path / "assess.json")
    camera = desk.page.context.new_page()
    camera.goto(handed_in)
    expect(camera.locator(".cc-hand")).to_contain_text("Take these answers in")
    camera.locator("[name=yes]").click()
    told(camera, "Taken in.")
    camera.close()
    counted(page, "3 of 3 answered · people: 2")
    assert means(page) == ["3.5", "2.7"]
    assert texts(page, ".cc-profile .cc-early") == [
        "1 × 2 · 1 × 5",
        "1 × 1 · 1 × 3 · 1 × 4 · too early to tell: 1",
    ]
    expect(page.locator(".cc-statement").first).to_contain_text("1 × 2 · 1 × 5")
    does(page, "another")
    counted(page, "0 of 3 answered · people: 2")
    answer(page, "2")
    counted(page, "1 of 3 answered · people: 3")
    page.locator(".cc-gather__in summary").click()
    page.locator(".cc-gather__sheets button").last.click()
    counted(page, "0 of 3 answered · people: 2")
    assert not [*judged(desk, ((1280, "default"), (320, "slate")))] and not desk.complaints()
    page.locator("[name=file]").set_input_files(tmp_path / "assess.json")
    told(page, "Taken in.")
    assert page.locator("[name=which] option").count() == 2, "an occasion of its own"


def test_earlier_occasions_stand_beside_the_mean(desk: Desk, example: Place) -> None:
    made = (example.site / "assess/index.html").read_text()
    later = made.replace('data-cc-since="1"', 'data-cc-since="2"')  # the first phase is never too early
    desk.page.route("**/assess/", lambda route: route.fulfill(body=later, content_type="text/html"))
    page = desk.open(example / "assess/").page
    page.locator("[name=title]").fill("Before")
    page.locator("[name=date]").fill("2026-03-01")
    answer(page, "2", "2", "2")
    does(page, "new")
    page.locator("[name=title]").fill("After")
    page.locator("[name=date]").fill("2026-05-01")
    answer(page, "4", "5", "4")
    assert means(page) == ["4", "4.5"]
    assert texts(page, ".cc-trend") == ["Earlier: March 1, 2026 2"] * 2
    page.locator("[name=phase]").select_option(index=1)
    assert page.locator(".cc-statement:visible").count() == 3, "what is answered stays"
    does(page, "another")
    assert page.locator(".cc-statement:visible").count() == 2, "one can be answered only in the second phase"
    counted(page, "0 of 2 answered")
    page.reload()
    page.locator("[name=which]").select_option(index=0)
    assert means(page) == ["2", "2"]


def test_two_windows_and_an_earlier_version_lose_nothing(desk: Desk, example: Place) -> None:
    page = desk.open(example / "assess/").page
    ids = [box.get_attribute("data-cc-statement") for box in page.locator(".cc-statement").all()]
    former = json.dumps({ids[0]: "2", ids[1]: "early", "gone": "4"})
    page.evaluate("former => localStorage.setItem('cocreate:/:assess', former)", former)
    page.reload()
    counted(page, "2 of 3 answered")
    other = desk.page.context.new_page()
    other.goto(example / "assess/")
    counted(other, "2 of 3 answered")
    other.locator(".cc-statement").nth(2).locator("[value='5']").check(force=True)
    counted(page, "3 of 3 answered")
    answer(page, "1")
    page.reload()
    counted(page, "3 of 3 answered")
    assert means(page) == ["1", "5"]
    # Statements of another edition are kept, and do not move the others.
    page.evaluate(
        """() => {
            const key = Object.keys(localStorage).find(name => name.startsWith("cocreate:assess:/"))
            const all = JSON.parse(localStorage.getItem(key))
            for (const one of Object.values(all)) {
                one.ids = ["old", ...one.ids]
                for (const sheet of Object.values(one.sheets)) sheet.scores = "3" + sheet.scores
            }
            localStorage.setItem(key, JSON.stringify(all))
        }"""
    )
    page.reload()
    assert means(page) == ["1", "5"]
    answer(page, "2")
    assert "old" in page.evaluate("JSON.stringify(localStorage)") and means(page) == ["2", "5"]


def test_without_storage_it_works_and_says_so(desk: Desk, example: Place) -> None:
    desk.page.add_init_script(REFUSED)
    page = desk.open(example / "assess/").page
    assert "keeps nothing" in texts(page, ".cc-gather__kept")[0]
    answer(page, "2", "4", "early")
    assert means(page) == ["2", "4"]


@pytest.mark.parametrize("brought", ["AAAA", "q1YqVrIyVDIyAgA"])
def test_a_strangers_address_is_taken_for_nothing(desk: Desk, example: Place, brought: str) -> None:
    page = desk.open(example / f"assess/#assess={brought}").page
    told(page, "cut short or changed")
    assert not desk.complaints()
