"""Deciding together: two phones and a host, ballots by code, file and hand, and a file that a handbook accepts."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from cocreate_plugin.site_assets import SHIPPED_IN
from tests.browser.conftest import SOURCES, Desk, Place
from tests.browser.test_every_page import judged
from tests.browser.test_my_event import REFUSED
from tests.browser.test_pages_at_work import PRINTED, tab_to, texts

pytestmark = [pytest.mark.browser, pytest.mark.site]

VECTORS = json.loads((Path(__file__).parents[1] / "facts" / "choice_vectors.json").read_text())

WORKED_OUT = """vectors => vectors.map(({ name, candidates, criteria, ratings }) => {
  const choice = { candidates, criteria, ratings }
  const rounded = value => typeof value === "number" ? Math.round(value * 1e6) / 1e6 : value
  const found = cocreateWeigh.result(choice)
  return JSON.parse(JSON.stringify({ name, candidates, criteria, ratings,
    marks: found.marks.map(row => row.map(({ mean, least, most }) => [mean, least, most])),
    standings: found.standings.map(({ candidate, complete }) => [candidate, complete]),
    totals: found.standings.map(({ total }) => total), best: found.best, outcome: cocreateWeigh.outcome(choice),
  }, (_, value) => rounded(value)))
})"""


def does(page: Page, name: str) -> None:
    page.locator(f"[data-cc-do={name}]").click()


def told(page: Page, words: str) -> None:
    expect(page.locator(".cc-gather__told")).to_contain_text(words)


def scanned(page: Page) -> str:
    """Reads the code that the page shows, as a camera would, and closes it."""
    expect(page.locator(".cc-code")).to_be_visible()
    picture = Image.open(io.BytesIO(page.locator(".cc-code").screenshot()))
    [code] = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    page.locator(".cc-hand [name=close]").click()
    return code.text


def begun(page: Page) -> None:
    """Sets up two candidates and two criteria by keyboard and pen."""
    page.locator("[name=title]").fill("Our <b>tea</b>")
    page.locator("[name=purpose]").fill("Which | way")
    page.locator("[name=groups]").fill("Guests, Hosts")
    for model in ("tea-round", "silent-tea"):
        page.locator(f".cc-gather__candidates [value={model}]").check(force=True)
    tab_to(page, "[name=criterion]")
    page.keyboard.type("Warmth")
    page.keyboard.press("Enter")
    page.keyboard.type("Cost | *of* it")
    page.keyboard.press("Enter")
    page.locator("[name=weight]").first.fill("3")
    page.locator("[name=must]").first.check(force=True)


def typed(page: Page, figures: str) -> None:
    page.locator(".cc-gather__scores :checked").first.focus()
    for figure in figures:
        page.keyboard.press(figure)


def test_the_script_gives_the_same_numbers(desk: Desk) -> None:
    desk.page.add_script_tag(path=SHIPPED_IN / "weigh.js")
    assert desk.page.evaluate(WORKED_OUT, VECTORS) == VECTORS


@pytest.mark.parametrize("length", [1, 17, 18, 250, 900, 1273])
def test_codes_are_read_back(desk: Desk, length: int) -> None:
    desk.page.add_script_tag(path=SHIPPED_IN / "qr.js")
    text = "å/x7"[: max(1, length - 1)].ljust(length - 1, "b") if length > 1 else "x"
    rows = desk.page.evaluate("text => cocreateQr(text)", text)
    size = len(rows) + 8
    picture = Image.new("L", (size, size), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            picture.putpixel((x + 4, y + 4), 0 if dark else 255)
    [code] = zxingcpp.read_barcodes(picture.resize((size * 4, size * 4), Image.Resampling.NEAREST))
    assert code.text == text
    assert desk.page.evaluate("cocreateQr('x'.repeat(1274))") is None


def test_two_phones_hand_in_their_ballots(
    desk: Desk, chromium: Browser, example: Place, tmp_path: Path
) -> None:
    page = desk.open(example / "decide/").page
    page.evaluate(PRINTED)
    begun(page)
    does(page, "out")
    ballot = scanned(page)
    assert page.locator("[name=criterion]").is_disabled()
    for group, figures in (("Guests", "5243"), ("Hosts", "2445")):
        with chromium.new_context(viewport={"width": 375, "height": 700}) as phone:
            own = phone.new_page()
            own.goto(ballot)
            expect(own.locator(".cc-gather__name")).to_have_text("Our <b>tea</b>")
            own.locator("[name=rater]").select_option(group)
            typed(own, figures)
            assert own.evaluate("document.activeElement.dataset.ccDo") == "hand"
            does(own, "hand")
            handed_in = scanned(own)
            own.reload()
            assert own.url.endswith("/decide/"), "what an address brought is taken in once"
        # The camera of the host opens a window of its own; the open one shows what it took in.
        camera = desk.page.context.new_page()
        camera.goto(handed_in)
        told(camera, "Taken in.")
        camera.close()
    expect(page.locator(".cc-gather__count")).to_have_text("Ballots: 2 (Guests 1 · Hosts 1)")
    result = page.locator(".cc-gather__sheet")
    expect(result).to_contain_text("3.5 (2–5)")
    expect(result).to_contain_text("Tea round misses a must-have: Warmth is below 3 for Hosts (2).")
    expect(result).to_contain_text("Silent tea misses a must-have: Warmth is below 3 for Guests (2).")
    expect(result).to_contain_text("Guests Ballots: 1. Below 3: Warmth: Silent tea 1.")
    camera = desk.page.context.new_page()
    camera.goto(handed_in)
    told(camera, "here already")
    camera.close()
    assert not [*judged(desk, ((1280, "default"), (320, "slate")))] and not desk.complaints()

    page.locator("[name=minority]").fill("One\n\nwould [rather] be *silent*.")
    page.locator("[name=chosen]").select_option("tea-round")
    does(page, "print")
    page.emulate_media(media="print")
    assert texts(page, ".cc-gather__echo") == [
        "Chosen: Tea round",
        "Minority view: One would [rather] be *silent*.",
    ]
    page.emulate_media(media="screen")
    with page.expect_download() as download:
        does(page, "save")
    shutil.copytree(SOURCES["example"], tmp_path / "book")
    assert download.value.suggested_filename == "our-b-tea-b.md"
    download.value.save_as(tmp_path / "book/process/choices/ours.md")
    cocreate = Path(sys.executable).with_name("cocreate")
    done = subprocess.run(
        [cocreate, "check", "--strict"], cwd=tmp_path / "book", capture_output=True, text=True
    )
    assert done.returncode == 0 and "ours.md" not in done.stdout + done.stderr, done.stdout + done.stderr
    subprocess.run([cocreate, "print", "ours"], cwd=tmp_path / "book", check=True, capture_output=True)
    assert (tmp_path / "book/print/choices/ours.pdf").is_file()


def test_a_slip_is_typed_in_a_ballot_taken_out_and_files_are_put_together(
    desk: Desk, example: Place, tmp_path: Path
) -> None:
    page = desk.open(example / "decide/#from-our-tea").page
    assert page.locator("[name=title]").input_value() == "Our tea"
    assert page.locator("[name=groups]").input_value() == "Guests, Hosts"
    does(page, "type")
    for figures in ("5225", "4305"):
        typed(page, figures)
        page.keyboard.press("Enter")
        told(page, "Taken in.")
    does(page, "leave")
    expect(page.locator(".cc-gather__count")).to_have_text("Ballots: 2 (Guests 2)")
    with page.expect_download() as download:
        does(page, "file")
    download.value.save_as(tmp_path / "choice.json")
    page.locator(".cc-gather__in summary").click()
    page.locator(".cc-gather__sheets button").first.click()
    expect(page.locator(".cc-gather__count")).to_contain_text("Ballots: 1")
    assert page.evaluate("document.activeElement.dataset.ccDo") == "undo"
    page.locator("[name=file]").set_input_files(tmp_path / "choice.json")
    told(page, "Taken in.")
    expect(page.locator(".cc-gather__count")).to_contain_text("Ballots: 1")  # it stays out
    does(page, "undo")
    expect(page.locator(".cc-gather__count")).to_contain_text("Ballots: 2")
    page.reload()
    expect(page.locator(".cc-gather__count")).to_contain_text("Ballots: 2")
    does(page, "remove")
    expect(page.locator(".cc-gather__count")).to_have_text("No ballot yet.")
    page.locator("[name=file]").set_input_files(tmp_path / "choice.json")
    expect(page.locator(".cc-gather__count")).to_contain_text("Ballots: 2")
    assert not desk.complaints()


@pytest.mark.parametrize("brought", ["x", "AAAA", "q1YqVrIyVDIyAgA", "q1YqUbJSSgJiAA"])
def test_a_strangers_address_and_file_are_taken_for_nothing(
    desk: Desk, example: Place, tmp_path: Path, brought: str
) -> None:
    page = desk.open(example / f"decide/#choice={brought}").page
    told(page, "cut short or changed")
    (tmp_path / "x.json").write_text(
        '{"format": "cocreate-choice", "all": {"id": 3, "criteria": [null, 7], "sheets": {"a": 1}}}'
    )
    page.locator("[name=file]").set_input_files(tmp_path / "x.json")
    (tmp_path / "y.json").write_text("[" * 9)
    page.locator("[name=file]").set_input_files(tmp_path / "y.json")
    told(page, "y.json holds nothing")
    assert not desk.complaints()


def test_a_name_of_a_candidate_that_is_none_never_reaches_the_saved_file(
    desk: Desk, example: Place, tmp_path: Path
) -> None:
    page = desk.open(example / "decide/#from-our-tea").page
    with page.expect_download() as download:
        does(page, "file")
    brought = json.loads(download.value.path().read_text())
    brought["all"]["candidates"].append("x]\nowner: [Mallory")
    (tmp_path / "z.json").write_text(json.dumps(brought))
    does(page, "remove")
    page.locator("[name=file]").set_input_files(tmp_path / "z.json")
    does(page, "type")
    typed(page, "5225")
    page.keyboard.press("Enter")
    told(page, "Taken in.")
    does(page, "leave")
    with page.expect_download() as download:
        does(page, "save")
    text = download.value.path().read_text()
    assert "tea-round" in text and "Mallory" not in text


MOVED = """() => { window.moved = 0; new PerformanceObserver(list => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.moved += one.value
}).observe({ type: "layout-shift", buffered: true }) }"""


@pytest.mark.parametrize("desk", [{"viewport": {"width": 375, "height": 800}}], indirect=True, ids=["phone"])
def test_nothing_moves_while_a_page_of_forms_comes(desk: Desk, example: Place) -> None:
    desk.page.add_init_script(f"({MOVED})()")
    for name in ("decide/", "assess/", "event/"):
        page = desk.open(example / name).page
        page.wait_for_timeout(300)
        assert page.evaluate("window.moved") < 0.02, name


def test_without_storage_it_works_and_says_so(desk: Desk, example: Place) -> None:
    desk.page.add_init_script(REFUSED)
    page = desk.open(example / "decide/#from-our-tea").page
    assert "keeps nothing" in texts(page, ".cc-gather__kept")[0]
    does(page, "type")
    typed(page, "5225")
    page.keyboard.press("Enter")
    expect(page.locator(".cc-gather__count")).to_contain_text("Ballots: 1")


@pytest.mark.parametrize("desk", [{"java_script_enabled": False}], indirect=True, ids=["no scripts"])
def test_without_scripts_the_page_says_what_can_be_compared(desk: Desk, example: Place) -> None:
    page = desk.open(example / "decide/").page
    assert [words.split()[0] for words in texts(page, ".cc-decide summary")] == [
        "Choices",
        "Dialogue",
        "Success",
    ]
    assert "Tea round" in " ".join(texts(page, "table")) and not texts(
        page, "form.cc-gather, .cc-gather__host"
    )
